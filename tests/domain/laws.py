"""Laws that hold for every aggregate, whatever its business.

Copy-on-write: an aggregate may be copied shallowly, and what the copy does leaves the original as
it was. Replay: the stock library alone makes the same aggregate from the stored events.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from eventsourcing.persistence import (
    DatetimeAsISO,
    DecimalAsStr,
    JSONTranscoder,
    Mapper,
    StoredEvent,
    UUIDAsHex,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventsourcing.domain import CanMutateAggregate

    from five_steps.domain.kernel.aggregate import Aggregate

    Event = CanMutateAggregate[UUID]
    A = TypeVar("A", bound=Aggregate)
else:
    A = TypeVar("A")


def stock_mapper() -> Mapper[UUID]:
    """The mapper that the stock `Application` makes."""
    transcoder = JSONTranscoder()
    for transcoding in (UUIDAsHex(), DecimalAsStr(), DatetimeAsISO()):
        transcoder.register(transcoding)
    return Mapper(transcoder)


_mapper = stock_mapper()


def stored(events: Sequence[Event]) -> list[StoredEvent]:
    """The events as they stand in the log."""
    return [_mapper.to_stored_event(event) for event in events]


def restored(rows: Sequence[StoredEvent]) -> list[Event]:
    """The events read back from the log."""
    return [cast("Event", _mapper.to_domain_event(row)) for row in rows]


def shallow_copy(aggregate: A) -> A:
    """A copy as the repository hands it out: the same values, an own list of pending events."""
    copy = object.__new__(type(aggregate))
    vars(copy).update(vars(aggregate))
    vars(copy)["_pending_events"] = list(aggregate.pending_events)
    return copy


def image(aggregate: Aggregate) -> dict[str, Any]:
    """All the aggregate holds, independent of it."""
    return deepcopy(vars(aggregate))


def assert_replays(aggregate: Aggregate) -> None:
    """Assert that the log alone makes the same aggregate, and that events survive the log."""
    events = aggregate.pending_events
    read_back = restored(stored(events))
    assert read_back == events
    replayed: Aggregate | None = None
    for event in read_back:
        replayed = event.mutate(replayed)
    assert replayed is not None
    live = image(aggregate)
    live["_pending_events"] = []
    assert vars(replayed) == live
