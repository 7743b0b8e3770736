"""The compiled and the ordinary execution of a mutation give the same answer, whoever asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from graphql import (
    FieldNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    parse,
)

from five_steps.commands import Actor, Role
from five_steps.graphql_api.kernel.changed_rows import ChangedRows, compile_read
from five_steps.graphql_api.kernel.mutation_plan import compile_mutation
from five_steps.graphql_api.kernel.personal_reads import PersonalReads
from five_steps.graphql_api.kernel.selections import NotCompilable, Selected
from five_steps.graphql_api.kernel.viewer import Viewer
from five_steps.graphql_api.schema import schema
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.executions import COMPILING, RESOLVING, run

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

WHOLE = """
mutation M($i: PlaceOrderInput!) {
  done: placeOrder(input: $i) {
    __typename
    ...Result
    ... on Done { place: position }
  }
}
fragment Result on OrderResult {
  ... on OrderChanged {
    repeated
    order {
      kind: __typename id state title contact checkInCode: title
      unit { name } requesterResident { name phone }
      assignments { acceptedAt }
    }
  }
  ... on Error { code field message allowed actual }
}
"""
SHORT = "mutation ($i: PlaceOrderInput!) { placeOrder(input: $i) { ... on Done { position } } }"


def _given(api: Api, **changed: Any) -> dict[str, Any]:
    district = api.district
    order = district.order()
    return {
        "commandId": str(uuid4()),
        "unitId": gid("Unit", order.unit_id),
        "requesterId": gid("Resident", order.requester_id),
        "category": order.category.value,
        "title": order.title,
        "place": order.place,
        "contact": "13857701234",
        "startsAt": order.starts_at.isoformat(),
        "endsAt": order.ends_at.isoformat(),
        **changed,
    }


async def same(api: Api, query: str, given: dict[str, Any], by: Actor | None) -> dict[str, Any]:
    """The answer to a repeat, which both give."""
    await run(COMPILING, api, query, {"i": given}, by)
    ours: dict[str, Any] = await run(COMPILING, api, query, {"i": given}, by)
    theirs = await run(RESOLVING, api, query, {"i": given}, by)
    assert ours == theirs
    return ours


@pytest.mark.parametrize("query", [WHOLE, SHORT])
async def test_what_is_done_is_shown_the_same(api: Api, query: str) -> None:
    district = api.district
    for by in (CENTRE, district.admin, district.dispatcher, district.as_resident):
        answer = await same(api, query, _given(api), by)
        (done,) = answer["data"].values()
        assert done.get("position") or done["order"]["title"]


async def test_what_is_refused_is_explained_the_same(api: Api) -> None:
    stranger = Actor(str(uuid4()), Role.RESIDENT)
    for by, changed in (
        (None, {}),
        (stranger, {}),
        (CENTRE, {"unitId": gid("Order", uuid4())}),
        (CENTRE, {"headcount": 0}),
        (CENTRE, {"requesterId": gid("Resident", uuid4())}),
        (CENTRE, {"colour": "red"}),
        (CENTRE, {"startsAt": "tomorrow"}),
    ):
        answer = await same(api, WHOLE, _given(api, **changed), by)
        assert "errors" in answer or answer["data"]["done"]["message"]


async def test_what_fails_inside_is_told_the_same(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(api.services.commands), "run", fails)
    answer = await same(api, WHOLE, _given(api), CENTRE)
    assert answer["data"] is None
    assert answer["errors"][0]["path"] == ["done"]


async def test_those_who_ask_at_once_each_see_what_is_theirs(api: Api) -> None:
    """One statement reads for all; who may see what is decided row by row."""
    district = api.district
    mine = await district.give(district.order(), district.as_resident)
    await api.shown()
    operation = COMPILING.documents.prepare(WHOLE, None).operation
    order_type = schema._schema.type_map["Order"]
    assert isinstance(order_type, GraphQLObjectType)
    selected = _selected("{ order { title } }")
    plan = compile_read(operation, order_type, selected, Role.RESIDENT, by_position=False)
    rows = ChangedRows(plan)
    me, stranger = (
        Viewer(Role.RESIDENT, subject) for subject in (str(district.resident), str(uuid4()))
    )

    texts = await asyncio.gather(
        *(
            rows.read(key, viewer, district.now, api.database, PersonalReads())
            for key, viewer in ((mine, me), (mine, stranger), (uuid4(), me), (mine, me))
        )
    )

    shown = f'{{"title":"{district.order().title}"}}'
    assert texts == [shown, None, None, shown]


def _selected(document: str) -> Selected:
    (operation,) = parse(document).definitions
    assert isinstance(operation, OperationDefinitionNode)
    (node,) = operation.selection_set.selections
    assert isinstance(node, FieldNode)
    assert node.selection_set is not None
    return Selected(node.name.value, node, [node.selection_set])


@pytest.mark.parametrize(
    ("variables", "fields"),
    [
        ("($i: CancelOrderInput!)", "cancelOrder(input: $i) { t: __typename } __typename"),
        (
            "($i: CancelOrderInput!, $yes: Boolean!)",
            "cancelOrder(input: $i) { __typename @include(if: $yes) }",
        ),
        (
            "($id: UUID!)",
            'cancelOrder(input: {commandId: $id, orderId: "", reason: ""}) { __typename }',
        ),
        ("", "__typename"),
    ],
)
async def test_what_is_unusual_is_left_to_the_library(variables: str, fields: str) -> None:
    document = f"mutation {variables} {{ {fields} }}"
    operation = COMPILING.documents.prepare(document, None).operation
    with pytest.raises(NotCompilable):
        compile_mutation(schema._schema, operation, Role.CENTRE_ADMIN)
