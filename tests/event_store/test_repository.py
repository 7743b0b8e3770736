from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from eventsourcing.domain import Aggregate

from five_steps.event_store import AggregateNotFound, EventStore, Limits
from five_steps.event_store.codec import to_new_event
from five_steps.event_store.repository import Repository
from tests.event_store.commands import append_of
from tests.event_store.tally import Tally
from tests.tampering import tamper

if TYPE_CHECKING:
    from uuid import UUID

NOW = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


async def save(store: EventStore, tally: Tally) -> None:
    await store.append(append_of(*map(to_new_event, tally.collect_events())))


async def saved(store: EventStore) -> Tally:
    tally = Tally.open(uuid4(), "t", NOW)
    await save(store, tally)
    return tally


async def test_what_is_handed_out_is_the_callers_own(store: EventStore) -> None:
    tally_id = (await saved(store)).id

    mine = await store.repository.get(Tally, tally_id)
    mine.add(5, uuid4(), NOW)

    theirs = await store.repository.get(Tally, tally_id)
    assert (theirs.total, theirs.by_person, theirs.pending_events) == (0, {}, [])
    assert len(mine.pending_events) == 1


async def test_memory_is_moved_forward_on_request(store: EventStore) -> None:
    tally = await saved(store)
    await store.repository.get(Tally, tally.id)
    tally.add(5, uuid4(), NOW)
    await save(store, tally)

    assert (await store.repository.get(Tally, tally.id)).total == 0
    assert await store.repository.get(Tally, tally.id, fresh=True) == tally
    assert await store.repository.get(Tally, tally.id) == tally


async def test_an_older_state_never_replaces_a_newer_one(store: EventStore) -> None:
    tally = await saved(store)
    old = await store.repository.get(Tally, tally.id)
    tally.add(5, uuid4(), NOW)
    await save(store, tally)
    store.repository.committed(tally)

    store.repository.committed(old)

    assert (await store.repository.get(Tally, tally.id)).total == 5


class Other(Aggregate):
    TOPIC = "other"

    class Event(Aggregate.Event):
        pass

    class Created(Event, Aggregate.Created):
        TOPIC = "other.created"


async def test_an_id_of_another_class_is_not_found(store: EventStore) -> None:
    tally_id = (await saved(store)).id
    assert await store.repository.find(Other, tally_id) is None
    with pytest.raises(AggregateNotFound, match="no Other has id"):
        await store.repository.get(Other, tally_id)
    assert await store.repository.find(Tally, uuid4()) is None


async def test_the_least_recently_used_are_forgotten(store: EventStore) -> None:
    repository = Repository(store.recorder, Limits(aggregates_cached_max=2))
    ids: list[UUID] = [(await saved(store)).id for _ in range(3)]
    for tally_id in (ids[0], ids[1], ids[0], ids[2]):
        await repository.get(Tally, tally_id)
    await tamper(store.pool, "DELETE FROM stored_events")

    assert await repository.find(Tally, ids[0]) is not None
    assert await repository.find(Tally, ids[1]) is None
    assert await repository.find(Tally, ids[2]) is not None
