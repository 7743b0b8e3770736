"""The connections that reads share."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from five_steps.graphql_api.kernel.database import open_database

PID = "SELECT pg_backend_pid()::text"


async def test_a_connection_serves_one_read_after_the_other(postgres_dsn: str) -> None:
    async with open_database(postgres_dsn) as database:
        assert len({await database.text(PID, []) for _ in range(5)}) == 1


async def test_reads_at_once_have_a_connection_each_and_no_more_than_there_may_be(
    postgres_dsn: str,
) -> None:
    async with open_database(postgres_dsn, connections_max=3) as database:
        slow = "SELECT pg_backend_pid()::text FROM pg_sleep(0.05)"
        pids = await asyncio.gather(*(database.text(slow, []) for _ in range(9)))
        assert len(set(pids)) == 3


async def test_after_a_refused_statement_the_next_is_answered(postgres_dsn: str) -> None:
    async with open_database(postgres_dsn, connections_max=1) as database:
        with pytest.raises(asyncpg.PostgresSyntaxError):
            await database.rows("SELEC", [])
        assert await database.text("SELECT $1::text", ["well"]) == "well"


async def test_after_a_reader_gave_up_the_next_is_answered(postgres_dsn: str) -> None:
    async with open_database(postgres_dsn, connections_max=1) as database:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await database.text("SELECT pg_sleep(20)::text", [])
        assert await database.text("SELECT $1::text", ["well"]) == "well"


async def test_a_lost_connection_is_replaced(postgres_dsn: str) -> None:
    async with open_database(postgres_dsn, connections_max=1) as database:
        pid = int(await database.text(PID, []))
        other = await asyncpg.connect(postgres_dsn)
        await other.execute("SELECT pg_terminate_backend($1, 5000)", pid)
        await other.close()
        await asyncio.sleep(0)
        assert int(await database.text(PID, [])) != pid


async def test_closing_waits_for_the_read_that_is_going_on(postgres_dsn: str) -> None:
    async with open_database(postgres_dsn) as database:
        reading = asyncio.create_task(database.text("SELECT 'read' FROM pg_sleep(0.1)", []))
        await asyncio.sleep(0.02)
    assert await reading == "read"
