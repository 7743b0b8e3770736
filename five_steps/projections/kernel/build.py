"""Builds views anew beside the ones that serve, and swaps them in.

The new tables belong to the next generation. They are filled in bulk: unlogged, without secondary
indexes, derived rows left to the end. When they are near the head of the log, one transaction holds
the tracking row, folds the rest and lets `read` show the new tables; readers see the one or the
other.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import asyncpg
import structlog

from five_steps.projections.kernel import generations, tracking
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fill import Filler, Progress
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.garbage import collection_paused
from five_steps.projections.kernel.log import read_range
from five_steps.projections.kernel.values import Position

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.limits import ViewLimits
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection

_log = structlog.get_logger(__name__)


class AlreadyBuilding(Exception):
    """Another process builds one of these views."""


class Builder:
    """Builds some views together: each event is read and decoded once for all of them."""

    def __init__(
        self,
        dsn: str,
        opener: Opener,
        projections: Sequence[Projection],
        limits: ViewLimits,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Prepare to build.

        Args:
            dsn: the database of log and views.
            opener: opens sealed texts.
            projections: instances of the builder's own; those that serve go on meanwhile.
            limits: batch sizes and waits.
            progress: told after each batch.
        """
        self._dsn = dsn
        self._opener = opener
        self._projections = projections
        self._limits = limits
        self._progress = progress
        self._names = [projection.name for projection in projections]

    async def build(self) -> None:
        """Build the views and swap them in.

        Raises:
            AlreadyBuilding: another process builds one of them.
            PoisonousEvent: one of them cannot fold an event; none of them was swapped.
        """
        async with self.beside() as (connection, fold):
            await self._swap(connection, fold)

    @asynccontextmanager
    async def beside(
        self, *, behind_serving: bool = False
    ) -> AsyncIterator[tuple[Connection, Fold]]:
        """The views built beside those that serve; dropped afterwards unless swapped in.

        Args:
            behind_serving: build up to where those that serve were at the beginning, instead of up
                to the head of the log.
        """
        connection = await connect(self._dsn)
        try:
            await self._claim(connection)
            known = await tracking.tracked(connection)
            for projection in self._projections:
                projection.bind(known[projection.name].generation + 1)
                await generations.create(connection, projection, unlogged=True)
            try:
                fold = Fold((projection, Position(0)) for projection in self._projections)
                serving = min(known[name].position for name in self._names)
                await self._fill(connection, fold, serving if behind_serving else None)
                yield connection, fold
            finally:
                await self._tidy(connection)
        finally:
            await connection.close()

    async def catch_up(self, connection: Connection, fold: Fold, to: Position) -> None:
        """Fold up to a position, in the caller's transaction."""
        step = self._limits.live_batch_events_max
        for start in range(min(fold.positions), to, step):
            end = Position(min(start + step, to))
            events = await read_range(connection, start, end, fold.topics)
            await fold.apply(connection, self._opener, events)
            await fold.write(connection)
            await fold.settle(connection)
            fold.advance(end)

    async def _claim(self, connection: Connection) -> None:
        for name in self._names:
            if not await connection.fetchval(
                "SELECT pg_try_advisory_lock(hashtextextended('five-steps build ' || $1, 0))", name
            ):
                message = f"view {name} is being built by another process"
                raise AlreadyBuilding(message)

    async def _fill(self, connection: Connection, fold: Fold, to: Position | None) -> None:
        reader = await connect(self._dsn)
        try:
            filler = Filler(connection, reader, self._opener, fold, self._limits, self._progress)
            await filler.fill(to)
            for projection in self._projections:
                await generations.make_durable(connection, projection)
                await generations.create_indexes(connection, projection)
            with collection_paused():
                async with connection.transaction():
                    await fold.settle(connection, everything=True)
            await filler.fill(to, settle=True)
        finally:
            await reader.close()

    async def _swap(self, connection: Connection, fold: Fold) -> None:
        while True:
            try:
                await self._swap_once(connection, fold)
            except asyncpg.LockNotAvailableError:
                # Readers that queue behind us must not wait for a slow query before us.
                _log.info("views_swap_waits", views=self._names)
                await asyncio.sleep(self._limits.leader_retry_ms / 1000)
            else:
                return

    async def _swap_once(self, connection: Connection, fold: Fold) -> None:
        positions = list(fold.positions)
        try:
            async with connection.transaction():
                await connection.execute(f"SET LOCAL lock_timeout = {self._limits.lock_timeout_ms}")
                rows = await tracking.lock(connection, self._names)
                await self.catch_up(connection, fold, max(row.position for row in rows.values()))
                for projection, position in zip(fold.projections, fold.positions, strict=True):
                    await generations.show(connection, projection)
                    await tracking.put(connection, projection, position)
        except BaseException:
            fold.positions = positions
            fold.forget()
            raise
        _log.info("views_swapped", views=self._names, position=min(fold.positions))

    async def _tidy(self, connection: Connection) -> None:
        """Drop the tables that do not serve: the old ones after a swap, else the new ones."""
        if connection.is_closed():
            return
        known = await tracking.tracked(connection)
        await connection.execute(f"SET lock_timeout = {self._limits.lock_timeout_ms}")
        try:
            for projection in self._projections:
                if known[projection.name].generation != projection.generation:
                    await generations.drop(connection, projection)
            await generations.drop_outdated(connection, self._projections, known)
        except asyncpg.LockNotAvailableError:
            # A slow query still reads them; whoever leads next drops them.
            _log.info("views_outdated_kept", views=self._names)
