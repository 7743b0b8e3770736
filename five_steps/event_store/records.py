"""What goes into the log and what comes out of it.

These are named tuples, not dataclasses: a busy writer makes tens of thousands a second, and a
named tuple is built three times as fast as a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID


class NewEvent(NamedTuple):
    """An event that wants to be appended.

    Its version must be one more than its stream's head; the first is 1.
    """

    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes


class Append(NamedTuple):
    """All that one command wants to record: every event of it, or nothing."""

    events: Sequence[NewEvent]
    command_id: UUID
    """Names the command for ever: a repeat of it gets the first answer."""
    command_kind: str
    fingerprint: bytes
    """A digest of the command's content, so that a reused id with other content is an error."""
    actor: str
    """Who asked, as it will stand in the log."""
    answer: str
    """What the caller was told, kept for repeats."""
    reads: Sequence[tuple[UUID, int]] = ()
    """Streams that the decision looked at, with the version it saw (0: no such stream)."""
    builds_on: Sequence[UUID] = ()
    """Commands whose events the decision took for recorded while they were on their way."""


class Receipt(NamedTuple):
    """Where a command's events stand in the log."""

    first_position: int
    position: int
    """The last of them: a reader at this position has seen the whole command."""
    recorded_at: datetime
    answer: str
    repeated: bool
    """The command had been recorded before; this is the answer given then."""


class StoredRow(NamedTuple):
    """An event of the log."""

    position: int
    originator_id: UUID
    version: int
    topic: str
    state: bytes
    recorded_at: datetime
    command_id: UUID | None
    """None for events that the stock library wrote."""
    actor: str | None


class StoredStream(NamedTuple):
    """A stream, from its last snapshot on if it has one."""

    snapshot: tuple[int, bytes] | None
    """The version of the snapshot, and its state."""
    events: Sequence[tuple[int, str, bytes]]
    """Version, topic and state of each event after it."""


class KnownCommand(NamedTuple):
    """A command that the log has already."""

    fingerprint: bytes
    receipt: Receipt
