"""Entries get to the disk before whoever waits for them is told, in one chain."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
import pytest

from five_steps.access_trail import AccessTrail, TrailLimits, TrailUnavailable, writer
from five_steps.access_trail.chain import append
from five_steps.access_trail.observer import Unobserved
from five_steps.access_trail.verify import verify_trail
from tests.access_trail.entries import ACTOR, PERSON, read, refused

if TYPE_CHECKING:
    from collections.abc import Awaitable

    Connection = asyncpg.Connection[asyncpg.Record]

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


class Counted(Unobserved):
    """An observer that remembers."""

    def __init__(self) -> None:
        self.refused = self.dropped = self.written = 0

    def trail_written(self, *, entries: int, seconds: float) -> None:
        self.written += entries

    def trail_refused(self) -> None:
        self.refused += 1

    def trail_dropped(self) -> None:
        self.dropped += 1


async def operations(connection: Connection) -> list[str]:
    rows = await connection.fetch("SELECT operation FROM trail.entries ORDER BY position")
    return [row["operation"] for row in rows]


async def test_an_entry_is_there_when_it_is_told_so(
    postgres_dsn: str, connection: Connection
) -> None:
    async with AccessTrail.open(postgres_dsn) as trail:
        await trail.record([read()])
        row = await connection.fetchrow("SELECT * FROM trail.entries")
    assert row is not None
    assert (row["position"], row["kind"], row["actor"]) == (1, "READ", ACTOR)
    assert (row["fields"], row["persons"]) == (["Volunteer.name"], [PERSON])
    assert row["document"] == bytes(32)


async def test_what_nobody_waits_for_is_written_before_the_end(
    postgres_dsn: str, connection: Connection
) -> None:
    async with AccessTrail.open(postgres_dsn) as trail:
        for _ in range(3):
            trail.note(refused())
    assert await operations(connection) == ["place_order"] * 3


async def test_many_processes_make_one_chain(postgres_dsn: str, connection: Connection) -> None:
    async def one_process(name: str) -> None:
        async with AccessTrail.open(postgres_dsn) as trail:
            for n in range(10):
                await trail.record([read(f"{name} {n}"), read(f"{name} {n} too")])

    await asyncio.gather(*(one_process(name) for name in "abc"))
    report = await verify_trail(connection)
    assert (report.entries, report.position, report.broken) == (60, 60, None)
    told = await operations(connection)
    assert [entry for entry in told if entry.startswith("b")] == [
        f"b {n}{too}" for n in range(10) for too in ("", " too")
    ]


async def test_a_connection_lost_after_the_commit_doubles_nothing(
    postgres_dsn: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = iter([True])

    async def then_lost(*arguments: object) -> object:
        answer = await append(*arguments)  # type: ignore[arg-type]
        if next(lost, False):
            raise asyncpg.ConnectionDoesNotExistError
        return answer

    monkeypatch.setattr(writer, "append", then_lost)
    async with AccessTrail.open(postgres_dsn, limits=TrailLimits(retry_delay_s=0.01)) as trail:
        await trail.record([read("first")])
        await trail.record([read("second")])
    assert await operations(connection) == ["first", "second"]


async def test_an_entry_that_has_no_place_fails_alone(
    postgres_dsn: str, connection: Connection
) -> None:
    async def outcome(recorded: Awaitable[None]) -> str:
        try:
            await recorded
        except TrailUnavailable:
            return "refused"
        return "recorded"

    async with AccessTrail.open(postgres_dsn) as trail:
        outcomes = await asyncio.gather(
            *(outcome(trail.record([read(name)])) for name in ("before", "a NUL \0", "after"))
        )
    assert outcomes == ["recorded", "refused", "recorded"]
    assert await operations(connection) == ["before", "after"]


async def test_a_read_that_is_repeated_is_told_once_in_a_while(
    postgres_dsn: str, connection: Connection
) -> None:
    async with AccessTrail.open(postgres_dsn) as trail:
        for _ in range(3):
            await trail.record([read("the same"), read("the same", UUID(int=8))])
        await trail.record([read("another")])
        for _ in range(2):
            await trail.record([replace(read("of nobody"), persons=())])
    told = ["the same", "the same", "another", "of nobody", "of nobody"]
    assert await operations(connection) == told
    async with AccessTrail.open(postgres_dsn, limits=TrailLimits(repeated_after_s=0.0)) as trail:
        for _ in range(2):
            await trail.record([read("the same")])
    assert await operations(connection) == [*told, "the same", "the same"]


@pytest.mark.parametrize("waits", ["until PostgreSQL is there", "for a place"])
async def test_what_cannot_be_written_in_time_is_refused(waits: str) -> None:
    counted = Counted()
    limits = TrailLimits(
        answer_wait_s=0.05,
        entries_waiting_max=10 if waits == "until PostgreSQL is there" else 0,
        retry_delay_s=0.01,
    )
    async with AccessTrail.open(NOWHERE, limits=limits, observer=counted) as trail:
        with pytest.raises(TrailUnavailable):
            await trail.record([read()])
    assert (counted.refused, counted.written) == (1, 0)


async def test_refused_commands_that_find_no_place_are_counted() -> None:
    counted = Counted()
    limits = TrailLimits(entries_waiting_max=2)
    async with AccessTrail.open(NOWHERE, limits=limits, observer=counted) as trail:
        for _ in range(5):
            trail.note(refused())
    assert counted.dropped == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail.entries SET actor = 'somebody else'",
        "DELETE FROM trail.entries WHERE position = 1",
        "TRUNCATE trail.entries",
        (
            "INSERT INTO trail.entries SELECT * FROM trail.entries"
            " ON CONFLICT (position) DO UPDATE SET actor = 'somebody else'"
        ),
    ],
)
async def test_no_statement_changes_what_is_there(
    postgres_dsn: str, connection: Connection, statement: str
) -> None:
    async with AccessTrail.open(postgres_dsn) as trail:
        await trail.record([read()])
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only ever added to"):
        await connection.execute(statement)
    assert await connection.fetchval("SELECT actor FROM trail.entries") == ACTOR


@pytest.mark.parametrize("days", [182, 36_526])
def test_the_time_kept_is_never_less_than_the_law_asks_for(days: int) -> None:
    with pytest.raises(ValueError, match="retention_days: 183"):
        TrailLimits(retention_days=days)
