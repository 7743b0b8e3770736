"""Group commit for the trail: one task of the process writes everybody's entries.

Never in the transaction of a command: a slow trail delays the reads that it is about, and nothing
else.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import structlog
from uuid_utils.compat import uuid7

from five_steps.access_trail.chain import Head, append, read_head
from five_steps.access_trail.errors import TrailUnavailable
from five_steps.event_store.connections import connect_writer, is_exhausted, is_lost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from five_steps.access_trail.entry import Entry
    from five_steps.access_trail.limits import TrailLimits
    from five_steps.access_trail.observer import TrailObserver
    from five_steps.event_store.connections import Connection

_WRITTEN = "SELECT id FROM trail.entries WHERE id = ANY ($1::uuid[])"

_log = structlog.get_logger(__name__)


class _Waiting(NamedTuple):
    id: UUID
    entry: Entry
    written: asyncio.Future[None] | None
    """None where nobody waits for it."""


class TrailWriter:
    """Takes entries from any number of tasks."""

    def __init__(
        self,
        dsn: str,
        limits: TrailLimits,
        clock: Callable[[], datetime],
        observer: TrailObserver,
    ) -> None:
        self._dsn = dsn
        self._limits = limits
        self._clock = clock
        self._observer = observer
        self._queue: deque[_Waiting] = deque()
        self._stirred = asyncio.Event()
        self._closing = False
        self._connection: Connection | None = None
        self._head: Head | None = None

    async def record(self, entries: Sequence[Entry]) -> None:
        """Write entries; return when they are on disk.

        Raises:
            TrailUnavailable: they are not, and may or may not be later.
        """
        loop = asyncio.get_running_loop()
        written: list[asyncio.Future[None]] = [loop.create_future() for _ in entries]
        try:
            if self._closing or not self._has_room(len(entries)):
                raise TrailUnavailable
            for entry, future in zip(entries, written, strict=True):
                self._put(entry, future)
            async with asyncio.timeout(self._limits.answer_wait_s):
                await asyncio.gather(*written)
        except (TimeoutError, TrailUnavailable):
            self._observer.trail_refused()
            raise TrailUnavailable from None

    def note(self, entry: Entry) -> None:
        """Write an entry soon; dropped if too many wait already."""
        if self._closing or not self._has_room(1):
            self._observer.trail_dropped()
            return
        self._put(entry, None)

    async def run(self) -> None:
        """Write until `close`, and then what still waits, if PostgreSQL takes it."""
        try:
            while await self._something_waits():
                batch = [*self._queue][: self._limits.batch_entries_max]
                if await self._write(batch):
                    for _ in batch:
                        self._queue.popleft()
                    self._observer.trail_waiting(entries=len(self._queue))
                elif self._closing:
                    _log.error("trail_lost", entries=len(self._queue))
                    return
                else:
                    await asyncio.sleep(self._limits.retry_delay_s)
        finally:
            self._drop()

    def close(self) -> None:
        """Take nothing new from now on."""
        self._closing = True
        self._stirred.set()

    def _has_room(self, entries: int) -> bool:
        return len(self._queue) + entries <= self._limits.entries_waiting_max

    def _put(self, entry: Entry, written: asyncio.Future[None] | None) -> None:
        self._queue.append(_Waiting(uuid7(), entry, written))
        self._stirred.set()

    async def _something_waits(self) -> bool:
        while not self._queue:
            if self._closing:
                return False
            self._stirred.clear()
            await self._stirred.wait()
        return True

    async def _write(self, batch: Sequence[_Waiting]) -> bool:
        """Write a batch; false if it has to be tried again."""
        try:
            await self._append(batch)
        except Exception as error:
            self._drop()
            if is_lost(error) or is_exhausted(error):
                _log.warning("trail_not_written", error=repr(error))
                return False
            if len(batch) == 1:
                # PostgreSQL has no place for it (a NUL in a text, say), and never will have.
                _log.error("trail_entry_impossible", error=repr(error))
                _tell(batch, TrailUnavailable())
                return True
            return all([await self._write([waiting]) for waiting in batch])
        _tell(batch, None)
        return True

    async def _append(self, batch: Sequence[_Waiting]) -> None:
        started = perf_counter()
        connection = await self._connected()
        if self._head is None:
            self._head = await read_head(connection)
            batch = await self._unwritten(connection, batch)
        entries = [(waiting.id, waiting.entry) for waiting in batch]
        while entries:
            head = await append(connection, self._head, entries, self._clock())
            if head is not None:
                self._head = head
                break
            # Another process was faster.
            self._head = await read_head(connection)
        self._observer.trail_written(entries=len(entries), seconds=perf_counter() - started)

    async def _unwritten(
        self, connection: Connection, batch: Sequence[_Waiting]
    ) -> Sequence[_Waiting]:
        """What of a batch is not there: a connection may be lost between commit and answer."""
        found = await connection.fetch(_WRITTEN, [waiting.id for waiting in batch])
        written = {row["id"] for row in found}
        return [waiting for waiting in batch if waiting.id not in written]

    async def _connected(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            self._drop()
            self._connection = await connect_writer(
                self._dsn, statement_timeout_s=self._limits.statement_timeout_s
            )
        return self._connection

    def _drop(self) -> None:
        self._head = None
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


def _tell(batch: Sequence[_Waiting], error: Exception | None) -> None:
    for waiting in batch:
        # A caller that gave up has cancelled the future.
        if waiting.written is None or waiting.written.done():
            continue
        if error is None:
            waiting.written.set_result(None)
        else:
            waiting.written.set_exception(error)
