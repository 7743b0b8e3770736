"""The one process that folds the live views.

Leadership is a session-level advisory lock on the connection that also writes: who loses the
connection loses both at once. Every batch checks, with the tracking rows locked, that the views are
where this process left them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from five_steps.projections.kernel import tracking
from five_steps.projections.kernel.catch_up import catch_up
from five_steps.projections.kernel.commit import commit, compare
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.log import CHANNEL, read_events
from five_steps.projections.kernel.poison import Rearranged, fold_apart, is_passing, stop_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.limits import ViewLimits
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.tracking import Tracked
    from five_steps.projections.kernel.values import LoggedEvent, Position

_log = structlog.get_logger(__name__)

# Any constant, as long as every process of this service uses the same one.
_LEADER_LOCK = 0x4649_5645_0002


class Leader:
    """Folds what is new into the live views, for as long as it leads."""

    def __init__(
        self,
        dsn: str,
        connection: Connection,
        opener: Opener,
        projections: Sequence[Projection],
        limits: ViewLimits,
        moved: Callable[[dict[str, Position]], None],
    ) -> None:
        """Prepare to lead.

        Args:
            dsn: for views that are far behind and catch up on their own.
            connection: holds the lock, listens, reads and writes.
            opener: opens sealed texts.
            projections: the views to lead.
            limits: batch sizes and waits.
            moved: told the positions after each committed batch.
        """
        self._dsn = dsn
        self._connection = connection
        self._opener = opener
        self._projections = projections
        self._limits = limits
        self._moved = moved
        self._wake = asyncio.Event()
        self._checked_at = 0.0
        self._behind: dict[str, asyncio.Task[None]] = {}
        self.fold = Fold([])

    async def try_to_lead(self) -> bool:
        """Take the lock, unless another process has it."""
        return bool(
            await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", _LEADER_LOCK)
        )

    async def lead(self) -> None:
        """Fold, without end.

        Raises:
            asyncpg.PostgresError, OSError: the connection is lost, and with it the lead.
        """
        await self._connection.add_listener(CHANNEL, lambda *_: self._wake.set())
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._arrange(await tracking.tracked(self._connection), tasks)
                try:
                    await self._follow()
                except Rearranged:
                    _log.info("views_rearranged")

    def _arrange(self, known: dict[str, Tracked], tasks: asyncio.TaskGroup) -> None:
        """Take up every view that serves; those far behind the first catch up on their own."""
        serving = self._serving(known)
        first = max((known[projection.name].position for projection in serving), default=0)
        views = []
        for projection in serving:
            row = known[projection.name]
            if projection.generation != row.generation:
                projection.bind(row.generation)
                projection.forget()
            if first - row.position > self._limits.live_batch_events_max:
                # It works on rows of its own until it comes back to us.
                projection.forget()
                self._behind[projection.name] = tasks.create_task(
                    self._catch_up(projection, row.position)
                )
            else:
                views.append((projection, row.position))
        self.fold = Fold(views)
        self._announce()

    def _serving(self, known: dict[str, Tracked]) -> list[Projection]:
        """The views as this process's code makes them, neither stopped nor busy catching up."""
        return [
            projection
            for projection in self._projections
            if (row := known[projection.name]).error is None
            and row.version == projection.version
            and projection.name not in self._behind
        ]

    async def _catch_up(self, projection: Projection, position: Position) -> None:
        try:
            await catch_up(self._dsn, self._opener, projection, position, self._limits)
        except Rearranged:
            _log.info("view_caught_up_elsewhere", view=projection.name)
        finally:
            projection.forget()
            del self._behind[projection.name]
            # Look at once who serves now.
            self._checked_at = 0.0
            self._wake.set()

    async def _follow(self) -> None:
        while True:
            self._wake.clear()
            await self._check()
            after = min(self.fold.positions, default=None)
            events: list[LoggedEvent] = []
            if after is not None:
                events = await read_events(
                    self._connection, after, self._limits.live_batch_events_max
                )
            if events:
                await self._fold_batch(events)
            else:
                await self._sleep()

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(self._limits.poll_interval_ms / 1000):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _check(self) -> None:
        """Notice, now and then, that a view was rebuilt or resumed elsewhere."""
        now = asyncio.get_running_loop().time()
        if now - self._checked_at < self._limits.poll_interval_ms / 1000:
            return
        self._checked_at = now
        known = await tracking.tracked(self._connection)
        if self._serving(known) != self.fold.projections:
            raise Rearranged
        compare(self.fold, known)

    async def _fold_batch(self, events: Sequence[LoggedEvent]) -> None:
        try:
            await self._commit(self.fold, events)
        except Exception as error:
            self.fold.forget()
            if is_passing(error):
                raise
            await self._stop_poisoned(events)
            # Those that went on stand elsewhere now, and the stopped one is out.
            raise Rearranged from error
        self.fold.trim(self._limits.cached_rows_bytes_max)
        self._announce()

    async def _commit(self, fold: Fold, events: Sequence[LoggedEvent]) -> None:
        await commit(self._connection, self._opener, fold, events)

    async def _stop_poisoned(self, events: Sequence[LoggedEvent]) -> None:
        for projection, position in zip(self.fold.projections, self.fold.positions, strict=True):
            poison = await fold_apart(self._commit, Fold([(projection, position)]), events)
            if poison is not None:
                await stop_view(self._connection, poison)

    def _announce(self) -> None:
        names = [projection.name for projection in self.fold.projections]
        self._moved(dict(zip(names, self.fold.positions, strict=True)))
