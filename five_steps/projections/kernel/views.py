"""The views as the rest of the service sees them: kept up to date, waited for, rebuilt."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from traceback import format_exception
from typing import TYPE_CHECKING

import structlog

from five_steps.projections.kernel import generations, tracking
from five_steps.projections.kernel.build import AlreadyBuilding, Builder
from five_steps.projections.kernel.checksum import checksum
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.lag import read_lags
from five_steps.projections.kernel.leader import Leader
from five_steps.projections.kernel.limits import ViewLimits
from five_steps.projections.kernel.log import head
from five_steps.projections.kernel.poison import PoisonousEvent, stop_view
from five_steps.projections.kernel.positions import Positions
from five_steps.projections.kernel.values import Position
from five_steps.projections.kernel.verify import compare_with_replay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.fill import Progress
    from five_steps.projections.kernel.lag import Lag
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.tracking import Tracked
    from five_steps.projections.kernel.verify import Mismatch

_log = structlog.get_logger(__name__)


class Views:
    """Keeps the views up to date in the background; one process of many does the work."""

    def __init__(
        self,
        dsn: str,
        opener: Opener,
        projections: Sequence[type[Projection]],
        limits: ViewLimits | None = None,
    ) -> None:
        """Prepare, without connecting.

        Args:
            dsn: the database of log and views.
            opener: opens sealed texts: the event store's vault.
            projections: the views.
            limits: batch sizes and waits.
        """
        self._dsn = dsn
        self._opener = opener
        self._classes = {projection.name: projection for projection in projections}
        self._limits = limits or ViewLimits()
        self._positions = Positions(dsn, self._limits)
        self._task: asyncio.Task[None] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the views."""
        return list(self._classes)

    async def set_up(self) -> None:
        """Make missing tables and let stopped views try again."""
        connection = await connect(self._dsn)
        try:
            await generations.set_up(connection, self._instances())
            await tracking.resume(connection)
            self._positions.follow_elsewhere(await tracking.tracked(connection))
        finally:
            await connection.close()

    async def start(self) -> None:
        """Set up, and fold in the background."""
        await self.set_up()
        self._task = asyncio.create_task(self._run(), name="views")

    async def stop(self) -> None:
        """Stop folding; another process takes over."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self._positions.close()

    def position(self) -> Position:
        """The last event that all views show.

        Views that have stopped by an error, or are catching up after one, are left out.

        While another process leads it is what was last seen of it.
        """
        return self._positions.least

    async def wait_for(self, position: int, timeout: float) -> bool:  # noqa: ASYNC109 - is the answer
        """Wait until all views show a position; False after `timeout` seconds."""
        return await self._positions.wait_for(Position(position), timeout)

    async def lag(self) -> dict[str, Lag]:
        """How far each view is behind the log, and which have stopped."""
        connection = await connect(self._dsn)
        try:
            lags = await read_lags(connection)
        finally:
            await connection.close()
        return {name: lag for name, lag in lags.items() if name in self._classes}

    async def rebuild(
        self,
        names: Iterable[str] = (),
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Build views (all by default) from zero beside those that serve, and swap them in.

        Raises:
            AlreadyBuilding: another process builds one of them.
            PoisonousEvent: one of them cannot fold an event; none was swapped.
        """
        await self._builder(names, progress).build()

    async def verify(
        self,
        names: Iterable[str] = (),
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> list[Mismatch]:
        """Compare views (all by default) with a replay of the log from zero; what differs.

        Those that serve go on meanwhile.

        Raises:
            AlreadyBuilding: another process builds one of them.
        """
        return await compare_with_replay(self._dsn, self._builder(names, progress))

    async def checksum(self, name: str) -> dict[str, str]:
        """A digest over all rows of each table of a view."""
        connection = await connect(self._dsn)
        try:
            projection = self._classes[name]()
            projection.bind((await tracking.tracked(connection))[name].generation)
            return await checksum(connection, projection)
        finally:
            await connection.close()

    def _builder(self, names: Iterable[str], progress: Callable[[Progress], None]) -> Builder:
        projections = [self._classes[name]() for name in names] or self._instances()
        return Builder(self._dsn, self._opener, projections, self._limits, progress)

    def _instances(self) -> list[Projection]:
        return [projection() for projection in self._classes.values()]

    async def _run(self) -> None:
        while True:
            try:
                connection = await connect(self._dsn)
                try:
                    await self._lead_or_stand_by(connection)
                finally:
                    connection.terminate()
            except Exception as error:
                # Whatever it is, reads go on and the next attempt may succeed.
                _log.error("views_interrupted", traceback="".join(format_exception(error)))
            self._positions.lost_lead()
            await asyncio.sleep(self._limits.leader_retry_ms / 1000)

    async def _lead_or_stand_by(self, connection: Connection) -> None:
        projections = self._instances()
        leader = Leader(
            self._dsn, connection, self._opener, projections, self._limits, self._positions.moved_to
        )
        while not await leader.try_to_lead():
            self._positions.follow_elsewhere(await tracking.tracked(connection))
            await asyncio.sleep(self._limits.leader_retry_ms / 1000)
        known = await tracking.tracked(connection)
        await generations.drop_outdated(connection, projections, known)
        outdated = await self._outdated(connection, projections, known)
        async with asyncio.TaskGroup() as tasks:
            if outdated:
                tasks.create_task(self._build_outdated(outdated))
            tasks.create_task(leader.lead())

    async def _outdated(
        self,
        connection: Connection,
        projections: Sequence[Projection],
        known: dict[str, Tracked],
    ) -> list[str]:
        last = await head(connection)
        return [
            projection.name
            for projection in projections
            if known[projection.name].version < projection.version
            or (known[projection.name].position == 0 and last > self._limits.catch_up_events_min)
        ]

    async def _build_outdated(self, names: list[str]) -> None:
        _log.info("views_build", views=names)
        # Small batches: requests are answered meanwhile on the same event loop.
        limits = replace(self._limits, build_batch_positions=200)
        projections = [self._classes[name]() for name in names]
        try:
            await Builder(self._dsn, self._opener, projections, limits).build()
        except AlreadyBuilding as error:
            _log.info("views_build_left", reason=str(error))
        except PoisonousEvent as poison:
            connection = await connect(self._dsn)
            try:
                await stop_view(connection, poison)
            finally:
                await connection.close()
            if rest := [name for name in names if name != poison.view]:
                await self._build_outdated(rest)
