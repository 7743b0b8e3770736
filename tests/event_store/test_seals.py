from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.event_store import Break, BreakKind, ChainReport, EventStore, verify_chain
from five_steps.event_store.sealing import seal_backlog
from five_steps.event_store.seals import GENESIS, encode_origin
from tests.event_store.commands import append_of, new_event

if TYPE_CHECKING:
    from collections.abc import Sequence


async def verify(store: EventStore) -> ChainReport:
    async with store.pool.acquire() as connection:
        return await verify_chain(connection)


@pytest.fixture
async def sealed(store: EventStore) -> EventStore:
    """A log of ten events, at the positions 1 to 10."""
    for stream in (uuid4(), uuid4()):
        for version in range(1, 6):
            await store.append(append_of(new_event(stream, version)))
    return store


async def test_an_empty_log_holds(store: EventStore) -> None:
    assert await verify(store) == ChainReport(0, 0, GENESIS, 0, None)


async def test_an_untouched_log_holds(sealed: EventStore) -> None:
    head = await sealed.pool.fetchval("SELECT seal FROM stored_events WHERE notification_id = 10")
    assert await verify(sealed) == ChainReport(10, 10, head, 0, None)


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE stored_events SET state = state || ' ' WHERE notification_id = 5"], "CHANGED"),
        (["UPDATE stored_events SET topic = 'tally.taken' WHERE notification_id = 5"], "CHANGED"),
        (["UPDATE stored_events SET actor = 'me' WHERE notification_id = 5"], "CHANGED"),
        (["UPDATE stored_events SET actor = NULL WHERE notification_id = 5"], "CHANGED"),
        (["UPDATE stored_events SET command_id = NULL WHERE notification_id = 5"], "CHANGED"),
        (["UPDATE stored_events SET originator_version = 99 WHERE notification_id = 5"], "CHANGED"),
        (
            ["UPDATE stored_events SET recorded_at = now() WHERE notification_id = 5"],
            "CHANGED",
        ),
        (["UPDATE stored_events SET seal = sha256('x') WHERE notification_id = 5"], "CHANGED"),
        (["UPDATE stored_events SET seal = NULL WHERE notification_id = 5"], "UNSEALED"),
        (["DELETE FROM stored_events WHERE notification_id = 4"], "PREDECESSOR_REMOVED"),
        (
            [
                "UPDATE stored_events SET notification_id = 0 WHERE notification_id = 5",
                "UPDATE stored_events SET notification_id = 5 WHERE notification_id = 8",
                "UPDATE stored_events SET notification_id = 8 WHERE notification_id = 0",
            ],
            "MOVED",
        ),
    ],
)  # fmt: skip
async def test_tampering_is_found_where_it_happened(
    sealed: EventStore, statements: Sequence[str], broken: str
) -> None:
    for statement in statements:
        await sealed.pool.execute(statement)

    report = await verify(sealed)

    assert report.broken == Break(5, BreakKind(broken))
    assert report.position == (3 if broken == "PREDECESSOR_REMOVED" else 4)


async def test_what_came_without_a_seal_is_sealed_by_the_next_append(store: EventStore) -> None:
    stream = uuid4()
    await store.recorder.insert_events([new_event(stream, version) for version in range(1, 4)])
    assert (await verify(store)).unsealed == 3

    await store.append(append_of(new_event(stream, 4)))

    report = await verify(store)
    assert (report.events, report.unsealed, report.broken) == (4, 0, None)


async def test_a_backlog_is_sealed_in_portions(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("five_steps.event_store.sealing._ROWS_AT_ONCE", 4)
    await store.append(append_of(new_event(uuid4(), 1)))
    await store.recorder.insert_events([new_event(uuid4(), 1) for _ in range(10)])

    async with store.pool.acquire() as connection:
        assert await seal_backlog(connection) == 10
        assert await seal_backlog(connection) == 0

    report = await verify(store)
    assert (report.events, report.unsealed, report.broken) == (11, 0, None)


def test_origins_do_not_run_into_each_other() -> None:
    one = uuid4()
    origins = [
        encode_origin(command_id, actor)
        for command_id in (None, one)
        for actor in (None, "", "a", "\0")
    ]
    assert len(set(origins)) == len(origins)
