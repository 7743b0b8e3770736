from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import Mapper, StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from five_steps.event_store.codec import (
    decode_fields,
    encode_fields,
    event_fields,
    stock_transcoder,
    to_domain_event,
    to_new_event,
)
from five_steps.event_store.errors import UndecodableEvent, UnsupportedValue
from tests.event_store.tally import Tally

stock: Mapper[UUID] = Mapper(stock_transcoder())

texts = st.text(st.characters(exclude_categories=["Cs"]))
zones = st.sampled_from([None, UTC, timezone(timedelta(hours=8)), timezone(timedelta(minutes=-95))])
# ISO format has no word for the second of two equal clock times.
times = st.datetimes(timezones=zones).map(lambda time: time.replace(fold=0))
scalars = (
    texts
    | st.integers()
    | st.integers(min_value=-(2**80), max_value=2**80)
    | st.booleans()
    | st.none()
    | st.uuids()
    | st.decimals()
    | times
)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4), max_leaves=12)
states = st.dictionaries(texts, values, max_size=6)


def same(one: Any, other: Any) -> bool:
    """Equal in type too, and NaN equal to itself."""
    return type(one) is type(other) and repr(one) == repr(other)


@given(states)
def test_bytes_are_those_of_the_stock_transcoder(fields: dict[str, Any]) -> None:
    state = encode_fields(fields)

    assert state == stock_transcoder().encode(fields)
    assert same(decode_fields(state), stock_transcoder().decode(state))
    assert same(decode_fields(state), fields)


@given(
    st.recursive(
        scalars | st.floats(),
        lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
        max_leaves=8,
    )
)
def test_whatever_the_stock_library_wrote_is_read_as_it_reads_it(value: Any) -> None:
    state = stock_transcoder().encode({"value": value})

    assert same(decode_fields(state), stock_transcoder().decode(state))


@given(st.integers(0, 10**30), st.uuids(), st.lists(texts))
def test_events_are_those_of_the_stock_mapper(amount: int, by: UUID, tags: list[str]) -> None:
    event = Tally.Added(uuid4(), 7, datetime.now(UTC), amount, by, Decimal("1.5"), tags)  # type: ignore[call-arg]

    new = to_new_event(event)

    stored = stock.to_stored_event(event)
    assert tuple(new) == (
        stored.originator_id,
        stored.originator_version,
        stored.topic,
        stored.state,
    )
    assert to_domain_event(*new) == stock.to_domain_event(stored) == event
    assert vars(to_domain_event(*new)) == vars(stock.to_domain_event(stored))


def test_an_old_version_is_upcast_as_the_stock_mapper_does() -> None:
    event = Tally.Taken(uuid4(), 2, datetime.now(UTC), 5, "a reason")  # type: ignore[call-arg]
    new = to_new_event(event)
    fields = orjson.loads(new.state)
    assert fields.pop("class_version") == 2
    del fields["reason"]
    old = StoredEvent(new.originator_id, 2, new.topic, orjson.dumps(fields))

    ours = to_domain_event(new.originator_id, 2, old.topic, old.state)

    assert vars(ours) == vars(stock.to_domain_event(old))
    assert event_fields(old.topic, old.state)["reason"] == "before reasons were asked for"
    assert "class_version" not in event_fields(new.topic, new.state)


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    "value",
    [1.5, (1, 2), {"free": "form"}, Colour.RED, b"bytes", {1}, [[object()]], "half \ud800 pair"],
)
def test_what_would_not_come_back_is_refused_with_the_field(value: Any) -> None:
    event = Tally.Added(uuid4(), 1, datetime.now(UTC), value, uuid4(), Decimal(1), [])  # type: ignore[call-arg]

    with pytest.raises(UnsupportedValue, match=r"Tally\.Added"):
        to_new_event(event)


def test_the_refusal_names_the_field_and_the_type() -> None:
    with pytest.raises(UnsupportedValue, match="second holds a float"):
        encode_fields({"first": 1, "second": [1.5]})


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"[]",
        b"{",
        b'{"a":{"_type_":"uuid_hex","_data_":"xyz"}}',
        b'{"a":{"_type_":"unheard_of","_data_":1}}',
        b"\xff",
    ],
)
def test_bytes_that_are_no_event_are_told_with_their_place(state: bytes) -> None:
    stream = uuid4()
    with pytest.raises(UndecodableEvent, match=str(stream)):
        to_domain_event(stream, 3, "tally.added", state)


def test_aggregates_of_the_library_need_no_topic_of_their_own() -> None:
    event = Aggregate.Event(uuid4(), 1, datetime.now(UTC))
    assert to_new_event(event).topic == stock.to_stored_event(event).topic
