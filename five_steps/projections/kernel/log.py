"""Reading the log in order of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections.kernel.values import LoggedEvent, Position

if TYPE_CHECKING:
    from five_steps.projections.kernel.connections import Connection

CHANNEL = "stored_events"
"""Where the event store, and the stock library, notify."""

_AFTER = """
SELECT notification_id, originator_id, topic, state FROM public.stored_events
WHERE notification_id > $1 ORDER BY notification_id LIMIT $2
"""

_HEAD = "SELECT coalesce(max(notification_id), 0) FROM public.stored_events"


async def read_events(connection: Connection, after: int, limit: int) -> list[LoggedEvent]:
    """At most `limit` events with a position above `after`."""
    return await connection.fetch(_AFTER, after, limit, record_class=LoggedEvent)


async def head(connection: Connection) -> Position:
    """The last position of the log; 0 when it is empty."""
    return Position(await connection.fetchval(_HEAD))
