"""The pasts whose tables are kept: made one after the other, and dropped to make room."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from five_steps.projections.kernel.checksum import checksum
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.limits import ViewLimits
from five_steps.projections.past import catalogue, tables
from five_steps.projections.past.build import Forgotten, PastBuilder
from five_steps.projections.past.limits import PastLimits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence, Set

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.fill import Progress
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import Position

_log = structlog.get_logger(__name__)

# Any constant, as long as every process of this service uses the same one.
_BUILD_LOCK = 0x4649_5645_0003


class KeptPasts:
    """The pasts that are kept in the database, for all processes that share it."""

    def __init__(
        self,
        dsn: str,
        new_opener: Callable[[], Opener],
        projections: Sequence[type[Projection]],
        limits: PastLimits | None = None,
    ) -> None:
        """Prepare, without connecting.

        Args:
            dsn: the database of log and views.
            new_opener: makes what opens sealed texts. Each build has its own: one that was there
                before might still know a key that was erased since.
            projections: the views.
            limits: how much is kept.
        """
        self.limits = limits or PastLimits()
        self._dsn = dsn
        self._new_opener = new_opener
        self._classes = {projection.name: projection for projection in projections}
        self._view_of = {
            table.name: view.name for view in projections for table in view().tables if table.public
        }

    def views_of(self, of: Iterable[str]) -> frozenset[str]:
        """The views that have some tables, by the tables' names in `read`."""
        return frozenset(self._view_of[table] for table in of)

    async def set_up(self) -> None:
        """Make the list of pasts, and drop what an earlier process left behind."""
        async with self._connected() as connection:
            await connection.execute(catalogue.TABLE)
            if await connection.fetchval("SELECT pg_try_advisory_lock($1)", _BUILD_LOCK):
                await self._tidy(connection)

    async def missing(
        self, asked: catalogue.Asked, position: Position, views: Set[str]
    ) -> frozenset[str]:
        """Which of some views are not there as they were at a position."""
        wanted = {name: self._classes[name].version for name in views}
        return frozenset(views - await catalogue.ready(asked, position, wanted))

    async def build(
        self,
        position: Position,
        views: Iterable[str] = (),
        *,
        limits: ViewLimits | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Build what is missing of some views (all by default), and wait for it.

        Raises:
            PoisonousEvent: a view cannot fold an event.
        """
        wanted = frozenset(views) or frozenset(self._classes)
        async with self._connected() as connection:
            while True:
                await connection.execute("SELECT pg_advisory_lock($1)", _BUILD_LOCK)
                await self._tidy(connection)
                missing = await self.missing(connection, position, wanted)
                if not missing:
                    return
                builder = PastBuilder(
                    self._dsn,
                    self._new_opener(),
                    position,
                    [self._classes[name]() for name in sorted(missing)],
                    limits or ViewLimits(),
                    progress,
                )
                try:
                    await builder.build(connection, tell_interval_s=self.limits.tell_interval_s)
                except Forgotten:
                    _log.info("past_forgotten", position=position)
                    # Whoever made us forget it waits for the lock, and goes first.
                    await connection.execute("SELECT pg_advisory_unlock($1)", _BUILD_LOCK)
                else:
                    await self._keep_within_limits(connection, position)
                    return

    async def checksums(self, position: Position) -> dict[str, dict[str, str]]:
        """A digest over all rows of each table, by view, of a past that has all of them."""
        async with self._connected() as connection:
            digests = {}
            for name, view in self._classes.items():
                projection = view()
                projection.bind_past(tables.schema_of(position))
                digests[name] = await checksum(connection, projection)
            return digests

    async def forget(self, position: Position | None = None) -> None:
        """Drop a past, or all of them, those that are being built included.

        All of them when what they hold must not be kept: after a person's key was erased. What is
        asked for again is made anew.
        """
        async with self._connected() as connection:
            # Whoever builds it sees this and gives up, which lets go of the lock.
            await catalogue.strike(connection, position)
            await connection.execute("SELECT pg_advisory_lock($1)", _BUILD_LOCK)
            there = await tables.positions(connection)
            for one in there if position is None else there & {position}:
                await tables.drop_schema(connection, one)

    async def _tidy(self, connection: Connection) -> None:
        """Drop what is outdated, was not finished, or is on no list, while nobody builds."""
        known = {name: view.version for name, view in self._classes.items()}
        for position in await catalogue.stale(connection, known):
            await catalogue.strike(connection, position)
        listed = {kept.position for kept in await catalogue.kept(connection)}
        for position in await tables.positions(connection) - listed:
            await tables.drop_schema(connection, position)

    async def _keep_within_limits(self, connection: Connection, made: Position) -> None:
        total = 0
        # The one just made first: it is what somebody waits for.
        pasts = sorted(await catalogue.kept(connection), key=lambda past: past.position != made)
        for n, past in enumerate(pasts):
            total += past.bytes
            over = n >= self.limits.pasts_kept_max or total > self.limits.pasts_bytes_max
            if over and past.position != made:
                await catalogue.strike(connection, past.position)
                await tables.drop_schema(connection, past.position)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Connection]:
        connection = await connect(self._dsn)
        try:
            yield connection
        finally:
            # Held locks go with it.
            connection.terminate()
