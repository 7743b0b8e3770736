"""An entry of the trail, as it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


class EntryKind(StrEnum):
    """What was done."""

    READ = "READ"
    """An answer of the API held personal data of others."""
    EXPORT = "EXPORT"
    """A file was written at the command line."""
    COMMAND_REFUSED = "COMMAND_REFUSED"
    """A command was tried and refused; those accepted are in `public.commands`."""
    PRUNED = "PRUNED"
    """The trail itself dropped what was older than its retention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did what, to whose data."""

    kind: str
    """An `EntryKind`, unless somebody changed the row that it comes from."""
    actor: str
    """Role and subject, as in the log."""
    unit_id: UUID | None = None
    """The unit that a staff role held for."""
    request_id: str = ""
    operation: str = ""
    """The name of the GraphQL operation, of the export or of the command."""
    document: bytes | None = None
    """SHA-256 of the GraphQL document."""
    fields: tuple[str, ...] = ()
    """The personal fields that were shown, as `Type.field`, in order."""
    persons: tuple[str, ...] = ()
    """Whose they were, the UUIDs in order; each was shown all of the fields."""
    command_id: UUID | None = None
    code: str | None = None
    """Why a command was refused."""
    cut_position: int | None = None
    """The last position that was dropped."""
    cut_seal: bytes | None = None
    """Its seal: what the first entry that is left was sealed on."""
