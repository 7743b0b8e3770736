"""The writer's connection: opened when needed, and again when it is lost."""

from __future__ import annotations

import asyncio
import random
from time import monotonic
from typing import TYPE_CHECKING

import structlog

from five_steps.event_store.connections import connect_writer, is_lost
from five_steps.event_store.errors import StoreUnavailable

if TYPE_CHECKING:
    from five_steps.event_store.connections import Connection
    from five_steps.event_store.limits import Limits

_log = structlog.get_logger(__name__)


class WriterConnection:
    """At most one connection, used by one task."""

    def __init__(self, dsn: str, limits: Limits) -> None:
        self._dsn = dsn
        self._limits = limits
        self._connection: Connection | None = None
        self._away_since: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether `get` has nothing to wait for, as far as is known."""
        return self._connection is not None and not self._connection.is_closed()

    async def get(self) -> Connection:
        """The connection; tries for a bounded time to open it.

        The time counts from when PostgreSQL went away, so that during a long outage each command
        makes one attempt and fails at once.

        Raises:
            StoreUnavailable: PostgreSQL stayed away beyond the limit.
        """
        if self._connection is not None and not self._connection.is_closed():
            return self._connection
        if self._away_since is None:
            self._away_since = monotonic()
        delay_s = self._limits.reconnect_delay_min_ms / 1000
        while True:
            try:
                self._connection = await connect_writer(
                    self._dsn, statement_timeout_s=self._limits.statement_timeout_s
                )
            except Exception as error:
                if not is_lost(error):
                    raise
                away_s = monotonic() - self._away_since
                if away_s >= self._limits.unavailable_after_s:
                    raise StoreUnavailable(away_s) from error
                _log.warning("writer_reconnecting", error=repr(error), away_s=round(away_s, 2))
            else:
                self._away_since = None
                return self._connection
            # Jitter, so that many processes do not come back in step.
            await asyncio.sleep(delay_s * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
            delay_s = min(delay_s * 2, self._limits.reconnect_delay_max_ms / 1000)

    async def rollback(self) -> None:
        """Undo whatever transaction is open."""
        if self._connection is None:
            return
        try:
            if self._connection.is_in_transaction():
                await self._connection.execute("ROLLBACK")
        except Exception as error:
            _log.warning("rollback_failed", error=repr(error))
            self.drop()

    def drop(self) -> None:
        """Close at once; what it was doing is undone by PostgreSQL, or already committed."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None
