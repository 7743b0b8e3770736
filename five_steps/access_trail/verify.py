"""Follows the trail's chain of seals from its first entry and tells where it breaks.

Streams the trail through a cursor: the memory needed does not grow with it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from five_steps.access_trail.entry import Entry
from five_steps.access_trail.seals import GENESIS, seal_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    import asyncpg

    from five_steps.event_store.connections import Connection

_ROWS_AT_ONCE = 2_000
_PROGRESS_EVERY = 100_000

_TRAIL = "SELECT * FROM trail.entries ORDER BY position"
# What the entries in front were dropped under; the latest, as each drop starts from the last.
_CUT = """
SELECT cut_position, cut_seal FROM trail.entries
WHERE kind = 'PRUNED' ORDER BY position DESC LIMIT 1
"""


class TrailBreakKind(StrEnum):
    """What must have happened for the chain to break at an entry."""

    CHANGED = "CHANGED"
    """It, or the order of entries, is not what was sealed."""
    PREDECESSOR_REMOVED = "PREDECESSOR_REMOVED"
    """Positions are missing before it, and no entry of the trail tells that they were dropped."""


class TrailBreak(NamedTuple):
    """The first place where the chain does not hold."""

    position: int
    kind: TrailBreakKind


class TrailReport(NamedTuple):
    """What came of a verification."""

    entries: int
    """How many entries hold, from the first that is left."""
    position: int
    """The position of the last of them, 0 if there is none."""
    head: bytes
    """Its seal: the head of the chain, to be compared with one that is kept elsewhere."""
    pruned_to: int
    """The last position that was dropped for its age, 0 if none was."""
    broken: TrailBreak | None
    """None if the whole chain holds."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was written, up to the end."""
        return self.broken is None


async def verify_trail(
    connection: Connection, progress: Callable[[int], None] | None = None
) -> TrailReport:
    """Verify every seal of the trail, as it stands when this begins.

    Args:
        connection: used for one read-only transaction.
        progress: told now and then how many entries were verified.
    """
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        cut = await connection.fetchrow(_CUT)
        pruned_to, head = (0, GENESIS) if cut is None else (cut["cut_position"], cut["cut_seal"])
        entries, position = 0, pruned_to
        async for row in connection.cursor(_TRAIL, prefetch=_ROWS_AT_ONCE):
            if (kind := _kind_of_break(row, position, head)) is not None:
                broken = TrailBreak(row["position"], kind)
                return TrailReport(entries, position if entries else 0, head, pruned_to, broken)
            head = row["seal"]
            position = row["position"]
            entries += 1
            if progress is not None and entries % _PROGRESS_EVERY == 0:
                progress(entries)
        return TrailReport(entries, position if entries else 0, head, pruned_to, None)


def _kind_of_break(row: asyncpg.Record, before: int, head: bytes) -> TrailBreakKind | None:
    if row["position"] != before + 1:
        return TrailBreakKind.PREDECESSOR_REMOVED
    seal = seal_entry(head, row["position"], row["id"], row["recorded_at"], _entry(row))
    return None if seal == row["seal"] else TrailBreakKind.CHANGED


def _entry(row: asyncpg.Record) -> Entry:
    return Entry(
        kind=row["kind"],
        actor=row["actor"],
        unit_id=row["unit_id"],
        request_id=row["request_id"],
        operation=row["operation"],
        document=row["document"],
        fields=tuple(row["fields"]),
        persons=tuple(map(str, row["persons"])),
        command_id=row["command_id"],
        code=row["code"],
        cut_position=row["cut_position"],
        cut_seal=row["cut_seal"],
    )
