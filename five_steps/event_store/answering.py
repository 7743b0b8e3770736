"""Tells the waiting commands of a batch what became of them, and the observer too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.errors import StoreError
from five_steps.event_store.observer import Unobserved

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.observer import WriterObserver
    from five_steps.event_store.records import Append, Receipt

InDoubt = set[tuple["UUID", "datetime"]]
"""Commands that may be on disk, each with the time that it then has there."""


class Waiting(NamedTuple):
    """A command that waits for its append."""

    append: Append
    answer: asyncio.Future[Receipt]
    """A caller that gave up has cancelled it."""
    after: Collection[asyncio.Future[Receipt]]
    """The answers to what it was built on."""


class Answering:
    """Answers each command once, and says so: its place is free again."""

    def __init__(
        self,
        *,
        on_answer: Callable[[], None],
        on_commit: Callable[[], None],
        observer: WriterObserver | None,
    ) -> None:
        self._on_answer = on_answer
        self._on_commit = on_commit
        self.observer = observer or Unobserved()

    def recorded(
        self, batch: Sequence[Waiting], receipts: Sequence[Receipt], seconds: float
    ) -> None:
        """All of the batch was recorded."""
        events = 0
        for (append, answer, _), receipt in zip(batch, receipts, strict=True):
            events += len(append.events)
            if not answer.done():
                answer.set_result(receipt)
            self._on_answer()
        self._committed(len(batch), events, seconds)

    def decided(
        self,
        batch: Sequence[Waiting],
        answers: Sequence[Receipt | StoreError],
        in_doubt: InDoubt,
        seconds: float,
    ) -> None:
        """Each command of the batch has an answer of its own."""
        commands = events = 0
        for waiting, answer in zip(batch, answers, strict=True):
            if isinstance(answer, StoreError):
                self.refused([waiting], answer)
                continue
            receipt = answer
            found = (waiting.append.command_id, receipt.recorded_at)
            if receipt.repeated and found in in_doubt:
                # Not a repeat: found again after its own commit. Any further one is.
                in_doubt.remove(found)
                receipt = receipt._replace(repeated=False)
            if receipt.repeated:
                self.observer.command_repeated()
            else:
                commands += 1
                events += len(waiting.append.events)
            if not waiting.answer.done():
                waiting.answer.set_result(receipt)
            self._on_answer()
        if commands:
            self._committed(commands, events, seconds)

    def refused(self, batch: Sequence[Waiting], error: Exception) -> None:
        """Nothing of the batch was recorded."""
        for waiting in batch:
            self.observer.command_refused(reason=type(error).__name__)
            if not waiting.answer.done():
                waiting.answer.set_exception(error)
                # Seen, even if nobody waits for it any more.
                waiting.answer.exception()
            self._on_answer()

    def _committed(self, commands: int, events: int, seconds: float) -> None:
        self._on_commit()
        self.observer.batch_committed(commands=commands, events=events, seconds=seconds)
