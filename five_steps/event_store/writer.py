"""Group commit: one task of the process appends for everybody.

Commands queue up while a transaction commits, and the next transaction takes them all. So the
price of the lock and of the disk is paid once for a batch, and positions are drawn in the order of
commits.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import structlog

from five_steps.event_store.admission import undermined
from five_steps.event_store.connections import is_exhausted, is_lost
from five_steps.event_store.errors import StoreClosing, StoreError, StoreExhausted
from five_steps.event_store.in_flight import has_committed
from five_steps.event_store.observer import Unobserved
from five_steps.event_store.transaction import Appender, CommitInDoubt
from five_steps.event_store.writer_connection import WriterConnection

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.limits import Limits
    from five_steps.event_store.observer import WriterObserver
    from five_steps.event_store.records import Append, Receipt

_WORTH_HALVING = 100
"""Commands in a batch; fewer are not worth a commit of their own: halving 64 measured slower."""

_log = structlog.get_logger(__name__)


class _Waiting(NamedTuple):
    append: Append
    answer: asyncio.Future[Receipt]
    after: Collection[asyncio.Future[Receipt]]
    """The answers to what it was built on."""


class Writer:
    """Takes appends from any number of tasks and answers each when it is on disk."""

    def __init__(
        self,
        dsn: str,
        limits: Limits,
        *,
        on_commit: Callable[[], None],
        observer: WriterObserver | None = None,
    ) -> None:
        self._limits = limits
        self._connection = WriterConnection(dsn, limits)
        self._appender = Appender()
        self._on_commit = on_commit
        self._observer = observer or Unobserved()
        self._queue: deque[_Waiting] = deque()
        self._places = asyncio.Semaphore(limits.commands_waiting_max)
        self._stirred = asyncio.Event()
        self._taken_on = 0
        self._closing = asyncio.Event()

    async def append(self, append: Append) -> Receipt:
        """Record a command's events, all or nothing; return when they are on disk.

        Raises:
            VersionConflict: a stream moved on; nothing was recorded.
            CommandIdReused: the id names another command; nothing was recorded.
            StoreClosing: the store is shutting down; nothing was recorded.
            StoreUnavailable: PostgreSQL is away, the outcome unknown; ask with the same id.
            StoreExhausted: PostgreSQL has no disk or memory left; nothing was recorded.
        """
        await self.reserve()
        try:
            answer = self.enqueue(append)
        except ValueError:
            self.give_back()
            raise
        # A caller that gives up cancels the future alone, not what is on its way.
        return await answer

    async def reserve(self) -> None:
        """Wait for a place among the commands that wait for an answer.

        Apart from `enqueue`, so that nothing comes between deciding a command and queueing it.

        Raises:
            StoreClosing: the store is shutting down.
        """
        if self._closing.is_set():
            raise StoreClosing
        self._taken_on += 1
        try:
            await self._places.acquire()
        except BaseException:
            self._taken_on -= 1
            raise

    def enqueue(
        self, append: Append, after: Collection[asyncio.Future[Receipt]] = ()
    ) -> asyncio.Future[Receipt]:
        """Put an append on the place that was reserved; the future is what `append` tells.

        Appends are decided in the order of these calls; one that was built on others fails if one
        of them does. `after` are the futures of those that it names.
        """
        if not 0 < len(append.events) <= self._limits.batch_events_max:
            message = (
                f"a command appends 1 to {self._limits.batch_events_max} events, "
                f"not {len(append.events)}"
            )
            raise ValueError(message)
        waiting = _Waiting(append, asyncio.get_running_loop().create_future(), after)
        waiting.answer.add_done_callback(self._answered)
        self._queue.append(waiting)
        self._stirred.set()
        return waiting.answer

    @property
    def waiting(self) -> int:
        """How many commands wait for an answer, or are being decided."""
        return self._taken_on

    def give_back(self) -> None:
        """Give back a reserved place that was not used, or whose append is answered."""
        self._places.release()
        self._taken_on -= 1
        self._stirred.set()

    def _answered(self, answer: asyncio.Future[Receipt]) -> None:
        self.give_back()
        if not answer.cancelled():
            # Seen, even if nobody waits for it any more.
            answer.exception()

    async def run(self) -> None:
        """Write until `close`, and until everything taken on is answered."""
        try:
            while await self._something_waits():
                await self._write(self._take_batch())
        finally:
            self._connection.drop()

    def close(self) -> None:
        """Take nothing new from now on; `run` ends when all is answered."""
        self._closing.set()
        self._stirred.set()

    async def _something_waits(self) -> bool:
        while not self._queue:
            if self._closing.is_set() and not self._taken_on:
                return False
            self._stirred.clear()
            await self._stirred.wait()
        if self._limits.linger_ms and len(self._queue) < self._limits.batch_events_max:
            await asyncio.sleep(self._limits.linger_ms / 1000)
        return True

    def _take_batch(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        room = self._limits.batch_events_max
        # When many are at it, half of them: while PostgreSQL writes one half, this process decides
        # and answers the other.
        places = max(self._taken_on // 2, _WORTH_HALVING)
        while (
            self._queue
            and len(batch) < places
            and (room := room - len(self._queue[0].append.events)) >= 0
        ):
            batch.append(self._queue.popleft())
        return batch

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        """Answer every command of the batch, whatever happens."""
        batch = self._founded(batch)
        if not batch:
            return
        try:
            await self._commit(batch)
        except StoreError as error:
            self._refuse(batch, error)
        except Exception as error:
            await self._connection.rollback()
            if is_exhausted(error):
                # None of them is to blame, and trying each by itself would only ask for more.
                _log.error("append_exhausted", error=repr(error))
                self._refuse(batch, StoreExhausted())
                return
            if len(batch) == 1:
                _log.exception("append_failed", command_id=str(batch[0].append.command_id))
                self._refuse(batch, error)
                return
            # One of them is poisonous (text that PostgreSQL does not store, say): find out which.
            for waiting in batch:
                await self._write([waiting])

    def _founded(self, batch: Sequence[_Waiting]) -> list[_Waiting]:
        """Those that were not built on what an earlier batch failed to record."""
        founded = []
        for waiting in batch:
            if all(has_committed(ground) for ground in waiting.after if ground.done()):
                founded.append(waiting)
            else:
                self._refuse([waiting], undermined(waiting.append))
        return founded

    async def _commit(self, batch: Sequence[_Waiting]) -> None:
        """Run the transaction until PostgreSQL says what became of it."""
        appends = [waiting.append for waiting in batch]
        in_doubt: set[tuple[UUID, datetime]] = set()
        while True:
            connection = await self._connection.get()
            started = perf_counter()
            try:
                answers = await self._appender.append_batch(connection, appends)
            except CommitInDoubt as doubt:
                # Running the batch again, under the lock that the lost transaction held, finds by
                # command id what was recorded.
                in_doubt |= {(command_id, doubt.recorded_at) for command_id in doubt.command_ids}
                self._lost(doubt)
            except Exception as error:
                if not is_lost(error):
                    raise
                self._lost(error)
            else:
                seconds = perf_counter() - started
                # Before the next batch is looked at: what is built on these must know their fate.
                self._answer(batch, answers, in_doubt, seconds)
                return

    def _lost(self, error: Exception) -> None:
        _log.warning("writer_connection_lost", error=repr(error))
        self._observer.connection_lost()
        self._connection.drop()

    def _answer(
        self,
        batch: Sequence[_Waiting],
        answers: Sequence[Receipt | StoreError],
        in_doubt: set[tuple[UUID, datetime]],
        seconds: float,
    ) -> None:
        commands = events = 0
        for waiting, answer in zip(batch, answers, strict=True):
            if isinstance(answer, StoreError):
                self._refuse([waiting], answer)
                continue
            receipt = answer
            found = (waiting.append.command_id, receipt.recorded_at)
            if receipt.repeated and found in in_doubt:
                # Not a repeat: found again after its own commit. Any further one is.
                in_doubt.remove(found)
                receipt = receipt._replace(repeated=False)
            if receipt.repeated:
                self._observer.command_repeated()
            else:
                commands += 1
                events += len(waiting.append.events)
            # A caller that gave up has cancelled the future.
            if not waiting.answer.done():
                waiting.answer.set_result(receipt)
        if commands:
            self._on_commit()
            self._observer.batch_committed(commands=commands, events=events, seconds=seconds)

    def _refuse(self, batch: Sequence[_Waiting], error: Exception) -> None:
        for waiting in batch:
            self._observer.command_refused(reason=type(error).__name__)
            if not waiting.answer.done():
                waiting.answer.set_exception(error)
