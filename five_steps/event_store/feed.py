"""The log as it grows: every event once, in order, for as long as one listens.

Positions appear in the order of commits, so a follower only has to ask for what is after the last
position it has seen. It is woken by this process's writer, by NOTIFY from others, and by the clock,
because a notification may be lost and a poll may not.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from five_steps.event_store.connections import connect_listener, is_lost
from five_steps.event_store.notifier import CHANNEL
from five_steps.event_store.wake import Wake

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from five_steps.event_store.limits import Limits
    from five_steps.event_store.recorder import Recorder
    from five_steps.event_store.records import StoredRow

_log = structlog.get_logger(__name__)


class Feed:
    """Follows the log for any number of readers."""

    def __init__(self, dsn: str, recorder: Recorder, limits: Limits) -> None:
        self._dsn = dsn
        self._recorder = recorder
        self._limits = limits
        self.grows = Wake()
        """Called when the log has grown, as far as this process was told."""
        self._closed = False

    def wake(self) -> None:
        """Tell the followers that the log has grown."""
        self.grows.call()

    def close(self) -> None:
        """Let the followers end."""
        self._closed = True
        self.grows.call()

    async def follow(self, after: int, limit: int) -> AsyncGenerator[list[StoredRow], None]:
        """Batches of at most `limit` events with a position above `after`, until `close`.

        Never an empty batch. While PostgreSQL is away it waits, and goes on where it was.
        """
        while not self._closed:
            ticket = self.grows.ticket()
            rows = await self._read(after, limit)
            if rows:
                after = rows[-1].position
                yield rows
            else:
                await self._sleep_until(ticket, self._limits.feed_poll_interval_ms / 1000)

    async def listen(self) -> None:
        """Wake the followers at other processes' NOTIFY, until cancelled."""
        while True:
            try:
                await self._listen_once()
            except Exception as error:
                if not is_lost(error):
                    raise
                _log.warning("feed_listener_lost", error=repr(error))
            # Followers poll meanwhile.
            await asyncio.sleep(self._limits.reconnect_delay_max_ms / 1000)

    async def _listen_once(self) -> None:
        connection = await connect_listener(self._dsn)
        try:
            gone = asyncio.Event()
            connection.add_termination_listener(lambda _: gone.set())
            await connection.add_listener(CHANNEL, lambda *_: self.grows.call())
            # What was said before we listened.
            self.grows.call()
            await gone.wait()
        finally:
            connection.terminate()

    async def _read(self, after: int, limit: int) -> list[StoredRow]:
        delay_s = self._limits.reconnect_delay_min_ms / 1000
        while not self._closed:
            try:
                return await self._recorder.select_notifications(
                    after, limit, inclusive_of_start=False
                )
            except Exception as error:
                if not is_lost(error):
                    raise
                _log.warning("feed_read_failed", error=repr(error), after=after)
            await asyncio.sleep(delay_s)
            delay_s = min(delay_s * 2, self._limits.reconnect_delay_max_ms / 1000)
        return []

    @staticmethod
    async def _sleep_until(ticket: asyncio.Event, timeout_s: float) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                await ticket.wait()
        except TimeoutError:
            pass
