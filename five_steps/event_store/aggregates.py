"""What the store does with aggregates: copies them and moves them forward.

Their attributes are immutable values, or dicts that are replaced and never changed in place. So a
shallow copy is a safe snapshot: whatever happens to it, the original stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventsourcing.domain import Aggregate

    from five_steps.event_store.codec import DomainEvent

    A = TypeVar("A", bound=Aggregate)
else:
    A = TypeVar("A")


def copy_of(aggregate: A) -> A:
    """A copy with no pending events of its own."""
    copied = object.__new__(type(aggregate))
    state = vars(copied)
    state.update(vars(aggregate))
    state["_pending_events"] = []
    return copied


def moved_forward(aggregate: A | None, events: Iterable[DomainEvent]) -> A | None:
    """The aggregate after these events; the one given is not touched."""
    moved = None if aggregate is None else copy_of(aggregate)
    for event in events:
        moved = cast("A | None", event.mutate(moved))
    return moved
