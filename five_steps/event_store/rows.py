"""The tables that nothing but a copy of them can bring back, row by row as they are.

Read through cursors in one snapshot: the memory needed does not grow with the log, and whoever
writes meanwhile does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from uuid import UUID

    import asyncpg

    from five_steps.event_store.connections import Connection

ROWS_AT_ONCE = 2_000


class EventRow(NamedTuple):
    """A row of the log."""

    notification_id: int
    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes
    recorded_at: datetime
    command_id: UUID | None
    actor: str | None
    seal: bytes | None
    """None as long as nobody sealed what the stock library wrote."""


class CommandRow(NamedTuple):
    """A command with the answer that a repeat of it gets."""

    command_id: UUID
    kind: str
    fingerprint: bytes
    actor: str
    first_position: int
    position: int
    answer: str
    recorded_at: datetime


class PersonKeyRow(NamedTuple):
    """The wrapped key of a person; none once it was erased."""

    subject_id: UUID
    wrapped_key: bytes | None
    created_at: datetime
    erased_at: datetime | None


class Part(NamedTuple):
    """Which part of the log."""

    first: int = 1
    """The first position."""
    last: int | None = None
    """The last position; None for all there is."""
    topics: tuple[str, ...] = ()
    """Only these; none for all."""
    stream: UUID | None = None
    """Only this one."""

    @property
    def from_the_start(self) -> bool:
        """Whether it is the whole log up to a position, so that the chain of seals can be told."""
        return self.first <= 1 and not self.topics and self.stream is None


async def events_of(connection: Connection, part: Part) -> AsyncIterator[list[asyncpg.Record]]:
    """The events of a part in the order of positions, many at a time, as `EventRow` names them."""
    conditions, arguments = ["notification_id >= $1"], list[object]([part.first])
    for condition, argument in (
        ("notification_id <= {}", part.last),
        ("topic = ANY ({}::text[])", list(part.topics) or None),
        ("originator_id = {}", part.stream),
    ):
        if argument is not None:
            arguments.append(argument)
            conditions.append(condition.format(f"${len(arguments)}"))
    query = (
        f"SELECT {', '.join(EventRow._fields)} FROM public.stored_events "  # noqa: S608 - our own names
        f"WHERE {' AND '.join(conditions)} ORDER BY notification_id"
    )
    async for rows in _read(connection, query, *arguments):
        yield rows


async def commands_of(connection: Connection, last: int) -> AsyncIterator[list[asyncpg.Record]]:
    """The commands recorded up to a position, in the order of their ids."""
    query = (
        f"SELECT {', '.join(CommandRow._fields)} FROM public.commands "  # noqa: S608 - our own names
        "WHERE position <= $1 ORDER BY command_id"
    )
    async for rows in _read(connection, query, last):
        yield rows


async def person_keys(connection: Connection) -> AsyncIterator[list[asyncpg.Record]]:
    """The keys of all persons, in the order of their ids."""
    query = (
        f"SELECT {', '.join(PersonKeyRow._fields)} FROM public.person_keys "  # noqa: S608 - our own names
        "ORDER BY subject_id"
    )
    async for rows in _read(connection, query):
        yield rows


async def _read(
    connection: Connection, query: str, *arguments: object
) -> AsyncIterator[list[asyncpg.Record]]:
    cursor = await connection.cursor(query, *arguments)
    while rows := await cursor.fetch(ROWS_AT_ONCE):
        yield rows
