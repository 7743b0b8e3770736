"""What a command's handler works with: aggregates taken and added, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from eventsourcing.domain import Aggregate
from uuid_utils.compat import uuid7

from five_steps.event_store.aggregates import copy_of
from five_steps.event_store.codec import to_new_event
from five_steps.event_store.errors import AggregateNotFound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.in_flight import InFlight, Tentative
    from five_steps.event_store.records import NewEvent
    from five_steps.event_store.repository import Repository

A = TypeVar("A", bound=Aggregate)


class Work:
    """One try at a command. Nothing of it is recorded before the handler has returned.

    The streams in `fresh`, all of them if it is None, are taken as the log has them now.
    """

    def __init__(
        self,
        repository: Repository,
        in_flight: InFlight,
        *,
        now: datetime,
        actor: str,
        fresh: Collection[UUID] | None = (),
        before_taking: Callable[[UUID], Awaitable[None]] | None = None,
    ) -> None:
        self.now = now
        """When the command is decided; the time stamp of its events."""
        self.actor = actor
        """Who asked."""
        self._repository = repository
        self._in_flight = in_flight
        self._fresh = fresh
        self._before_taking = before_taking
        self._aggregates: dict[UUID, Aggregate] = {}
        self._seen: dict[UUID, int] = {}
        self._relied_on: dict[UUID, Tentative] = {}

    def new_id(self) -> UUID:
        """A new id (UUIDv7: ids made one after the other sort so)."""
        return uuid7()

    async def get(self, aggregate_class: type[A], aggregate_id: UUID) -> A:
        """The aggregate; the same object each time it is asked for.

        Raises:
            AggregateNotFound: no aggregate of the class has this id.
        """
        found = await self.find(aggregate_class, aggregate_id)
        if found is None:
            raise AggregateNotFound(aggregate_class, aggregate_id)
        return found

    async def find(self, aggregate_class: type[A], aggregate_id: UUID) -> A | None:
        """As `get`, but None if there is none; that, too, must still hold at the append."""
        taken = self._aggregates.get(aggregate_id)
        if taken is None:
            taken = await self._take(aggregate_class, aggregate_id)
            self._seen.setdefault(aggregate_id, 0 if taken is None else taken.version)
            if taken is None:
                return None
            self._aggregates[aggregate_id] = taken
        return taken if isinstance(taken, aggregate_class) else None

    async def find_rare(self, aggregate_class: type[A], aggregate_id: UUID) -> A | None:
        """As `find`, for what hardly ever is there: none is taken for granted, without a look.

        Unless this process knows better. If there is one all the same, the append finds out, and
        the command is decided again on what there is.
        """
        if self._before_taking is not None:
            await self._before_taking(aggregate_id)
        if self._may_assume_none(aggregate_id):
            self._seen.setdefault(aggregate_id, 0)
            return None
        return await self.find(aggregate_class, aggregate_id)

    def _may_assume_none(self, aggregate_id: UUID) -> bool:
        if self._fresh is None or aggregate_id in self._fresh or aggregate_id in self._aggregates:
            return False
        known = self._in_flight.find(aggregate_id) is not None
        return not known and not self._repository.knows(aggregate_id)

    async def _take(self, aggregate_class: type[A], aggregate_id: UUID) -> Aggregate | None:
        if self._before_taking is not None:
            await self._before_taking(aggregate_id)
        if (tentative := self._in_flight.find(aggregate_id)) is not None:
            self._relied_on[aggregate_id] = tentative
            return copy_of(tentative.aggregate)
        # Whatever it is: that it is not of the class asked for is decided at its version, too.
        return await self._repository.find_any(
            aggregate_class,
            aggregate_id,
            fresh=self._fresh is None or aggregate_id in self._fresh,
        )

    def add(self, aggregate: Aggregate) -> None:
        """Take on an aggregate that the handler made."""
        self._aggregates[aggregate.id] = aggregate
        self._seen.setdefault(aggregate.id, 0)

    def seen(self) -> dict[UUID, int]:
        """The version at which each stream was when it was taken, 0 for one that was not there."""
        return self._seen

    def relied_on(self) -> dict[UUID, Tentative]:
        """The streams that were taken as they will be once what is on its way has committed."""
        return self._relied_on

    def changed(self) -> list[Aggregate]:
        """The aggregates that have something to record, in the order they were taken."""
        return [aggregate for aggregate in self._aggregates.values() if aggregate.pending_events]

    def new_events(self) -> list[NewEvent]:
        """Everything to record."""
        return [
            to_new_event(event)
            for aggregate in self._aggregates.values()
            for event in aggregate.pending_events
        ]

    def reads(self) -> list[tuple[UUID, int]]:
        """The streams that were looked at and not changed, with the version seen."""
        changed = {aggregate.id for aggregate in self.changed()}
        return [
            (stream, version) for stream, version in self._seen.items() if stream not in changed
        ]
