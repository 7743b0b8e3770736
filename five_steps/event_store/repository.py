"""Aggregates by id, from memory if possible.

What is handed out is a copy, as the aggregate stood at some version. It may be behind the log when
another process wrote; nobody looks before a command is decided, because the append checks the
version of everything the decision used. Whoever finds out that it was behind asks again with
`fresh=True`.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from eventsourcing.domain import Aggregate

from five_steps.event_store.aggregates import copy_of, moved_forward
from five_steps.event_store.codec import to_domain_event
from five_steps.event_store.errors import AggregateNotFound
from five_steps.event_store.snapshots import restored

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.event_store.limits import Limits
    from five_steps.event_store.recorder import Recorder

A = TypeVar("A", bound=Aggregate)


class Repository:
    """Loads aggregates and keeps the most recently used ones."""

    def __init__(self, recorder: Recorder, limits: Limits) -> None:
        self._recorder = recorder
        self._cached_max = limits.aggregates_cached_max
        self._cache: OrderedDict[UUID, Aggregate] = OrderedDict()

    async def get(self, aggregate_class: type[A], aggregate_id: UUID, *, fresh: bool = False) -> A:
        """A copy of the aggregate; with `fresh`, as the log has it now.

        Raises:
            AggregateNotFound: no aggregate of the class has this id.
        """
        found = await self.find(aggregate_class, aggregate_id, fresh=fresh)
        if found is None:
            raise AggregateNotFound(aggregate_class, aggregate_id)
        return found

    async def find(
        self, aggregate_class: type[A], aggregate_id: UUID, *, fresh: bool = False
    ) -> A | None:
        """As `get`, but None if there is no such aggregate."""
        found = await self.find_any(aggregate_class, aggregate_id, fresh=fresh)
        return found if isinstance(found, aggregate_class) else None

    async def find_any(
        self, expected_class: type[Aggregate], aggregate_id: UUID, *, fresh: bool = False
    ) -> Aggregate | None:
        """Whatever has this id, also if it is of another class than expected."""
        cached = self._cache.get(aggregate_id)
        if cached is not None and not fresh:
            self._cache.move_to_end(aggregate_id)
            return copy_of(cached)
        aggregate = await self._load(expected_class, aggregate_id, cached)
        if aggregate is None:
            return None
        self._keep(aggregate)
        return copy_of(aggregate)

    def knows(self, aggregate_id: UUID) -> bool:
        """Whether something of this id is in memory."""
        return aggregate_id in self._cache

    def committed(self, aggregate: Aggregate) -> None:
        """Remember an aggregate as it stands in the log now; the caller lets go of it."""
        cached = self._cache.get(aggregate.id)
        if cached is None or cached.version < aggregate.version:
            self._keep(aggregate)

    def evict(self, aggregate_id: UUID) -> None:
        """Forget an aggregate, so that it is loaded anew."""
        self._cache.pop(aggregate_id, None)

    async def _load(
        self, aggregate_class: type[Aggregate], aggregate_id: UUID, known: Aggregate | None
    ) -> Aggregate | None:
        """Read what the log has after what is known."""
        if known is None:
            snapshot, events = await self._recorder.select_stream(aggregate_id)
            if snapshot is not None:
                known = restored(aggregate_class, aggregate_id, *snapshot)
            if snapshot is None or known is not None:
                return moved_forward(
                    known, (to_domain_event(aggregate_id, *event) for event in events)
                )
        rows = await self._recorder.select_events(
            aggregate_id, gt=None if known is None else known.version
        )
        return moved_forward(
            known,
            (to_domain_event(aggregate_id, row.version, row.topic, row.state) for row in rows),
        )

    def _keep(self, aggregate: Aggregate) -> None:
        self._cache[aggregate.id] = aggregate
        self._cache.move_to_end(aggregate.id)
        if len(self._cache) > self._cached_max:
            self._cache.popitem(last=False)
