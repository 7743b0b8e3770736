from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import pytest

from five_steps.event_store import (
    EventStore,
    Limits,
    StoreUnavailable,
    transaction,
    verify_log,
    writer,
)
from tests.event_store.commands import append_of, new_event
from tests.event_store.conftest import SECRET
from tests.postgres_server import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from five_steps.event_store.records import Receipt

TERMINATE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


async def write_until(stop: asyncio.Event, store: EventStore) -> dict[int, Receipt]:
    """Write and count; a command that is answered must be in the log exactly once."""
    answered: dict[int, Receipt] = {}
    while not stop.is_set():
        receipt = await store.append(append_of(new_event(uuid4(), 1)))
        assert receipt.position not in answered
        assert not receipt.repeated
        answered[receipt.position] = receipt
    return answered


async def check_log(store: EventStore, answered: list[dict[int, Receipt]]) -> None:
    rows = await store.recorder.select_notifications(None, 1_000_000)
    positions = [position for each in answered for position in each]
    assert sorted(positions) == [row.position for row in rows]
    assert (await verify_log(store.dsn)).holds


async def test_terminated_connections_lose_and_double_nothing(
    postgres_dsn: str, store: EventStore
) -> None:
    stop = asyncio.Event()
    writers = [asyncio.create_task(write_until(stop, store)) for _ in range(16)]
    admin = await asyncpg.connect(postgres_dsn)
    for _ in range(10):
        await asyncio.sleep(0.05)
        await admin.execute(TERMINATE)
    await admin.close()
    stop.set()
    await check_log(store, await asyncio.gather(*writers))


@pytest.mark.parametrize("lost", [[1], [1, 2], [2]])
async def test_a_commit_without_an_answer_is_found_by_its_command(
    store: EventStore, monkeypatch: pytest.MonkeyPatch, lost: list[int]
) -> None:
    """The worst moment: on disk, and the connection gone before we hear of it."""
    await store.append(append_of(new_event(uuid4(), 1)))
    append = transaction._append
    calls = 0

    async def commits_and_loses(*args: object) -> object:
        nonlocal calls
        calls += 1
        call = calls
        appended = await append(*args)  # type: ignore[arg-type]
        if call in lost:
            raise ConnectionResetError
        return appended

    monkeypatch.setattr(transaction, "_append", commits_and_loses)
    # Three batches, of which two are on their way at once.
    monkeypatch.setattr(writer, "_HALF_LEAST", 1)

    receipts = await asyncio.gather(
        *(store.append(append_of(new_event(uuid4(), 1))) for _ in range(5))
    )

    assert calls >= 3
    assert not any(receipt.repeated for receipt in receipts)
    assert [receipt.position for receipt in receipts] == [
        row.position for row in await store.recorder.select_notifications(None, 100)
    ][1:]
    assert (await verify_log(store.dsn)).holds


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    yield server
    server.delete()


@pytest.mark.slow
async def test_a_killed_server_loses_and_doubles_nothing(
    own_server: PostgresServer, limits: Limits
) -> None:
    async with EventStore.open(own_server.dsn, secret=SECRET, limits=limits) as store:
        stop = asyncio.Event()
        writers = [asyncio.create_task(write_until(stop, store)) for _ in range(32)]
        await asyncio.sleep(0.5)
        await asyncio.to_thread(own_server.kill)
        await asyncio.to_thread(own_server.start)
        await asyncio.sleep(0.5)
        stop.set()
        answered = await asyncio.gather(*writers)
        assert sum(map(len, answered)) > 64
        await check_log(store, answered)


@pytest.mark.slow
async def test_a_server_that_stays_away_leaves_the_outcome_open(own_server: PostgresServer) -> None:
    limits = Limits(unavailable_after_s=0.5, reconnect_delay_max_ms=100.0)
    async with EventStore.open(own_server.dsn, secret=SECRET, limits=limits) as store:
        append = append_of(new_event(uuid4(), 1))
        await store.append(append)
        await asyncio.to_thread(own_server.kill)

        with pytest.raises(StoreUnavailable, match="same command id"):
            await store.append(append_of(new_event(uuid4(), 1)))

        await asyncio.to_thread(own_server.start)
        again = await store.append(append)
        assert again.repeated
