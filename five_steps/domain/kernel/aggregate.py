"""The base of all aggregates: the library's own, with time passed in."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NoReturn, TypeVar, cast
from uuid import NAMESPACE_URL, UUID, uuid5

import eventsourcing.domain as library
from eventsourcing.utils import resolve_topic

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:five-steps")

K = TypeVar("K")
V = TypeVar("V")


class ClockUsedError(AssertionError):
    """An event was triggered without the `timestamp` argument: a programming error."""


def _refuse_clock() -> NoReturn:
    raise ClockUsedError("pass timestamp=… to trigger_event: the domain reads no clock")


class Aggregate(library.Aggregate):
    """An event-sourced object whose state is copy-on-write.

    Attributes hold immutable values or dicts that are replaced, never changed in place, so that a
    shallow copy is a safe snapshot of it.
    """

    class Event(library.Aggregate.Event):
        """Base of all events after the first."""

        @staticmethod
        def create_timestamp() -> datetime:
            _refuse_clock()

    class Created(Event, library.Aggregate.Created):
        """Base of the first event of a stream."""

        def mutate(self, aggregate: library.TAggregate | None) -> library.TAggregate | None:
            """Make the aggregate, whose `__init__` takes nothing.

            So nothing has to be picked from the event for it, which is half of what the library's
            way of making an aggregate takes.
            """
            assert aggregate is None
            made: library.TAggregate = object.__new__(resolve_topic(self.originator_topic))
            made.__base_init__(self.originator_id, self.originator_version, self.timestamp)
            made.__init__()  # type: ignore[misc]
            self.apply(made)
            return made


def well_known_id(name: str) -> UUID:
    """The id of a stream of which the district has exactly one."""
    return uuid5(_NAMESPACE, name)


# Each command on a person's points or hours asks for it again, and a hash of SHA-1 takes its time.
@lru_cache(maxsize=10_000)
def companion_id(owner: UUID, name: str) -> UUID:
    """The id of the stream that belongs to `owner` and holds its `name` (book, account, …)."""
    return uuid5(owner, name)


def with_entry(entries: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    """A new dict with one entry set."""
    return {**entries, key: value}


def without_entry(entries: Mapping[K, V], key: K) -> dict[K, V]:
    """A new dict without one entry."""
    return {k: v for k, v in entries.items() if k != key}


def text_list(values: object) -> tuple[str, ...]:
    """An event's list of strings as an immutable value."""
    return tuple(cast("list[str]", values))
