"""Reading the log in order of positions."""

from __future__ import annotations

import asyncio
from itertools import zip_longest
from typing import TYPE_CHECKING

from five_steps.projections.kernel.values import LoggedEvent, Position

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from five_steps.projections.kernel.connections import Connection

CHANNEL = "stored_events"
"""Where the event store, and the stock library, notify."""

_AFTER = """
SELECT notification_id, originator_id, topic, state FROM public.stored_events
WHERE notification_id > $1 ORDER BY notification_id LIMIT $2
"""

_BETWEEN = """
SELECT notification_id, originator_id, topic, state FROM public.stored_events
WHERE notification_id > $1 AND notification_id <= $2 AND topic = ANY ($3) ORDER BY notification_id
"""

_HEAD = "SELECT coalesce(max(notification_id), 0) FROM public.stored_events"


async def read_events(connection: Connection, after: int, limit: int) -> list[LoggedEvent]:
    """At most `limit` events with a position above `after`."""
    return await connection.fetch(_AFTER, after, limit, record_class=LoggedEvent)


async def read_range(
    connection: Connection, after: int, to: int, topics: Sequence[str]
) -> list[LoggedEvent]:
    """The events of some topics with a position above `after`, up to `to`."""
    return await connection.fetch(_BETWEEN, after, to, topics, record_class=LoggedEvent)


async def read_ahead(
    connection: Connection, after: int, to: int, topics: Sequence[str], step: int
) -> AsyncGenerator[tuple[Position, list[LoggedEvent]], None]:
    """Ranges of the log up to `to`, each with its last position; the next is read meanwhile."""
    ranges = [(start, min(start + step, to), topics) for start in range(after, to, step)]
    reading = asyncio.create_task(read_range(connection, *ranges[0])) if ranges else None
    try:
        for (_, last, _), following in zip_longest(ranges, ranges[1:]):
            assert reading is not None
            events = await reading
            if following is not None:
                reading = asyncio.create_task(read_range(connection, *following))
                # Let it send its query, for the server to work on while we fold.
                await asyncio.sleep(0)
            yield Position(last), events
    finally:
        if reading is not None:
            reading.cancel()


async def head(connection: Connection) -> Position:
    """The last position of the log; 0 when it is empty."""
    return Position(await connection.fetchval(_HEAD))
