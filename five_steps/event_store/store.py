"""The event store of one process, wired."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from five_steps.event_store.connections import connect_writer, open_pool
from five_steps.event_store.erasures import Erasures
from five_steps.event_store.executor import Executor
from five_steps.event_store.feed import Feed
from five_steps.event_store.limits import Limits
from five_steps.event_store.migrate import migrate
from five_steps.event_store.notifier import Notifier
from five_steps.event_store.recorder import Recorder
from five_steps.event_store.repository import Repository
from five_steps.event_store.sealing import seal_backlog
from five_steps.event_store.snapshots import Snapshots
from five_steps.event_store.topics import check_topics
from five_steps.event_store.vault import Vault
from five_steps.event_store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.observer import WriterObserver
    from five_steps.event_store.records import Append, Receipt

# Readers that have not given their connection back by then are cut off.
_POOL_CLOSE_S = 10.0

_log = structlog.get_logger(__name__)


class EventStore:
    """Everything that works on the log, sharing one pool, one writer and one feed."""

    def __init__(
        self,
        dsn: str,
        pool: Pool,
        secret: bytes,
        limits: Limits,
        observer: WriterObserver | None,
    ) -> None:
        self.dsn = dsn
        """For connections of one's own."""
        self.pool = pool
        """For reading; the log is written through `append` alone."""
        self.recorder = Recorder(pool)
        self.feed = Feed(dsn, self.recorder, limits)
        self.vault = Vault(pool, secret, limits)
        self.erasures = Erasures(pool, self.vault)
        self.notifier = Notifier(dsn, limits)
        self.snapshots = Snapshots(pool, limits)
        self.repository = Repository(self.recorder, limits)
        self.writer = Writer(dsn, limits, on_commit=self._log_grew, observer=observer)
        self.executor = Executor(
            self.writer, self.recorder, self.repository, self.snapshots, limits
        )

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        dsn: str,
        *,
        secret: bytes,
        limits: Limits | None = None,
        observer: WriterObserver | None = None,
    ) -> AsyncIterator[EventStore]:
        """The store on a database, which is migrated if need be; closed gracefully at the end.

        Args:
            dsn: a PostgreSQL URL.
            secret: protects the keys of persons; without the same secret their data stays closed.
            limits: see `Limits`.
            observer: told of each transaction.

        Raises:
            MigrationMismatch: the database belongs to other code.
            UnknownTopics: the log holds events that no imported class stands for.
        """
        limits = limits or Limits()
        await _prepare(dsn)
        async with AsyncExitStack() as stack:
            pool = await open_pool(dsn, limits)
            stack.push_async_callback(_close_pool, pool)
            await check_topics(pool)
            store = cls(dsn, pool, secret, limits, observer)
            await store.erasures.catch_up()
            for background in (
                store.feed.listen(),
                store.notifier.run(),
                store.snapshots.run(),
                store.erasures.follow(store.feed.grows),
            ):
                stack.push_async_callback(_cancel, _start(background))
            stack.callback(store.feed.close)
            writing = _start(store.writer.run())
            try:
                yield store
            finally:
                store.writer.close()
                await writing

    async def append(self, append: Append) -> Receipt:
        """Record a command's events; see `Writer.append`."""
        return await self.writer.append(append)

    def _log_grew(self) -> None:
        self.feed.wake()
        self.notifier.log_grew()


async def _prepare(dsn: str) -> None:
    # However long that takes: a migration may build an index over the whole log.
    connection = await connect_writer(dsn)
    try:
        for name in await migrate(connection):
            _log.info("migrated", migration=name)
        if sealed := await seal_backlog(connection):
            _log.info("sealed_stock_events", events=sealed)
    finally:
        await connection.close()


async def _close_pool(pool: Pool) -> None:
    try:
        async with asyncio.timeout(_POOL_CLOSE_S):
            await pool.close()
    except TimeoutError:
        _log.warning("pool_terminated")
        pool.terminate()


def _start(background: Coroutine[None, None, None]) -> asyncio.Task[None]:
    task = asyncio.create_task(background)
    task.add_done_callback(_log_failure)
    return task


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("background_task_failed", task=task.get_coro(), exc_info=error)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
