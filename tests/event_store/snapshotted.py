"""Aggregates as their last snapshot alone has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from eventsourcing.domain import Aggregate

from five_steps.event_store.snapshots import restored

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.event_store import EventStore

A = TypeVar("A", bound=Aggregate)


async def from_snapshot(store: EventStore, aggregate_class: type[A], id_: UUID) -> A | None:
    """The aggregate; None if its snapshot does not fit."""
    snapshot, _ = await store.recorder.select_stream(id_)
    assert snapshot is not None
    return restored(aggregate_class, id_, *snapshot)
