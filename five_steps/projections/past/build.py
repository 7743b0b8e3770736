"""Builds views as they were at a position: the same classes fold the same events, and stop there.

One build at a time in a database, whoever asks. What it makes is listed from the beginning; whoever
strikes it off the list ends the build, which then leaves nothing behind.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from five_steps.projections.kernel import generations
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fill import Filler, Progress
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.values import Position
from five_steps.projections.past import catalogue, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.limits import ViewLimits
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection


class Forgotten(Exception):
    """What was being built is not wanted any more."""


class PastBuilder:
    """Builds some views of one past."""

    def __init__(
        self,
        dsn: str,
        opener: Opener,
        position: Position,
        projections: Sequence[Projection],
        limits: ViewLimits,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Prepare to build.

        Args:
            dsn: the database of log and views.
            opener: opens sealed texts.
            position: the last event that counts.
            projections: instances of the builder's own.
            limits: batch sizes.
            progress: told after each batch.
        """
        self._dsn = dsn
        self._opener = opener
        self._position = position
        self._projections = projections
        self._limits = limits
        self._progress = progress
        self._reached = Position(0)
        self._views = [projection.name for projection in projections]

    async def build(self, connection: Connection, *, tell_interval_s: float) -> None:
        """Build the views, on a connection that holds the lock of builds.

        Raises:
            Forgotten: they were struck off the list meanwhile.
            PoisonousEvent: one of them cannot fold an event.
        """
        versions = {projection.name: projection.version for projection in self._projections}
        bases = await catalogue.bases(connection, self._position, versions)
        await catalogue.begin(connection, self._position, versions)
        try:
            await self._while_wanted(self._fill(connection, bases), tell_interval_s)
            if not await catalogue.finish(connection, self._position, self._views):
                raise Forgotten
        except Exception:
            if not connection.is_closed():
                for projection in self._projections:
                    await generations.drop(connection, projection)
            raise

    async def _fill(self, connection: Connection, bases: dict[str, int]) -> None:
        await tables.create(connection, self._position, self._projections)
        for base in {bases.get(name, 0) for name in self._views}:
            views = [view for view in self._projections if bases.get(view.name, 0) == base]
            await self._fill_from(connection, Position(base), views)
        await tables.analyze(connection, self._projections)

    async def _fill_from(
        self, connection: Connection, base: Position, views: Sequence[Projection]
    ) -> None:
        """Fold views from zero, or as live from an earlier past on."""
        if base:
            await tables.copy(connection, views, base)
        fold = Fold((view, base) for view in views)
        reader = await connect(self._dsn)
        try:
            filler = Filler(connection, reader, self._opener, fold, self._limits, self._note)
            await filler.fill(self._position, settle=base > 0)
        finally:
            await reader.close()
        for view in views:
            await generations.create_indexes(connection, view)
        if not base:
            async with connection.transaction():
                await fold.settle(connection, everything=True)

    def _note(self, progress: Progress) -> None:
        self._reached = progress.position
        self._progress(progress)

    async def _while_wanted(self, filling: Coroutine[None, None, None], interval_s: float) -> None:
        """Fill, telling meanwhile how far that is, until nobody wants it any more."""
        task = asyncio.create_task(filling)
        connection = await connect(self._dsn)
        try:
            while not (await asyncio.wait({task}, timeout=interval_s))[0]:
                if not await catalogue.tell(connection, self._position, self._views, self._reached):
                    raise Forgotten
            await task
        finally:
            task.cancel()
            await asyncio.wait({task})
            await connection.close()
