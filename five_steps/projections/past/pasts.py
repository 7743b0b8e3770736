"""The pasts as those who ask for them see them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from traceback import format_exception
from typing import TYPE_CHECKING, Any

import structlog

from five_steps.projections.kernel.limits import ViewLimits
from five_steps.projections.past import catalogue
from five_steps.projections.past.kept import KeptPasts
from five_steps.projections.past.moment import moment_at_position, moment_at_time
from five_steps.projections.past.narrow import NarrowPast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import Position
    from five_steps.projections.past.limits import PastLimits
    from five_steps.projections.past.moment import Moment
    from five_steps.projections.past.narrow_reach import Reach

_log = structlog.get_logger(__name__)

# Small batches: requests are answered meanwhile on the same event loop.
_BESIDE_REQUESTS = replace(ViewLimits(), build_batch_positions=200)


class PastInPreparation(Exception):
    """A past is being made, and will be there soon."""

    def __init__(self, position: int, percent: int) -> None:
        super().__init__(f"the past at position {position} is being made: {percent} %")
        self.position = position
        self.percent = percent


class _Afresh:
    """Opens sealed texts with keys that it looks up each time: one that is erased is gone."""

    def __init__(self, new_opener: Callable[[], Opener]) -> None:
        self._new_opener = new_opener

    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        return await self._new_opener().open_many(fields)

    def forget(self, subject_ids: Iterable[UUID]) -> None:
        """Nothing: no key is kept."""


class Pasts:
    """Finds moments, and sees to it that there are tables of them; one build at a time."""

    def __init__(
        self,
        dsn: str,
        pool: Pool,
        new_opener: Callable[[], Opener],
        projections: Sequence[type[Projection]],
        limits: PastLimits | None = None,
    ) -> None:
        """Prepare, without connecting.

        Args:
            dsn: the database of log and views.
            pool: connections to it, for short questions.
            new_opener: makes what opens sealed texts, of which each question has its own.
            projections: the views.
            limits: how much is kept, and how long anybody waits.
        """
        self.kept = KeptPasts(dsn, new_opener, projections, limits)
        self.limits = self.kept.limits
        self._pool = pool
        self._narrow = NarrowPast(pool, _Afresh(new_opener), self.limits)
        self._building: asyncio.Task[Exception | None] | None = None
        self._noted: dict[int, float] = {}
        """When it was last noted down that a past was used."""

    async def close(self) -> None:
        """Give up what is being built."""
        if self._building is not None:
            self._building.cancel()
            with suppress(asyncio.CancelledError):
                await self._building
            self._building = None

    async def at_position(self, position: int) -> Moment:
        """The moment when the log ended at a position.

        Raises:
            OutsideLog: the log does not reach from there to there.
        """
        return await moment_at_position(self._pool, position)

    async def at_time(self, time: datetime, now: datetime) -> Moment:
        """The moment of a time: what had been recorded by then.

        Raises:
            OutsideLog: nothing had been recorded by then, or it is after `now`.
        """
        return await moment_at_time(self._pool, time, now)

    async def narrow_rows(
        self, reach: Reach, parameters: Sequence[Any], position: Position
    ) -> dict[str, str]:
        """The rows that a statement reads, without any tables, where few streams make them.

        Raises:
            TooWide: too many events are behind them.
        """
        return await self._narrow.rows(reach, parameters, position)

    async def prepare(self, position: Position, of: Iterable[str], until: float) -> None:
        """Wait until some tables are there as they were at a position; they are made if need be.

        Args:
            position: of an event in the log.
            of: the tables, by their names in `read`.
            until: how long to wait, in the event loop's time.

        Raises:
            PastInPreparation: they are not there by then; making them goes on.
            PoisonousEvent: a view cannot fold an event.
        """
        views = self.kept.views_of(of)
        while await self.kept.missing(self._pool, position, views):
            ours = self._building is None or self._building.done()
            if ours:
                self._building = asyncio.create_task(self._build(position, views))
            building = self._building
            assert building is not None
            left = max(0.0, until - asyncio.get_running_loop().time())
            await asyncio.wait({building}, timeout=left)
            if not building.done():
                raise PastInPreparation(position, await catalogue.percent(self._pool, position))
            if ours and (failure := building.result()) is not None:
                raise failure
        await self._note_use(position)

    async def _build(self, position: Position, views: Set[str]) -> Exception | None:
        """Build in the background; what went wrong, for whoever still waits."""
        try:
            await self.kept.build(position, views, limits=_BESIDE_REQUESTS)
        except Exception as error:
            _log.error(
                "past_not_built",
                position=position,
                # As text: a renderer that shows local variables would show personal data.
                traceback="".join(format_exception(error)),
            )
            return error
        _log.info("past_built", position=position, views=sorted(views))
        return None

    async def _note_use(self, position: Position) -> None:
        now = asyncio.get_running_loop().time()
        noted = self._noted.get(position)
        if noted is None or now - noted >= self.limits.used_interval_s:
            if len(self._noted) > self.limits.pasts_kept_max:
                self._noted.clear()
            self._noted[position] = now
            await catalogue.used(self._pool, position)
