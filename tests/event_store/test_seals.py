from __future__ import annotations

from uuid import uuid4

import pytest

from five_steps.event_store import EventStore, verify_log
from five_steps.event_store.sealing import seal_backlog
from five_steps.event_store.seals import GENESIS, encode_origin
from tests.event_store.commands import append_of, new_event


async def test_an_empty_log_holds(store: EventStore) -> None:
    report = await verify_log(store.dsn)
    assert report.holds
    assert (report.events, report.position, report.head) == (0, 0, GENESIS)


async def test_what_came_without_a_seal_is_sealed_by_the_next_append(store: EventStore) -> None:
    stream = uuid4()
    await store.recorder.insert_events([new_event(stream, version) for version in range(1, 4)])
    assert (await verify_log(store.dsn)).unsealed == 3

    await store.append(append_of(new_event(stream, 4)))

    report = await verify_log(store.dsn)
    assert report.holds
    assert (report.events, report.unsealed, report.without_command) == (4, 0, 3)


async def test_a_backlog_is_sealed_in_portions(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("five_steps.event_store.sealing._ROWS_AT_ONCE", 4)
    await store.append(append_of(new_event(uuid4(), 1)))
    await store.recorder.insert_events([new_event(uuid4(), 1) for _ in range(10)])

    async with store.pool.acquire() as connection:
        assert await seal_backlog(connection) == 10
        assert await seal_backlog(connection) == 0

    report = await verify_log(store.dsn)
    assert report.holds
    assert (report.events, report.unsealed) == (11, 0)


def test_origins_do_not_run_into_each_other() -> None:
    one = uuid4()
    origins = [
        encode_origin(command_id, actor)
        for command_id in (None, one)
        for actor in (None, "", "a", "\0")
    ]
    assert len(set(origins)) == len(origins)
