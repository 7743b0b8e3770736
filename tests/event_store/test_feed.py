from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg

from five_steps.event_store import EventStore, Limits
from tests.event_store.commands import append_of, new_event
from tests.event_store.conftest import SECRET
from tests.event_store.test_connection_loss import TERMINATE

if TYPE_CHECKING:
    from uuid import UUID


async def take(store: EventStore, count: int, after: int = 0, limit: int = 10) -> list[UUID]:
    """The streams of the next `count` events."""
    seen: list[UUID] = []
    async for rows in store.feed.follow(after, limit):
        assert 0 < len(rows) <= limit
        seen.extend(row.originator_id for row in rows)
        if len(seen) >= count:
            break
    return seen


async def write(store: EventStore, streams: list[UUID]) -> None:
    await asyncio.gather(*(store.append(append_of(new_event(stream, 1))) for stream in streams))


async def test_followers_see_everything_once_and_in_order(store: EventStore) -> None:
    streams = [uuid4() for _ in range(200)]
    followers = [asyncio.create_task(take(store, 200, limit=limit)) for limit in (1, 7, 1000)]
    for start in range(0, 200, 20):
        await write(store, streams[start : start + 20])

    async with asyncio.timeout(10):
        assert await asyncio.gather(*followers) == [streams] * 3


async def test_following_begins_after_a_position(store: EventStore) -> None:
    first = await store.append(append_of(new_event(uuid4(), 1)))
    second = uuid4()
    await store.append(append_of(new_event(second, 1)))

    assert await take(store, 1, after=first.position) == [second]


async def test_our_own_writer_wakes_followers_at_once(postgres_dsn: str) -> None:
    limits = Limits(feed_poll_interval_ms=60_000.0)
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as store:
        following = asyncio.create_task(take(store, 1))
        await asyncio.sleep(0.1)
        stream = uuid4()
        await store.append(append_of(new_event(stream, 1)))
        async with asyncio.timeout(1):
            assert await following == [stream]


async def test_other_processes_wake_followers_by_notify(postgres_dsn: str) -> None:
    limits = Limits(feed_poll_interval_ms=60_000.0)
    async with (
        EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as store,
        EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as other,
    ):
        following = asyncio.create_task(take(store, 1))
        await asyncio.sleep(0.3)
        stream = uuid4()
        await other.append(append_of(new_event(stream, 1)))
        async with asyncio.timeout(2):
            assert await following == [stream]


async def test_a_missed_call_is_made_good_by_polling(postgres_dsn: str, store: EventStore) -> None:
    following = asyncio.create_task(take(store, 1))
    await asyncio.sleep(0.1)
    connection = await asyncpg.connect(postgres_dsn)
    await connection.execute(
        "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
        " VALUES ($1, 1, 'tally.added', '{}')",
        stream := uuid4(),
    )
    await connection.close()

    async with asyncio.timeout(2):
        assert await following == [stream]


async def test_a_lost_connection_neither_loses_nor_doubles(
    postgres_dsn: str, store: EventStore
) -> None:
    streams = [uuid4() for _ in range(100)]
    following = asyncio.create_task(take(store, 100, limit=3))
    admin = await asyncpg.connect(postgres_dsn)
    for start in range(0, 100, 20):
        await write(store, streams[start : start + 20])
        await admin.execute(TERMINATE)
    await admin.close()

    async with asyncio.timeout(10):
        assert await following == streams


async def test_followers_end_when_the_store_closes(postgres_dsn: str) -> None:
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        following = asyncio.create_task(take(store, 1))
        await asyncio.sleep(0.05)
    async with asyncio.timeout(1):
        assert await following == []
