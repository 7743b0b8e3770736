"""Tells other processes, and the stock library's subscribers, that the log has grown.

From its own connection, after the commit, and at most once in a while: NOTIFY inside the appending
transaction would serialise commits on PostgreSQL's queue of notifications, and nobody needs one
call for each of a thousand commits a second. Polling makes good for a call that is lost.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from five_steps.event_store.connections import connect_notifier, is_lost

if TYPE_CHECKING:
    from five_steps.event_store.connections import Connection
    from five_steps.event_store.limits import Limits

# The stock recorder's channel: the name of the table.
CHANNEL = "stored_events"

_log = structlog.get_logger(__name__)


class Notifier:
    """Sends the coalesced NOTIFY of one process."""

    def __init__(self, dsn: str, limits: Limits) -> None:
        self._dsn = dsn
        self._limits = limits
        self._grown = asyncio.Event()
        self._connection: Connection | None = None

    def log_grew(self) -> None:
        """Ask for a NOTIFY soon."""
        self._grown.set()

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            while True:
                await self._grown.wait()
                self._grown.clear()
                await self._notify()
                await asyncio.sleep(self._limits.notify_interval_ms / 1000)
        finally:
            if self._connection is not None:
                self._connection.terminate()

    async def _notify(self) -> None:
        try:
            if self._connection is None:
                self._connection = await connect_notifier(self._dsn)
            await self._connection.execute(f"NOTIFY {CHANNEL}")
        except Exception as error:
            if not is_lost(error):
                raise
            _log.warning("notify_failed", error=repr(error))
            if self._connection is not None:
                self._connection.terminate()
                self._connection = None
            # Whoever missed it polls; try again with the next commit.
            await asyncio.sleep(self._limits.reconnect_delay_max_ms / 1000)
