"""Events are for ever: no class changes without a new version, and fields stay plain."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest

from tests.domain.event_catalogue import (
    HOW_TO_WRITE,
    Catalogue,
    Declared,
    broken_promises,
    current,
    declared,
    event_classes,
    own_fields,
    recorded,
)

PLAIN = {str, int, bool, NoneType, UUID, Decimal, datetime}
EVENT_CLASSES = event_classes()
RATED: Catalogue = {"order.rated": {"class_version": 1, "fields": {"score": "int"}}}


def test_no_event_changes_without_a_new_class_version() -> None:
    assert broken_promises(recorded(), current()) == []


def test_the_catalogue_is_up_to_date() -> None:
    assert recorded() == current(), f"new events or versions? {HOW_TO_WRITE}"


def is_plain(hint: Any) -> bool:
    if isinstance(hint, UnionType):
        return all(is_plain(option) for option in get_args(hint))
    if get_origin(hint) is list:
        return get_args(hint)[0] in PLAIN
    return hint in PLAIN


@pytest.mark.parametrize("topic", sorted(EVENT_CLASSES))
def test_fields_are_plain(topic: str) -> None:
    fields = own_fields(EVENT_CLASSES[topic])
    assert [name for name, hint in fields.items() if not is_plain(hint)] == []


@pytest.mark.parametrize("hint", [dict[str, int], tuple[int, ...], float, list[list[int]], Any])
def test_what_is_not_plain(hint: object) -> None:
    assert not is_plain(hint)


@pytest.mark.parametrize(("topic", "event"), sorted(declared().items()))
def test_topics_are_named_after_their_aggregate_and_event(topic: str, event: Declared) -> None:
    aggregate, name = map(camel_case, topic.split("."))
    assert (aggregate, name) == (event.aggregate, event.name)
    assert event.event_class.__name__ == name


def camel_case(topic: str) -> str:
    return "".join(map(str.capitalize, topic.split("_")))


@pytest.mark.parametrize("topic", sorted(EVENT_CLASSES))
def test_each_version_leads_to_the_next(topic: str) -> None:
    event_class = EVENT_CLASSES[topic]
    upcasts = [f"upcast_v{v}_v{v + 1}" for v in range(1, current()[topic]["class_version"])]
    assert [upcast for upcast in upcasts if not hasattr(event_class, upcast)] == []


@pytest.mark.parametrize(
    ("now", "complaint"),
    [
        (RATED, None),
        (RATED | {"order.praised": {"class_version": 1, "fields": {}}}, None),
        ({"order.rated": {"class_version": 2, "fields": {"score": "str"}}}, None),
        ({"order.rated": {"class_version": 1, "fields": {"score": "str"}}}, "class_version = 2"),
        ({"order.rated": {"class_version": 1, "fields": {}}}, "write upcast_v1_v2"),
        ({"order.rated": {"class_version": 0, "fields": {"score": "int"}}}, "went down"),
        ({}, "is gone"),
    ],
)
def test_what_the_catalogue_complains_of(now: Catalogue, complaint: str | None) -> None:
    problems = broken_promises(RATED, now)
    if complaint is None:
        assert problems == []
    else:
        assert len(problems) == 1
        assert complaint in problems[0]
