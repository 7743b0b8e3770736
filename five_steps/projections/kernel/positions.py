"""Where the views stand, and who waits for them to get further."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from five_steps.projections.kernel import tracking
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.poison import is_passing
from five_steps.projections.kernel.values import Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from five_steps.projections.kernel.limits import ViewLimits
    from five_steps.projections.kernel.tracking import Tracked

_log = structlog.get_logger(__name__)


class Positions:
    """The positions of the views that have not stopped.

    The leader of this process tells them as they move. While another process leads, they are read
    from the tracking table, often only as long as somebody waits.
    """

    def __init__(self, dsn: str, limits: ViewLimits) -> None:
        self._dsn = dsn
        self._limits = limits
        self._leading = False
        self._waiting: dict[asyncio.Future[bool], Position] = {}
        """Who waits, and for what."""
        self._watcher: asyncio.Task[None] | None = None
        self.least = Position(0)

    def moved_to(self, positions: Mapping[str, Position]) -> None:
        """Take note from our own leader."""
        self._leading = True
        self._set(positions)

    def follow_elsewhere(self, known: Mapping[str, Tracked]) -> None:
        """Take note of what another process's leader has written."""
        self._set({row.view: row.position for row in known.values() if row.error is None})

    def lost_lead(self) -> None:
        """Look at the tracking table from now on."""
        self._leading = False
        self._watch()

    async def wait_for(self, position: Position, timeout: float) -> bool:  # noqa: ASYNC109
        """Wait until all views that have not stopped are at a position."""
        if self.least >= position:
            return True
        # One timer and one future for each who waits, woken once: every mutation waits here.
        loop = asyncio.get_running_loop()
        reached: asyncio.Future[bool] = loop.create_future()
        self._waiting[reached] = position
        giving_up = loop.call_later(timeout, _tell, reached, False)
        self._watch()
        try:
            return await reached
        finally:
            giving_up.cancel()
            del self._waiting[reached]

    async def close(self) -> None:
        """Stop reading the tracking table."""
        if self._watcher is not None:
            self._watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self._watcher
            self._watcher = None

    def _set(self, positions: Mapping[str, Position]) -> None:
        self.least = min(positions.values(), default=self.least)
        for reached, position in self._waiting.items():
            if position <= self.least:
                _tell(reached, True)
        # The watcher ends when it loses its connection; who waits on must not wait in vain.
        self._watch()

    def _watch(self) -> None:
        unwatched = self._watcher is None or self._watcher.done()
        if self._waiting and not self._leading and unwatched:
            self._watcher = asyncio.create_task(self._poll(), name="views-positions")

    async def _poll(self) -> None:
        try:
            connection = await connect(self._dsn)
            try:
                while self._waiting and not self._leading:
                    self.follow_elsewhere(await tracking.tracked(connection))
                    await asyncio.sleep(self._limits.standby_poll_ms / 1000)
            finally:
                connection.terminate()
        except Exception as error:
            if not is_passing(error):
                raise
            # Those who wait either time out or start the next watcher.
            _log.warning("views_positions_unreadable", error=repr(error))


def _tell(reached: asyncio.Future[bool], whether: bool) -> None:
    if not reached.done():
        reached.set_result(whether)
