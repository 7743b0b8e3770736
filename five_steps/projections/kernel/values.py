"""The values that rows hold beside the plain ones."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, NewType

import asyncpg

if TYPE_CHECKING:
    from uuid import UUID

Id = NewType("Id", str)
"""A UUID as 32 hexadecimal digits, the form it has in the log.

A fold looks rows up all the time, and a string hashes ten times as fast as a `UUID`."""


def id_of(value: UUID) -> Id:
    """A UUID in this form."""
    return Id(value.hex)


Position = NewType("Position", int)
"""A position in the log."""


class Event(NamedTuple):
    """What handlers know of every event, beside the fields they ask for."""

    position: Position
    stream: Id
    at: datetime
    """The event's own timestamp: when it happened, by the clock of whoever recorded it."""


class LoggedEvent(asyncpg.Record):
    """An event as it stands in the log: `position, stream, topic, state`.

    A kind of row, so that the driver makes it: copying rows into objects of our own took a
    twentieth of a rebuild.
    """

    __slots__ = ()

    @property
    def position(self) -> Position:
        """Where it stands."""
        return Position(self[0])
