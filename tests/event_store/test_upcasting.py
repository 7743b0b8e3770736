"""An event of an earlier class version is the same to everybody who reads the log."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import orjson
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import StoredEvent

from five_steps.event_store.aggregates import moved_forward
from five_steps.event_store.codec import event_fields, to_domain_event, to_new_event
from five_steps.projections.kernel.decoding import decoder_of
from tests.event_store.tally import Tally

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
REASON = "before reasons were asked for"


@pytest.fixture
def old_log() -> list[StoredEvent]:
    """A tally whose last event was stored before its class had a reason."""
    tally = Tally.open(uuid4(), "旧账", NOW)
    tally.add(5, UUID(int=1), NOW)
    tally.take(2, NOW)
    *rows, taken = (StoredEvent(*to_new_event(event)) for event in tally.collect_events())
    fields = orjson.loads(taken.state)
    assert fields.pop("class_version") == 2
    del fields["reason"]
    return [*rows, StoredEvent(taken.originator_id, 3, taken.topic, orjson.dumps(fields))]


def test_by_our_codec_and_the_domain(old_log: list[StoredEvent]) -> None:
    events = [
        to_domain_event(UUID(str(row.originator_id)), row.originator_version, row.topic, row.state)
        for row in old_log
    ]
    assert vars(events[-1])["reason"] == REASON
    tally: Tally | None = moved_forward(None, events)
    assert tally is not None
    assert tally.total == 3


def test_by_the_stock_library(old_log: list[StoredEvent]) -> None:
    with Application[UUID]({"PERSISTENCE_MODULE": "eventsourcing.popo"}) as stock:
        stock.recorder.insert_events(old_log)
        read = [
            stock.mapper.to_domain_event(row) for row in stock.recorder.select_notifications(1, 9)
        ]
        assert vars(read[-1])["reason"] == REASON
        tally: Tally = stock.repository.get(UUID(str(old_log[0].originator_id)))
        assert tally.total == 3


def test_by_projections(old_log: list[StoredEvent]) -> None:
    topic, state = old_log[-1].topic, old_log[-1].state
    decoded = decoder_of(Tally.Taken, ("amount", "reason", "timestamp")).decode(state)
    assert (decoded["amount"], decoded["reason"], decoded["timestamp"]) == (2, REASON, NOW)
    assert event_fields(topic, state)["reason"] == REASON
