"""Everything the event store refuses, each with what the caller needs in order to act."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID


class StoreError(Exception):
    """Base of the errors that the event store raises on purpose."""


class VersionConflict(StoreError):
    """A stream is not at the version that the append or its reads expected."""

    def __init__(self, originator_id: UUID, expected: int, actual: int) -> None:
        super().__init__(f"stream {originator_id} is at version {actual}, expected {expected}")
        self.originator_id = originator_id
        self.expected = expected
        self.actual = actual


class CommandIdReused(StoreError):
    """A command id that was already used for a command with other content."""

    def __init__(self, command_id: UUID) -> None:
        super().__init__(f"command id {command_id} was used before for another command")
        self.command_id = command_id


class StoreClosing(StoreError):
    """The store is shutting down and takes no new commands; nothing was recorded."""

    def __init__(self) -> None:
        super().__init__("the event store is closing; nothing was recorded")


class StoreUnavailable(StoreError):
    """PostgreSQL stayed away too long to learn whether the command was recorded."""

    def __init__(self, waited_s: float) -> None:
        super().__init__(
            f"PostgreSQL could not be reached for {waited_s:.1f} s: whether the command was "
            "recorded is unknown; send it again with the same command id to find out"
        )
        self.waited_s = waited_s


class StoreExhausted(StoreError):
    """PostgreSQL is out of disk, memory or another resource; nothing was recorded."""

    def __init__(self) -> None:
        super().__init__("PostgreSQL is out of a resource; nothing was recorded")


class NotReadInTime(StoreError):
    """What a decision needs of the log could not be read in time; nothing was recorded."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} could not be read in time; nothing was recorded")


class AggregateNotFound(StoreError):
    """No aggregate of that class has that id."""

    def __init__(self, aggregate_class: type, aggregate_id: UUID) -> None:
        super().__init__(f"no {aggregate_class.__name__} has id {aggregate_id}")
        self.aggregate_class = aggregate_class
        self.aggregate_id = aggregate_id


class UnsupportedValue(StoreError):
    """An event field holds a value that the log does not keep."""


class UndecodableEvent(StoreError):
    """Stored bytes that are not the state of an event."""


class UnknownTopics(StoreError):
    """The log holds events that this code does not know."""

    def __init__(self, topics: Sequence[str]) -> None:
        super().__init__(f"no class is known for these topics of the log: {', '.join(topics)}")
        self.topics = tuple(topics)


class SubjectErased(StoreError):
    """The person's key was erased; nothing more can be sealed for them."""

    def __init__(self, subject_id: UUID) -> None:
        super().__init__(f"the key of subject {subject_id} was erased")
        self.subject_id = subject_id


class MigrationMismatch(StoreError):
    """The database was migrated by files that differ from those of this code."""


class NotEmpty(StoreError):
    """A copy of a log was to be written where there is something already."""

    def __init__(self) -> None:
        super().__init__("the database is not empty: it has events, commands or keys of persons")


class ChainBroken(StoreError):
    """An event does not follow the one before it in the chain of seals."""


class RowsRefused(StoreError):
    """PostgreSQL refused rows of a copy."""

    def __init__(self, table: str, reason: Exception) -> None:
        super().__init__(f"PostgreSQL takes no such rows into {table}: {reason}")
