"""Aggregates as they will be once the appends on their way have committed.

The next command on a busy stream is decided on what the one before it left, without waiting for the
disk: their versions chain, and both go into one transaction. Nobody is told anything that was
decided so before it has committed. If an append fails, whatever was built on it fails too and is
decided again: each append names those it was built on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from eventsourcing.domain import Aggregate

    from five_steps.event_store.records import Receipt


class Tentative(NamedTuple):
    """An aggregate with events that are on their way to the log."""

    aggregate: Aggregate
    command_id: UUID
    """Whose events these are."""
    receipt: asyncio.Future[Receipt]
    chain: object
    """The same for all that were built one on the other: they fall together."""


class InFlight:
    """The newest tentative state of each stream of one process that has one."""

    def __init__(self, on_commit: Callable[[Aggregate], None]) -> None:
        self._on_commit = on_commit
        self._newest: dict[UUID, Tentative] = {}

    def find(self, stream_id: UUID) -> Tentative | None:
        """The newest state of a stream that has an append on its way."""
        return self._newest.get(stream_id)

    def depart(
        self,
        aggregates: Sequence[Aggregate],
        command_id: UUID,
        receipt: asyncio.Future[Receipt],
    ) -> None:
        """Take note of aggregates whose events are on their way; they must not change any more."""
        departed = []
        for aggregate in aggregates:
            before = self._newest.get(aggregate.id)
            chain = before.chain if before else object()
            tentative = Tentative(aggregate, command_id, receipt, chain)
            self._newest[aggregate.id] = tentative
            departed.append(tentative)
        receipt.add_done_callback(lambda _: self._arrive(departed))

    def _arrive(self, departed: Sequence[Tentative]) -> None:
        for tentative in departed:
            stream_id = tentative.aggregate.id
            newest = self._newest.get(stream_id)
            if has_committed(tentative.receipt):
                self._on_commit(tentative.aggregate)
                if newest is tentative:
                    del self._newest[stream_id]
            elif newest is not None and newest.chain is tentative.chain:
                # Nobody must build on it any more. Those who have will fail.
                del self._newest[stream_id]


def has_committed(receipt: asyncio.Future[Receipt]) -> bool:
    """Whether the events were recorded: no error, and not the answer to an earlier command."""
    if receipt.cancelled() or receipt.exception() is not None:
        return False
    return not receipt.result().repeated
