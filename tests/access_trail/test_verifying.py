"""Whatever is done to the rows by hand shows, and where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from five_steps.access_trail import AccessTrail, EntryKind, TrailLimits
from five_steps.access_trail.retention import prune
from five_steps.access_trail.seals import GENESIS
from five_steps.access_trail.verify import TrailBreak, TrailBreakKind, verify_trail
from tests.access_trail.entries import read

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

CHANGED = TrailBreakKind.CHANGED
REMOVED = TrailBreakKind.PREDECESSOR_REMOVED
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)

ATTACKS = {
    "a changed actor": ("UPDATE trail.entries SET actor = 'x' WHERE position = 3", 3, CHANGED),
    "an added person": (
        "UPDATE trail.entries SET persons = persons || gen_random_uuid() WHERE position = 3",
        3,
        CHANGED,
    ),
    "another time": (
        "UPDATE trail.entries SET recorded_at = recorded_at + interval '1 us' WHERE position = 2",
        2,
        CHANGED,
    ),
    "a seal of one's own": (
        "UPDATE trail.entries SET seal = sha256(seal) WHERE position = 2",
        2,
        CHANGED,
    ),
    "a removed row": ("DELETE FROM trail.entries WHERE position = 2", 3, REMOVED),
    "a removed beginning": ("DELETE FROM trail.entries WHERE position < 3", 3, REMOVED),
    "a swapped pair": (
        (
            "UPDATE trail.entries SET position = -position WHERE position IN (2, 3);"
            " UPDATE trail.entries SET position = 5 + position WHERE position < 0"
        ),
        2,
        CHANGED,
    ),
    "a removed row, and the gap closed": (
        (
            "DELETE FROM trail.entries WHERE position = 2;"
            " UPDATE trail.entries SET position = position - 1 WHERE position > 2"
        ),
        2,
        CHANGED,
    ),
    "a forged entry": (
        (
            "INSERT INTO trail.entries SELECT 6, gen_random_uuid(), recorded_at, kind, actor,"
            " unit_id, request_id, operation, document, fields, persons, command_id, code,"
            " cut_position, cut_seal, seal FROM trail.entries WHERE position = 5"
        ),
        6,
        CHANGED,
    ),
}


async def _fill(dsn: str, entries: int, at: datetime = NOW) -> None:
    async with AccessTrail.open(dsn, clock=lambda: at) as trail:
        for n in range(entries):
            await trail.record([read(f"read {n}")])


async def _by_hand(connection: Connection, statements: str) -> None:
    """As somebody who owns the table."""
    await connection.execute(
        f"ALTER TABLE trail.entries DISABLE TRIGGER ALL; {statements};"
        " ALTER TABLE trail.entries ENABLE TRIGGER ALL"
    )


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_was_done_by_hand_shows(
    postgres_dsn: str, connection: Connection, attack: str
) -> None:
    await _fill(postgres_dsn, 5)
    assert (await verify_trail(connection)).broken is None
    statements, position, kind = ATTACKS[attack]
    await _by_hand(connection, statements)
    report = await verify_trail(connection)
    assert report.broken == TrailBreak(position, kind)
    assert report.entries == position - 1 if kind is CHANGED else report.entries < position


async def test_a_cut_tail_shows_by_the_head_that_was_kept(
    postgres_dsn: str, connection: Connection
) -> None:
    await _fill(postgres_dsn, 5)
    kept = await verify_trail(connection)
    await _by_hand(connection, "DELETE FROM trail.entries WHERE position > 3")
    report = await verify_trail(connection)
    assert report.broken is None
    assert (report.position, report.head) != (kept.position, kept.head)


async def test_an_empty_trail_holds(connection: Connection) -> None:
    report = await verify_trail(connection)
    assert (report.entries, report.position, report.head) == (0, 0, GENESIS)


async def test_what_is_dropped_for_its_age_leaves_a_chain_that_holds(
    postgres_dsn: str, connection: Connection
) -> None:
    await _fill(postgres_dsn, 5, NOW - timedelta(days=400))
    await _fill(postgres_dsn, 2, NOW - timedelta(days=10))
    limits = TrailLimits(retention_days=365, prune_entries_max=3)
    async with AccessTrail.open(postgres_dsn, limits=limits, clock=lambda: NOW) as trail:
        # One after the other on the same connection to the lock: the pruning came first.
        while await connection.fetchval("SELECT min(position) FROM trail.entries") < 6:
            await trail.record([read("while it is pruned")])
    report = await verify_trail(connection)
    assert (report.broken, report.pruned_to) == (None, 5)
    told = await connection.fetch(
        "SELECT kind, cut_position FROM trail.entries WHERE kind = $1 ORDER BY position",
        EntryKind.PRUNED,
    )
    assert [row["cut_position"] for row in told] == [3, 5]


async def test_more_than_was_dropped_for_its_age_shows(
    postgres_dsn: str, connection: Connection
) -> None:
    await _fill(postgres_dsn, 3, NOW - timedelta(days=400))
    await _fill(postgres_dsn, 3)
    before = NOW - timedelta(days=365)
    assert await prune(connection, before=before, at=NOW, entries_max=100) == 3
    assert await prune(connection, before=before, at=NOW, entries_max=100) == 0
    await _by_hand(connection, "DELETE FROM trail.entries WHERE position = 4")
    assert (await verify_trail(connection)).broken == TrailBreak(5, REMOVED)
    await _by_hand(connection, "UPDATE trail.entries SET cut_position = 4 WHERE kind = 'PRUNED'")
    assert (await verify_trail(connection)).broken == TrailBreak(5, CHANGED)
