"""Brings a view that is far behind near the others, without holding them up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog

from five_steps.projections.kernel.commit import commit
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.log import read_events
from five_steps.projections.kernel.poison import fold_apart, stop_view

if TYPE_CHECKING:
    from five_steps.projections.kernel.limits import ViewLimits
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import Position

_log = structlog.get_logger(__name__)


async def catch_up(
    dsn: str, opener: Opener, projection: Projection, position: Position, limits: ViewLimits
) -> None:
    """Fold a view alone, on a connection of its own, to the end of the log or until it stops.

    Raises:
        Rearranged: another process took the view up.
    """
    _log.info("view_catches_up", view=projection.name, position=position)
    connection = await connect(dsn)
    try:
        fold = Fold([(projection, position)])
        limit = limits.live_batch_events_max
        while events := await read_events(connection, fold.positions[0], limit):
            poison = await fold_apart(partial(commit, connection, opener), fold, events)
            if poison is not None:
                await stop_view(connection, poison)
                return
            fold.trim(limits.cached_rows_bytes_max)
            if len(events) < limit:
                return
    finally:
        await connection.close()
