"""A moment of the log: the position up to which it counts, and what the clock said then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.moments import last_until
from five_steps.projections.kernel.values import Position

if TYPE_CHECKING:
    from five_steps.event_store.connections import Pool

_ENDS = """
(SELECT notification_id, recorded_at FROM public.stored_events ORDER BY notification_id LIMIT 1)
UNION ALL
(SELECT notification_id, recorded_at FROM public.stored_events
 ORDER BY notification_id DESC LIMIT 1)
"""

_AT_POSITION = """
SELECT notification_id, recorded_at FROM public.stored_events
WHERE notification_id <= $1 ORDER BY notification_id DESC LIMIT 1
"""


class Moment(NamedTuple):
    """A moment of the log."""

    position: Position
    """The last event that counts."""
    recorded_at: datetime
    """When that event was recorded."""
    now: datetime
    """What counts as now: the time that was asked for, or else that of recording."""


class OutsideLog(Exception):
    """What was asked for is not in the log; `allowed` says what is."""

    def __init__(self, allowed: str) -> None:
        super().__init__(f"outside the log: {allowed}")
        self.allowed = allowed


async def moment_at_position(pool: Pool, position: int) -> Moment:
    """The moment when the log ended at a position.

    Where a transaction was rolled back positions are missing: it is the event before them.

    Raises:
        OutsideLog: the log does not reach from there to there.
    """
    ends = await pool.fetch(_ENDS)
    if not ends:
        raise OutsideLog("nothing: the log is empty")
    (first, _), (last, _) = ends
    if not first <= position <= last:
        raise OutsideLog(f"{first}–{last}")
    found, recorded_at = await pool.fetchrow(_AT_POSITION, position)  # type: ignore[misc]
    return Moment(Position(found), recorded_at, recorded_at)


async def moment_at_time(pool: Pool, time: datetime, now: datetime) -> Moment:
    """The moment of a time: what had been recorded by then.

    Args:
        pool: connections.
        time: the time.
        now: the present, which is later than all that has been recorded so far.

    Raises:
        OutsideLog: nothing had been recorded by then, or it is yet to come.
    """
    ends = await pool.fetch(_ENDS)
    if not ends:
        raise OutsideLog("nothing: the log is empty")
    (_, began), (_, ended) = ends
    if not began <= time <= max(now, ended):
        raise OutsideLog(f"{_written(began)}–{_written(max(now, ended))}")
    async with pool.acquire() as connection:
        position = await last_until(connection, time)
    found, recorded_at = await pool.fetchrow(_AT_POSITION, position)  # type: ignore[misc]
    return Moment(Position(found), recorded_at, time)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
