"""Input objects read in one pass are what the library makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLInputObjectType
from graphql.utilities import coerce_input_value
from strawberry.types.arguments import convert_argument

from five_steps.graphql_api.kernel.plain_input import NotPlain, reader_of
from five_steps.graphql_api.schema import schema

_ID = "T3JkZXI6MDFhMjBmOTMtMDgwYS03MTVjLWIzZmItMDdmMTVjNWQ4N2I4"
_COMMAND = {"commandId": "01a20f93-080a-715c-b3fb-07f15c5d87b8"}
_ORDER = {
    **_COMMAND,
    "unitId": _ID,
    "requesterId": _ID,
    "category": "SCIENCE",
    "title": "老年人智能手机培训",
    "place": "文化礼堂",
    "startsAt": "2026-03-05T08:00:00+08:00",
    "endsAt": "2026-03-05T10:00:00Z",
}
_RATING = {**_COMMAND, "orderId": _ID, "score": 5}


def _type(name: str) -> GraphQLInputObjectType:
    found = schema._schema.type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("PlaceOrderInput", _ORDER),
        ("PlaceOrderInput", {**_ORDER, "requesterKind": "UNIT", "menuItemId": None}),
        ("PlaceOrderInput", {**_ORDER, "skills": ["摄影", "手语"], "hazardous": True}),
        ("RateOrderInput", {**_RATING, "tags": [], "volunteerScores": []}),
        (
            "RateOrderInput",
            {**_RATING, "volunteerScores": [{"volunteerId": _ID, "score": 4}]},
        ),
    ],
)
def test_what_is_plainly_right_is_read_as_by_the_library(name: str, given: dict[str, Any]) -> None:
    type_ = _type(name)
    coerced = coerce_input_value(given, type_)
    origin = type_.extensions["strawberry-definition"].origin
    registry = schema.schema_converter.scalar_registry

    expected = convert_argument(coerced, origin, registry, schema.config)

    assert reader_of(type_)(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        7,
        [],
        {**_ORDER, "unitId": None},
        {name: value for name, value in _ORDER.items() if name != "title"},
        {**_ORDER, "title": 7},
        {**_ORDER, "unitId": 7},
        {**_ORDER, "hazardous": "yes"},
        {**_ORDER, "headcount": "2"},
        {**_ORDER, "headcount": True},
        {**_ORDER, "headcount": 2**31},
        {**_ORDER, "category": "COOKING"},
        {**_ORDER, "startsAt": "2026-03-05T08:00:00"},
        {**_ORDER, "commandId": "1"},
        {**_ORDER, "skills": "摄影"},
        {**_ORDER, "skills": [None]},
        {**_ORDER, "colour": "red"},
    ],
)
def test_everything_else_is_left_to_the_library(given: Any) -> None:
    with pytest.raises(NotPlain):
        reader_of(_type("PlaceOrderInput"))(given)
