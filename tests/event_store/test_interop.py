"""The stock eventsourcing library and ours, on the same log."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder

from five_steps.event_store import EventStore, VersionConflict, verify_log
from five_steps.event_store.codec import to_new_event
from tests.event_store.commands import STATE, append_of, new_event
from tests.event_store.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from five_steps.event_store import StoredRow

NOW = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


@contextmanager
def stock_application(dsn: str) -> Iterator[Application[UUID]]:
    url = urlsplit(dsn)
    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": url.path.lstrip("/"),
        "POSTGRES_HOST": parse_qs(url.query).get("host", [url.hostname or ""])[0],
        "POSTGRES_PORT": str(url.port or 5432),
        "POSTGRES_USER": url.username or "postgres",
        "POSTGRES_PASSWORD": url.password or "",
    }
    with Stock(environment) as application:
        yield application


class Stock(Application[UUID]):
    name = "stored"


def recorder_of(application: Application[UUID]) -> PostgresApplicationRecorder:
    recorder = application.recorder
    assert isinstance(recorder, PostgresApplicationRecorder)
    assert recorder.events_table_name == "stored_events"
    return recorder


async def test_the_stock_library_replays_what_we_wrote(
    postgres_dsn: str, store: EventStore
) -> None:
    tally = Tally.open(uuid4(), "五步", NOW)
    tally.add(3, uuid4(), NOW)
    tally.take(1, NOW)
    await store.append(append_of(*map(to_new_event, tally.collect_events())))

    def replay() -> Tally:
        with stock_application(postgres_dsn) as application:
            replayed: Tally = application.repository.get(tally.id)
            return replayed

    assert await asyncio.to_thread(replay) == tally


async def test_we_replay_what_the_stock_library_wrote(postgres_dsn: str, store: EventStore) -> None:
    tally = Tally.open(uuid4(), "五步", NOW)
    tally.add(3, uuid4(), NOW)

    def write() -> None:
        with stock_application(postgres_dsn) as application:
            application.save(tally)
            tally.take(2, NOW)
            application.save(tally)

    await asyncio.to_thread(write)

    assert await store.repository.get(Tally, tally.id) == tally
    rows = await store.recorder.select_events(tally.id)
    assert {(row.command_id, row.actor) for row in rows} == {(None, None)}


async def test_each_refuses_versions_that_the_other_has_taken(
    postgres_dsn: str, store: EventStore
) -> None:
    stream = uuid4()
    await store.append(append_of(new_event(stream, 1)))

    def write() -> None:
        with stock_application(postgres_dsn) as application:
            recorder = recorder_of(application)
            with pytest.raises(IntegrityError):
                recorder.insert_events([StoredEvent(stream, 1, "tally.added", STATE)])
            recorder.insert_events([StoredEvent(stream, 2, "tally.added", STATE)])

    await asyncio.to_thread(write)

    with pytest.raises(VersionConflict):
        await store.append(append_of(new_event(stream, 2)))
    await store.append(append_of(new_event(stream, 3)))


async def test_both_at_once_leave_a_log_that_a_follower_reads_without_a_gap(
    postgres_dsn: str, store: EventStore
) -> None:
    """Commits come in the order of positions, so nothing appears behind the follower."""
    seen: list[StoredRow] = []
    events_each, stock_threads, our_tasks = 60, 3, 20
    total = events_each * (stock_threads + our_tasks)

    async def follow() -> None:
        async for rows in store.feed.follow(0, 7):
            seen.extend(rows)
            if len(seen) >= total:
                return

    def write_stock() -> None:
        with stock_application(postgres_dsn) as application:
            recorder = recorder_of(application)

            def write() -> None:
                for _ in range(events_each):
                    recorder.insert_events([StoredEvent(uuid4(), 1, "tally.added", STATE)])

            threads = [threading.Thread(target=write) for _ in range(stock_threads)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    async def write_ours() -> None:
        for _ in range(events_each):
            await store.append(append_of(new_event(uuid4(), 1)))

    following = asyncio.create_task(follow())
    await asyncio.gather(asyncio.to_thread(write_stock), *(write_ours() for _ in range(our_tasks)))
    async with asyncio.timeout(20):
        await following

    log = await store.recorder.select_notifications(None, 10_000)
    assert [row.position for row in seen] == [row.position for row in log]
    assert len(log) == total

    await store.append(append_of(new_event(uuid4(), 1)))
    report = await verify_log(postgres_dsn)
    assert (report.events, report.unsealed, report.findings) == (total + 1, 0, [])


async def test_a_stock_subscriber_hears_of_our_appends(
    postgres_dsn: str, store: EventStore
) -> None:
    heard: list[int] = []
    ready = threading.Event()

    def subscribe() -> None:
        with (
            stock_application(postgres_dsn) as application,
            recorder_of(application).subscribe(gt=0) as subscription,
        ):
            ready.set()
            for notification in subscription:
                heard.append(notification.id)
                if len(heard) == 2:
                    return

    subscribing = asyncio.create_task(asyncio.to_thread(subscribe))
    await asyncio.to_thread(ready.wait)
    first = await store.append(append_of(new_event(uuid4(), 1)))
    second = await store.append(append_of(new_event(uuid4(), 1)))
    async with asyncio.timeout(10):
        await subscribing

    assert heard == [first.position, second.position]
