"""Entries as the API hands them in."""

from __future__ import annotations

from uuid import UUID

from five_steps.access_trail import Entry, EntryKind

PERSON = UUID(int=7)
ACTOR = "DISPATCHER zhang"


def read(operation: str = "Names", *persons: UUID) -> Entry:
    """Somebody was shown names."""
    return Entry(
        kind=EntryKind.READ,
        actor=ACTOR,
        unit_id=UUID(int=1),
        request_id="a1b2",
        operation=operation,
        document=bytes(32),
        fields=("Volunteer.name",),
        persons=tuple(map(str, persons or (PERSON,))),
    )


def refused(code: str = "FORBIDDEN") -> Entry:
    """Somebody was refused a command."""
    return Entry(
        kind=EntryKind.COMMAND_REFUSED,
        actor=ACTOR,
        operation="place_order",
        command_id=UUID(int=9),
        code=code,
    )
