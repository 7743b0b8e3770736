"""From a moment to a position of the log.

The times of recording never go back, so the log is searched by halving: some twenty looks into the
index of positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from five_steps.event_store.connections import Connection

_ENDS = """
SELECT coalesce(min(notification_id), 1), coalesce(max(notification_id), 0)
FROM public.stored_events
"""
# Positions may be missing: it is the next one that is there.
_RECORDED = """
SELECT notification_id, recorded_at FROM public.stored_events
WHERE notification_id >= $1 ORDER BY notification_id LIMIT 1
"""


async def first_since(connection: Connection, moment: datetime) -> int:
    """The position of the first event recorded at a moment or later; the next one if none was."""
    return await _first(connection, moment, including=True)


async def last_until(connection: Connection, moment: datetime) -> int:
    """A position behind which nothing was recorded by a moment, and up to which all was."""
    return await _first(connection, moment, including=False) - 1


async def _first(connection: Connection, moment: datetime, *, including: bool) -> int:
    """The first position recorded after a moment, or at it if that is included."""
    ends = await connection.fetchrow(_ENDS)
    assert ends is not None
    low, high = ends[0], ends[1] + 1
    while low < high:
        middle = (low + high) // 2
        found = await connection.fetchrow(_RECORDED, middle)
        # There is the last one at least.
        assert found is not None
        position, recorded_at = found
        if recorded_at > moment or (including and recorded_at == moment):
            high = middle
        else:
            low = position + 1
    return int(low)
