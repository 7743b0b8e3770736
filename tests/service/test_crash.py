"""Killed at random moments under load: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import asyncpg
import pytest

from five_steps.event_store import EventStore
from tests.commands.district import District
from tests.postgres_server import PostgresServer
from tests.service.client import SECRET, Client
from tests.service.load import CLIENTS, Load
from tests.service.process import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.slow

ROUNDS = 4


@asynccontextmanager
async def loaded(dsn: str, home: Path) -> AsyncIterator[tuple[Service, Load]]:
    """A served district and a load for it."""
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        district.now = datetime.now(UTC)
    service = Service(dsn, home)
    client = Client(service.url)
    with service:
        try:
            yield service, Load(client, district)
        finally:
            await client.close()


async def holds(service: Service, load: Load, dsn: str) -> None:
    """Re-sent, every command has one effect; log, seals and views are sound."""
    await load.send_open_again()
    assert not load.open
    async with asyncpg.create_pool(dsn, min_size=1, max_size=1) as pool:
        await load.check(pool)
    assert service.terminate() == 0, service.log()
    verified = await asyncio.to_thread(service.run, "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "views: equal to a replay from zero" in verified.stdout


async def acknowledging(load: Load, more: int) -> None:
    """Wait until so many more commands are acknowledged."""
    wanted = len(load.positions) + more
    async with asyncio.timeout(30):
        while len(load.positions) < wanted:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_the_service_is_killed(postgres_dsn: str, tmp_path: Path) -> None:
    async with loaded(postgres_dsn, tmp_path) as (service, load):
        for _ in range(ROUNDS):
            acknowledged = len(load.positions)
            stop = asyncio.Event()
            sending = asyncio.create_task(load.send_until(stop))
            await asyncio.sleep(random.uniform(0.5, 1.5))
            await asyncio.to_thread(service.kill)
            stop.set()
            await sending
            assert len(load.positions) > acknowledged
            assert load.open
            await asyncio.to_thread(service.start)
            await load.send_open_again()
        await holds(service, load, postgres_dsn)
    # A process that is gone answers nothing; one that answers, answers well.
    assert load.errors == set()


async def test_postgresql_is_killed(tmp_path: Path) -> None:
    server = PostgresServer()
    try:
        async with loaded(server.dsn, tmp_path) as (service, load):
            stop = asyncio.Event()
            sending = asyncio.create_task(load.send_until(stop))
            for _ in range(2):
                await asyncio.sleep(random.uniform(0.5, 1.5))
                await asyncio.to_thread(server.kill)
                await asyncio.sleep(0.5)
                await asyncio.to_thread(server.start)
                await acknowledging(load, CLIENTS)
            stop.set()
            await sending
            assert service.process.poll() is None
            assert load.errors <= {"UNAVAILABLE"}
            await holds(service, load, server.dsn)
    finally:
        server.delete()


async def test_a_stop_answers_every_accepted_command(postgres_dsn: str, tmp_path: Path) -> None:
    async with loaded(postgres_dsn, tmp_path) as (service, load):
        stop = asyncio.Event()
        sending = asyncio.create_task(load.send_until(stop))
        await asyncio.sleep(1)
        assert await asyncio.to_thread(service.terminate) == 0, service.log()
        stop.set()
        await sending
        assert load.positions
        async with asyncpg.create_pool(postgres_dsn, min_size=1, max_size=1) as pool:
            recorded = await pool.fetch(
                "SELECT command_id FROM commands WHERE kind = ANY ($1)",
                ["place_order", "change_unit_details"],
            )
            assert len(recorded) == len(load.positions)
            await load.check(pool)
        assert load.errors == set()
