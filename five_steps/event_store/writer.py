"""Group commit: one task of the process appends for everybody.

Commands queue up while a transaction commits, and the next transaction takes them all. So the
price of the lock and of the disk is paid once for a batch, and positions are drawn in the order of
commits.

When many are at it, there are two batches of half of them each, and a connection for each: while
PostgreSQL writes the one, this process answers and gathers the other. The second is sent before
the first is answered. It follows the first in the log, so if that one is not appended, neither is
it; then both are appended again, one after the other.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import structlog

from five_steps.event_store.admission import undermined
from five_steps.event_store.answering import Answering, Waiting
from five_steps.event_store.connections import is_exhausted, is_lost
from five_steps.event_store.errors import StoreClosing, StoreError, StoreExhausted
from five_steps.event_store.in_flight import has_committed
from five_steps.event_store.places import Places
from five_steps.event_store.transaction import Appender, CommitInDoubt
from five_steps.event_store.writer_connection import WriterConnection

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from five_steps.event_store.answering import InDoubt
    from five_steps.event_store.draft import Draft
    from five_steps.event_store.limits import Limits
    from five_steps.event_store.observer import WriterObserver
    from five_steps.event_store.records import Append, Receipt

_HALF_LEAST = 8
"""Commands in a batch; with fewer, the price of a second commit is more than is won by it."""

_log = structlog.get_logger(__name__)


class _Sent(NamedTuple):
    """A batch on its way, in the hope that all of it is accepted."""

    batch: Sequence[Waiting]
    connection: WriterConnection
    attempt: asyncio.Task[_Attempted]
    started: float


class _Attempted(NamedTuple):
    receipts: Sequence[Receipt]
    """Empty if the batch is to be appended again."""
    in_doubt: InDoubt


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
        self._first = WriterConnection(dsn, limits)
        self._second = WriterConnection(dsn, limits)
        self._opening: asyncio.Task[None] | None = None
        self._appender = Appender()
        self._answering = Answering(
            on_answer=self.give_back, on_commit=on_commit, observer=observer
        )
        self._queue: deque[Waiting] = deque()
        self._sent: deque[_Sent] = deque()
        self._places = Places(limits.commands_waiting_max)
        self._stirred = asyncio.Event()
        self._taken_on = 0
        self._closing = False

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
        if self._closing:
            raise StoreClosing
        self._taken_on += 1
        if self._places.taken_at_once():
            return
        try:
            await self._places.take()
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
        answer: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._queue.append(Waiting(append, answer, after))
        self._stirred.set()
        return answer

    @property
    def waiting(self) -> int:
        """How many commands wait for an answer, or are being decided."""
        return self._taken_on

    def give_back(self) -> None:
        """Give back a reserved place that was not used, or whose append is answered."""
        self._places.give_back()
        self._taken_on -= 1
        self._stirred.set()

    async def run(self) -> None:
        """Write until `close`, and until everything taken on is answered."""
        try:
            while self._sent or await self._something_waits():
                self._stirred.clear()
                if self._sent and self._sent[0].attempt.done():
                    await self._arrive()
                elif (connection := self._free_connection()) and (batch := self._take_batch()):
                    await self._send(batch, connection)
                else:
                    await self._stirred.wait()
        finally:
            if self._opening:
                self._opening.cancel()
                await asyncio.wait([self._opening])
            self._first.drop()
            self._second.drop()

    def close(self) -> None:
        """Take nothing new from now on; `run` ends when all is answered."""
        self._closing = True
        self._stirred.set()

    async def _something_waits(self) -> bool:
        while not self._queue:
            if self._closing and not self._taken_on:
                return False
            self._stirred.clear()
            await self._stirred.wait()
        if self._limits.linger_ms and len(self._queue) < self._limits.batch_events_max:
            await asyncio.sleep(self._limits.linger_ms / 1000)
        return True

    def _take_batch(self) -> list[Waiting]:
        """Half of those that are at it, or whoever waits if PostgreSQL has nothing to do."""
        half = max(self._taken_on // 2, _HALF_LEAST)
        if self._sent and len(self._queue) < half:
            return []
        batch: list[Waiting] = []
        room = self._limits.batch_events_max
        while (
            self._queue
            and len(batch) < half
            and (room := room - len(self._queue[0].append.events)) >= 0
        ):
            batch.append(self._queue.popleft())
        return batch

    def _free_connection(self) -> WriterConnection | None:
        """One for the next batch; the second not before it is open, which nobody waits for."""
        if not self._sent:
            return self._first
        if len(self._sent) == 2:
            return None
        if self._sent[0].connection is self._second:
            return self._first
        if self._second.is_open:
            return self._second
        if self._opening is None or self._opening.done():
            self._opening = asyncio.create_task(self._open_second())
        return None

    async def _open_second(self) -> None:
        try:
            await self._second.get()
            self._stirred.set()
        except Exception as error:
            _log.warning("second_writer_refused", error=repr(error))
            # One is enough; PostgreSQL may have no more to give.
            await asyncio.sleep(self._limits.reconnect_delay_max_ms / 1000)

    async def _send(self, batch: Sequence[Waiting], connection: WriterConnection) -> None:
        batch = self._founded(batch)
        if not batch:
            return
        draft = self._appender.draft([waiting.append for waiting in batch])
        if draft is None:
            await self._settle()
            await self._write(batch, set())
            return
        before = self._sent[-1].attempt if self._sent else None
        attempt = asyncio.create_task(self._attempt(connection, draft, before))
        self._sent.append(_Sent(batch, connection, attempt, perf_counter()))

    async def _attempt(
        self,
        connection: WriterConnection,
        draft: Draft,
        before: asyncio.Task[_Attempted] | None,
    ) -> _Attempted:
        in_doubt: InDoubt = set()
        receipts: Sequence[Receipt] = ()
        try:
            opened = await connection.get()
            receipts = await self._appender.append_draft(opened, draft)
            if not receipts and before and not before.done() and (await before).receipts:
                # It overtook the one that it follows, which is there now.
                receipts = await self._appender.append_draft(opened, draft)
        except CommitInDoubt as doubt:
            in_doubt = doubt.commands
            self._lost(connection, doubt)
        except Exception as error:
            # Appended again by itself, it shows whether it fails for good.
            _log.debug("append_tried_again", error=repr(error))
        finally:
            if not receipts:
                self._appender.forget_end()
            self._stirred.set()
        return _Attempted(receipts, in_doubt)

    async def _arrive(self) -> None:
        """Answer the batch that was sent first, if all of it was appended."""
        sent = self._sent[0]
        receipts = sent.attempt.result().receipts
        if not receipts:
            await self._settle()
            return
        self._sent.popleft()
        # Before the next batch is looked at: what is built on these must know their fate.
        self._answering.recorded(sent.batch, receipts, perf_counter() - sent.started)
        # Whoever comes back at once counts as being at it still: else the halves become thirds.
        await asyncio.sleep(0)

    async def _settle(self) -> None:
        """Bring all that was sent to its end, in order."""
        every = [*self._sent]
        self._sent.clear()
        for sent in every:
            await asyncio.wait([sent.attempt])
        for sent in every:
            receipts, in_doubt = sent.attempt.result()
            if receipts:
                self._answering.recorded(sent.batch, receipts, perf_counter() - sent.started)
            else:
                await self._write(sent.batch, in_doubt)

    async def _write(self, batch: Sequence[Waiting], in_doubt: InDoubt) -> None:
        """Answer every command of the batch, whatever happens; nothing else is on its way."""
        batch = self._founded(batch)
        if not batch:
            return
        try:
            await self._commit(batch, in_doubt)
        except StoreError as error:
            self._answering.refused(batch, error)
        except Exception as error:
            await self._first.rollback()
            if is_exhausted(error):
                # None of them is to blame, and trying each by itself would only ask for more.
                _log.error("append_exhausted", error=repr(error))
                self._answering.refused(batch, StoreExhausted())
                return
            if len(batch) == 1:
                _log.exception("append_failed", command_id=str(batch[0].append.command_id))
                self._answering.refused(batch, error)
                return
            # One of them is poisonous (text that PostgreSQL does not store, say): find out which.
            for waiting in batch:
                await self._write([waiting], in_doubt)

    def _founded(self, batch: Sequence[Waiting]) -> list[Waiting]:
        """Those that were not built on what an earlier batch failed to record."""
        founded = []
        for waiting in batch:
            if all(has_committed(ground) for ground in waiting.after if ground.done()):
                founded.append(waiting)
            else:
                self._answering.refused([waiting], undermined(waiting.append))
        return founded

    async def _commit(self, batch: Sequence[Waiting], in_doubt: InDoubt) -> None:
        """Run the transaction until PostgreSQL says what became of it."""
        appends = [waiting.append for waiting in batch]
        while True:
            opened = await self._first.get()
            started = perf_counter()
            try:
                answers = await self._appender.append_batch(opened, appends)
            except CommitInDoubt as doubt:
                # Running the batch again, under the lock that the lost transaction held, finds by
                # command id what was recorded.
                in_doubt |= doubt.commands
                self._lost(self._first, doubt)
            except Exception as error:
                if not is_lost(error):
                    raise
                self._lost(self._first, error)
            else:
                seconds = perf_counter() - started
                # Before the next batch is looked at: what is built on these must know their fate.
                self._answering.decided(batch, answers, in_doubt, seconds)
                return

    def _lost(self, connection: WriterConnection, error: Exception) -> None:
        _log.warning("writer_connection_lost", error=repr(error))
        self._answering.observer.connection_lost()
        connection.drop()
