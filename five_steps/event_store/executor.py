"""Runs a command's handler until its outcome is certain.

First on what this process knows, appends on their way included, which is nearly always right. If a
stream turns out to have moved on, the command is decided again on fresh state, in turn with the
other commands of this process that want the same streams. A refusal, too, counts only if what it
was decided on stands in the log.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.aggregates import copy_of
from five_steps.event_store.errors import AggregateNotFound, CommandIdReused, VersionConflict
from five_steps.event_store.in_flight import InFlight, has_committed
from five_steps.event_store.records import Append
from five_steps.event_store.stream_locks import StreamLocks
from five_steps.event_store.work import Work

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.limits import Limits
    from five_steps.event_store.recorder import Recorder
    from five_steps.event_store.records import Receipt
    from five_steps.event_store.repository import Repository
    from five_steps.event_store.snapshots import Snapshots
    from five_steps.event_store.writer import Writer

Handler = Callable[[Work], Awaitable[str]]
"""Decides a command on a `Work` and returns the answer to it."""

_JITTER_MS = 5.0


class Outcome(NamedTuple):
    """What became of a command."""

    answer: str
    position: int
    """A reader at this position sees all of it."""
    repeated: bool
    """The command had been recorded before; this is the answer given then."""


class _Command(NamedTuple):
    command_id: UUID
    kind: str
    fingerprint: bytes
    actor: str
    now: datetime
    refusals: type[Exception]


class Executor:
    """Executes the commands of one process, any number at a time."""

    def __init__(
        self,
        writer: Writer,
        recorder: Recorder,
        repository: Repository,
        snapshots: Snapshots,
        limits: Limits,
    ) -> None:
        self._writer = writer
        self._recorder = recorder
        self._repository = repository
        self._snapshots = snapshots
        self._attempts_max = limits.attempts_max
        self._locks = StreamLocks()
        self._in_flight = InFlight(on_commit=repository.committed)

    async def execute(
        self,
        handler: Handler,
        *,
        command_id: UUID,
        kind: str,
        fingerprint: bytes,
        actor: str,
        now: datetime,
        refusals: type[Exception],
    ) -> Outcome:
        """Decide and record a command; a repeat of it gets the first answer.

        A handler that changes nothing records nothing: its answer comes with the current position.

        Args:
            handler: called once or more; it must do nothing but use the `Work`.
            command_id: names the command; the same id means the same command.
            kind: the command's name, for the record.
            fingerprint: a digest of the command's content.
            actor: who asked.
            now: the time of the decision.
            refusals: the class of the domain's refusals, which are let out unchanged.

        Raises:
            CommandIdReused: the id was used for other content.
            VersionConflict: others kept changing the same streams.
            StoreClosing, StoreUnavailable, StoreExhausted: see `Writer.append`.
        """
        command = _Command(command_id, kind, fingerprint, actor, now, refusals)
        contended: set[UUID] = set()
        attempt = 0
        while True:
            attempt += 1
            work = Work(
                self._repository,
                self._in_flight,
                now=now,
                actor=actor,
                fresh=contended,
                # Who tries again holds locks. Who comes first gives way, so that they succeed.
                before_taking=None if contended else self._locks.give_way,
            )
            try:
                decided = await self._decide_in_turn(handler, command, work, contended)
                if isinstance(decided, Outcome):
                    return decided
                return _outcome(await _unharmed(decided))
            except VersionConflict:
                if attempt == self._attempts_max:
                    raise
            contended |= work.seen().keys()
            if attempt > 1:
                # Another process is at it.
                await asyncio.sleep(random.uniform(0, _JITTER_MS * attempt) / 1000)  # noqa: S311

    def trial(self, *, actor: str, now: datetime) -> Work:
        """A `Work` on what stands in the log, for a decision that is not to be recorded."""
        return Work(
            self._repository,
            InFlight(on_commit=self._repository.committed),
            now=now,
            actor=actor,
            fresh=None,
        )

    async def _decide_in_turn(
        self, handler: Handler, command: _Command, work: Work, contended: Collection[UUID]
    ) -> Outcome | asyncio.Future[Receipt]:
        await self._writer.reserve()
        enqueued = False
        try:
            if contended:
                async with self._locks.hold(contended):
                    decided = await self._decide(handler, command, work)
            else:
                decided = await self._decide(handler, command, work)
            enqueued = not isinstance(decided, Outcome)
            return decided
        finally:
            if not enqueued:
                self._writer.give_back()

    async def _decide(
        self, handler: Handler, command: _Command, work: Work
    ) -> Outcome | asyncio.Future[Receipt]:
        """The outcome if nothing is to be recorded, or the append on its way."""
        try:
            answer = await handler(work)
        except (command.refusals, AggregateNotFound):
            await self._check_current(work)
            if first := await self._first_answer(command):
                return first
            raise
        events = work.new_events()
        if not events:
            await self._check_current(work)
            if first := await self._first_answer(command):
                return first
            return Outcome(answer, await self._recorder.max_notification_id() or 0, repeated=False)
        # From here to the departure nothing is awaited: no other command comes in between.
        self._check_not_overtaken(work)
        grounds = work.relied_on().values()
        receipt = self._writer.enqueue(
            Append(
                events,
                command.command_id,
                command.kind,
                command.fingerprint,
                command.actor,
                answer,
                work.reads(),
                tuple({tentative.command_id for tentative in grounds}),
            ),
            after=tuple({tentative.receipt for tentative in grounds}),
        )
        self._depart(work, command.command_id, receipt)
        return receipt

    async def _first_answer(self, command: _Command) -> Outcome | None:
        """What a repeated command was told the first time."""
        known = await self._recorder.select_command(command.command_id)
        if known is None:
            return None
        if known.fingerprint != command.fingerprint:
            raise CommandIdReused(command.command_id)
        return _outcome(known.receipt)

    def _check_not_overtaken(self, work: Work) -> None:
        """Raise `VersionConflict` if another command of this process was faster."""
        for stream, version in work.seen().items():
            tentative = self._in_flight.find(stream)
            if tentative is not None and tentative.aggregate.version != version:
                raise VersionConflict(stream, version, tentative.aggregate.version)

    async def _check_current(self, work: Work) -> None:
        """Raise `VersionConflict` if the decision was made on what the log does not have."""
        relied_on = work.relied_on()
        if relied_on:
            await asyncio.wait({tentative.receipt for tentative in relied_on.values()})
        seen = work.seen()
        settled = []
        for stream, version in seen.items():
            if stream not in relied_on:
                settled.append(stream)
            elif not has_committed(relied_on[stream].receipt):
                raise VersionConflict(stream, version, version - 1)
        for stream, head in (await self._recorder.select_heads(settled)).items():
            if seen[stream] != head:
                raise VersionConflict(stream, seen[stream], head)

    def _depart(self, work: Work, command_id: UUID, receipt: asyncio.Future[Receipt]) -> None:
        # Copies, because the handler may still hold the aggregates.
        departed = [
            (copy_of(aggregate), len(aggregate.pending_events)) for aggregate in work.changed()
        ]
        self._in_flight.depart([aggregate for aggregate, _ in departed], command_id, receipt)

        def take_snapshots(_: object) -> None:
            if has_committed(receipt):
                for aggregate, events in departed:
                    self._snapshots.committed(aggregate, events)

        receipt.add_done_callback(take_snapshots)


async def _unharmed(receipt: asyncio.Future[Receipt]) -> Receipt:
    """The receipt, which a caller that gives up does not cancel: others may have built on it.

    What `asyncio.shield` does, which takes twice as long.
    """
    arrived = asyncio.get_running_loop().create_future()

    def tell(_: object) -> None:
        if not arrived.done():
            arrived.set_result(None)

    receipt.add_done_callback(tell)
    await arrived
    return receipt.result()


def _outcome(receipt: Receipt) -> Outcome:
    return Outcome(receipt.answer, receipt.position, receipt.repeated)
