"""One batch of live views in one transaction: rows and positions, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections.kernel import tracking
from five_steps.projections.kernel.poison import Rearranged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.fold import Fold
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.tracking import Tracked
    from five_steps.projections.kernel.values import LoggedEvent


async def commit(
    connection: Connection, opener: Opener, fold: Fold, events: Sequence[LoggedEvent]
) -> None:
    """Fold a batch exactly once.

    Raises:
        Rearranged: the views are not where the fold left them; nothing was written.
    """
    names = [projection.name for projection in fold.projections]
    position = events[-1].position
    async with connection.transaction():
        compare(fold, await tracking.lock(connection, names))
        await fold.apply(connection, opener, events)
        await fold.write(connection)
        await fold.settle(connection)
        await tracking.advance(connection, names, position)
    fold.advance(position)


def compare(fold: Fold, known: dict[str, Tracked]) -> None:
    """Refuse to go on if another process rebuilt or folded one of the views."""
    for projection, position in zip(fold.projections, fold.positions, strict=True):
        row = known[projection.name]
        if (row.generation, row.position) != (projection.generation, position):
            projection.forget()
            raise Rearranged
