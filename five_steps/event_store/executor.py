"""Runs a command's handler until its outcome is certain.

First on what memory has, which is nearly always right. If the append finds that a stream moved
on, the command is decided again on fresh state, in turn with the other commands of this process
that want the same streams. A refusal, too, counts only if what it was decided on was current.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.aggregates import copy_of
from five_steps.event_store.errors import AggregateNotFound, CommandIdReused, VersionConflict
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
            StoreClosing, StoreUnavailable: see `Writer.append`.
        """
        command = _Command(command_id, kind, fingerprint, actor, now, refusals)
        contended: set[UUID] = set()
        attempt = 1
        while True:
            async with self._locks.hold(contended):
                work = Work(self._repository, now=now, actor=actor, fresh=contended)
                try:
                    return await self._decide(handler, command, work)
                except VersionConflict:
                    if attempt == self._attempts_max:
                        raise
                contended |= work.seen().keys()
            if attempt > 1:
                # Another process is at it.
                await asyncio.sleep(random.uniform(0, _JITTER_MS * attempt) / 1000)  # noqa: S311
            attempt += 1

    async def _decide(self, handler: Handler, command: _Command, work: Work) -> Outcome:
        try:
            answer = await handler(work)
        except (command.refusals, AggregateNotFound):
            if first := await self._first_answer(command):
                return first
            await self._check_current(work)
            raise
        events = work.new_events()
        if not events:
            if first := await self._first_answer(command):
                return first
            await self._check_current(work)
            return Outcome(answer, await self._recorder.max_notification_id() or 0, repeated=False)
        receipt = await self._writer.append(
            Append(
                events,
                command.command_id,
                command.kind,
                command.fingerprint,
                command.actor,
                answer,
                work.reads(),
            )
        )
        if not receipt.repeated:
            self._remember(work)
        return _outcome(receipt)

    async def _first_answer(self, command: _Command) -> Outcome | None:
        """What a repeated command was told the first time."""
        known = await self._recorder.select_command(command.command_id)
        if known is None:
            return None
        if known.fingerprint != command.fingerprint:
            raise CommandIdReused(command.command_id)
        return _outcome(known.receipt)

    async def _check_current(self, work: Work) -> None:
        """Raise `VersionConflict` if the decision was made on a stale aggregate."""
        seen = work.seen()
        if not seen:
            return
        for stream, head in (await self._recorder.select_heads(list(seen))).items():
            if seen[stream] != head:
                raise VersionConflict(stream, seen[stream], head)

    def _remember(self, work: Work) -> None:
        for aggregate in work.changed():
            events = len(aggregate.pending_events)
            # A copy, because the handler may still hold the aggregate.
            kept = copy_of(aggregate)
            self._repository.committed(kept)
            self._snapshots.committed(kept, events)


def _outcome(receipt: Receipt) -> Outcome:
    return Outcome(receipt.answer, receipt.position, receipt.repeated)
