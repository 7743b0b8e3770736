"""How far the views are behind the log, and which have stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from five_steps.projections.kernel.connections import Connection

_LAG = """
SELECT v.view, v.error, v.error_position,
    (SELECT coalesce(max(notification_id), 0) FROM public.stored_events) - v.position AS positions,
    coalesce(extract(epoch FROM clock_timestamp() - (
        SELECT recorded_at FROM public.stored_events
        WHERE notification_id > v.position ORDER BY notification_id LIMIT 1)), 0) AS seconds
FROM public.five_steps_views v
"""


class Lag(NamedTuple):
    """How far a view is behind the log."""

    positions: int
    """Positions from the view to the end of the log."""
    seconds: float
    """Age of the oldest event that the view does not show; 0 if there is none."""
    error: str | None
    """Why the view has stopped."""
    error_position: int | None
    """The event that stopped it."""


async def read_lags(connection: Connection) -> dict[str, Lag]:
    """The lag of every view."""
    return {
        row["view"]: Lag(
            row["positions"], float(row["seconds"]), row["error"], row["error_position"]
        )
        for row in await connection.fetch(_LAG)
    }
