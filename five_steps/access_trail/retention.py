"""Dropping what is past its retention, so that the rest can still be verified.

What is dropped is always the beginning of the chain. In the same transaction an entry is added that
tells the last position dropped and its seal: that is what the first entry left was sealed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uuid_utils.compat import uuid7

from five_steps.access_trail.chain import LOCK_KEY, append, read_head
from five_steps.access_trail.entry import Entry, EntryKind

if TYPE_CHECKING:
    from datetime import datetime

    from five_steps.event_store.connections import Connection

ACTOR = "SYSTEM access trail"

_OLD = """
SELECT max(position) AS position, count(*) AS entries FROM (
    SELECT position FROM trail.entries WHERE recorded_at < $1 ORDER BY recorded_at, id LIMIT $2
) old
"""


async def prune(connection: Connection, *, before: datetime, at: datetime, entries_max: int) -> int:
    """Drop what was recorded before a moment, the oldest first; return how many entries."""
    async with connection.transaction():
        # The lock is taken again, to no effect, by what adds the entry.
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK_KEY)
        old = await connection.fetchrow(_OLD, before, entries_max)
        if old is None or not old["entries"]:
            return 0
        cut = await connection.fetchrow(
            "SELECT position, seal FROM trail.entries WHERE position = $1", old["position"]
        )
        assert cut is not None
        entry = Entry(
            kind=EntryKind.PRUNED,
            actor=ACTOR,
            operation=f"entries before {before.isoformat()}",
            cut_position=cut["position"],
            cut_seal=cut["seal"],
        )
        head = await append(connection, await read_head(connection), [(uuid7(), entry)], at)
        assert head is not None, "the lock keeps all others out"
        await connection.execute("ALTER TABLE trail.entries DISABLE TRIGGER refuse_change")
        await connection.execute("DELETE FROM trail.entries WHERE position <= $1", cut["position"])
        await connection.execute("ALTER TABLE trail.entries ENABLE TRIGGER refuse_change")
        return int(old["entries"])
