"""Follows the chain of seals from the first event and tells where it breaks.

Streams the log through a cursor: the memory needed does not grow with it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.seals import GENESIS, encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import asyncpg

    from five_steps.event_store.connections import Connection

_ROWS_AT_ONCE = 2_000
_PROGRESS_EVERY = 100_000

_LOG = """
SELECT notification_id, originator_id, originator_version, topic, state, command_id, actor,
    recorded_at, seal
FROM public.stored_events ORDER BY notification_id
"""


class BreakKind(StrEnum):
    """What must have happened for the chain to break at an event."""

    CHANGED = "CHANGED"
    """Its content or seal is not what was sealed."""
    PREDECESSOR_REMOVED = "PREDECESSOR_REMOVED"
    """Positions are missing before it, and what it was sealed after is not in the log."""
    MOVED = "MOVED"
    """It is intact, but was sealed after another event of the log than the one before it."""
    UNSEALED = "UNSEALED"
    """It has no seal although a later event has."""


class Break(NamedTuple):
    """The first place where the chain does not hold."""

    position: int
    kind: BreakKind


class ChainReport(NamedTuple):
    """What came of a verification."""

    events: int
    """How many events hold, from the first."""
    position: int
    """The position of the last of them, 0 if there is none."""
    head: bytes
    """Its seal: the head of the chain, to be compared with one that is kept elsewhere."""
    unsealed: int
    """Events at the end that the stock library wrote and nobody sealed yet."""
    broken: Break | None
    """None if the whole chain holds."""


async def verify_chain(
    connection: Connection, progress: Callable[[int], None] | None = None
) -> ChainReport:
    """Verify every seal of the log, as it stands when this begins.

    Args:
        connection: used for one read-only transaction.
        progress: told now and then how many events were verified.
    """
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        events = position = unsealed = 0
        first_unsealed = 0
        head = GENESIS
        async for row in _log(connection):
            if row["seal"] is None:
                first_unsealed = first_unsealed or row["notification_id"]
                unsealed += 1
                continue
            if unsealed:
                broken = Break(first_unsealed, BreakKind.UNSEALED)
                return ChainReport(events, position, head, 0, broken)
            if _seal_of(row, head) != row["seal"]:
                kind = await _kind_of_break(connection, row, position)
                return ChainReport(events, position, head, 0, Break(row["notification_id"], kind))
            head = row["seal"]
            position = row["notification_id"]
            events += 1
            if progress is not None and events % _PROGRESS_EVERY == 0:
                progress(events)
        return ChainReport(events, position, head, unsealed, None)


async def _log(connection: Connection) -> AsyncIterator[asyncpg.Record]:
    async for row in connection.cursor(_LOG, prefetch=_ROWS_AT_ONCE):
        yield row


def _seal_of(row: asyncpg.Record, previous: bytes) -> bytes:
    return seal_event(
        previous,
        row["originator_id"],
        row["originator_version"],
        row["topic"],
        row["state"],
        encode_origin(row["command_id"], row["actor"]),
        microseconds(row["recorded_at"]),
    )


async def _kind_of_break(connection: Connection, row: asyncpg.Record, before: int) -> BreakKind:
    """Look for the event that the broken one was sealed after."""
    if _seal_of(row, GENESIS) == row["seal"]:
        return BreakKind.MOVED
    async for other in _log(connection):
        if other["seal"] is not None and _seal_of(row, other["seal"]) == row["seal"]:
            return BreakKind.MOVED
    if row["notification_id"] > before + 1:
        return BreakKind.PREDECESSOR_REMOVED
    return BreakKind.CHANGED
