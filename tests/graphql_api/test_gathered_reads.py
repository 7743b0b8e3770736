"""Reads that go together answer as if each went alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest_asyncio

from five_steps.graphql_api.kernel.database import Database, open_database
from five_steps.graphql_api.kernel.gathered_reads import (
    ON_THEIR_WAY_MAX,
    ROWS_MAX,
    GatheredReads,
    gathered,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

DOUBLE = "SELECT (2 * $1::int)::text || $2::text AS answer"
SLOW = "SELECT ($1::int)::text AS answer FROM pg_sleep(0.05)"


class Counting(GatheredReads):
    """Counts the statements that were sent."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.sent: list[str] = []
        rows = database.rows

        async def counted(statement: str, parameters: Sequence[Any]) -> list[asyncpg.Record]:
            self.sent.append(statement)
            return await rows(statement, parameters)

        database.rows = counted  # type: ignore[method-assign]


@pytest_asyncio.fixture
async def reads(postgres_dsn: str) -> AsyncIterator[Counting]:
    async with open_database(postgres_dsn) as database:
        yield Counting(database)


async def answers(reads: GatheredReads, text: str, *asked: Sequence[Any]) -> list[str]:
    rows = await asyncio.gather(*(reads.row(text, parameters) for parameters in asked))
    return [row["answer"] for row in rows]


async def test_each_gets_its_own_answer_in_few_statements(reads: Counting) -> None:
    await reads.row(DOUBLE, (0, ""))
    reads.sent.clear()
    asked = [(n, f"#{n}") for n in range(2 * ROWS_MAX + ON_THEIR_WAY_MAX)]
    assert await answers(reads, DOUBLE, *asked) == [f"{2 * n}#{n}" for n in range(len(asked))]
    # The first ones alone, as nobody was there to wait for; the others together.
    assert len(reads.sent) <= ON_THEIR_WAY_MAX + 3


async def test_one_after_the_other_go_alone(reads: Counting) -> None:
    for n in range(3):
        assert await answers(reads, DOUBLE, (n, "")) == [str(2 * n)]
    assert reads.sent == [DOUBLE] * 3


async def test_the_same_is_read_once(reads: Counting, postgres_dsn: str) -> None:
    connection = await asyncpg.connect(postgres_dsn)
    await connection.execute("CREATE SEQUENCE asked")
    text = "SELECT (SELECT last_value FROM asked)::text AS answer FROM pg_sleep($1::float8)"
    assert set(await answers(reads, text, *[(0.01,)] * 20)) == {"1"}
    assert len(reads.sent) == ON_THEIR_WAY_MAX + 1
    await connection.close()


async def test_nothing_older_than_the_question_is_shown(reads: Counting, postgres_dsn: str) -> None:
    connection = await asyncpg.connect(postgres_dsn)
    await connection.execute("CREATE TABLE shown AS SELECT 1 AS n")
    text = "SELECT (SELECT n FROM shown)::text AS answer FROM pg_sleep($1::float8)"
    early = [asyncio.create_task(reads.row(text, (0.2,))) for _ in range(ON_THEIR_WAY_MAX)]
    await asyncio.sleep(0.1)
    await connection.execute("UPDATE shown SET n = 2")
    assert await answers(reads, text, (0.2,)) == ["2"]
    assert [(await read)["answer"] for read in early] == ["1"] * ON_THEIR_WAY_MAX
    await connection.close()


async def test_the_fault_of_one_is_not_that_of_others(reads: Counting) -> None:
    text = "SELECT (12 / $1::int)::text AS answer"
    asked = [reads.row(text, (n,)) for n in (1, 2, 3, 0, 4, 6)]
    told = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(told[3], asyncpg.DivisionByZeroError)
    good = [row["answer"] for row in told if not isinstance(row, BaseException)]
    assert good == ["12", "6", "4", "3", "2"]


async def test_lists_among_the_parameters(reads: Counting) -> None:
    text = "SELECT array_length($1::text[], 1)::text AS answer"
    asked = [(["a"] * n,) for n in range(1, 9)]
    assert await answers(reads, text, *asked) == [str(n) for n in range(1, 9)]
    assert gathered(text, ["text[]"]) == ""


async def test_whoever_gives_up_takes_nobody_along(reads: Counting) -> None:
    tasks = [asyncio.create_task(reads.row(SLOW, (n,))) for n in range(8)]
    await asyncio.sleep(0.01)
    for n in (0, 5):
        tasks[n].cancel()
    told = await asyncio.gather(*tasks, return_exceptions=True)
    assert [n for n, row in enumerate(told) if isinstance(row, asyncio.CancelledError)] == [0, 5]
    assert [row["answer"] for row in told if not isinstance(row, BaseException)] == list("123467")


async def test_slow_reads_learn_to_go_alone(reads: Counting) -> None:
    for n in range(8):
        await reads.row(SLOW, (n,))
    reads.sent.clear()
    assert await answers(reads, SLOW, *[(n,) for n in range(6)]) == list("012345")
    assert reads.sent == [SLOW] * 6
