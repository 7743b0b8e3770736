"""What can be found wrong with the log, and where."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FindingKind(StrEnum):
    """What must have happened."""

    UNREADABLE = "UNREADABLE"
    """PostgreSQL says that the page with the event is not what it wrote; nothing else is known."""

    CHANGED = "CHANGED"
    """Content or seal of the event is not what was sealed."""
    REMOVED = "REMOVED"
    """Positions are missing before the event, and what it was sealed after is not in the log."""
    INSERTED = "INSERTED"
    """The event was never sealed there: the one after it was sealed after the one before it."""
    SWAPPED = "SWAPPED"
    """The event has changed places with another one."""
    MOVED = "MOVED"
    """The event is intact, but was sealed after another one than the one before it."""
    UNSEALED = "UNSEALED"
    """The event has no seal although a later one has."""
    CUT = "CUT"
    """Something knows of the event, and the log ends before it."""
    HEAD_NOT_SIGNED = "HEAD_NOT_SIGNED"
    """The signature of a head is of none of the keys."""
    HEAD_OF_ANOTHER_LOG = "HEAD_OF_ANOTHER_LOG"
    """A head is of another log: it says nothing about this one."""
    REWRITTEN = "REWRITTEN"
    """A head was signed over another log than there is up to its position."""
    TREE_DIFFERS = "TREE_DIFFERS"
    """The part of the Merkle tree that is kept for the event is not of the log there is."""
    COMMAND_DIFFERS = "COMMAND_DIFFERS"
    """A recorded command does not have the events that it was answered for."""
    COMMAND_MISSING = "COMMAND_MISSING"
    """The event names a command that is not recorded."""
    VERSION_MISSING = "VERSION_MISSING"
    """The stream of the event lacks the version before it."""


class Finding(NamedTuple):
    """One thing that does not hold."""

    position: int
    kind: FindingKind
    detail: str = ""
    """What else is known of it."""

    def __str__(self) -> str:
        return f"position {self.position}: {self.kind}" + (self.detail and f" ({self.detail})")
