"""Fills an empty database with the rows of another, unchanged: positions, times and seals included.

All of it in one transaction under the append lock, or nothing. Every event is checked against the
seal before it, so that what is written is what was sealed.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import asyncpg

from five_steps.event_store.errors import ChainBroken, NotEmpty, RowsRefused
from five_steps.event_store.lock import BEGIN_LOCKED
from five_steps.event_store.rows import CommandRow, EventRow, PersonKeyRow
from five_steps.event_store.seals import GENESIS, encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from five_steps.event_store.connections import Connection

_IS_EMPTY = """
SELECT NOT EXISTS (SELECT FROM public.stored_events)
    AND NOT EXISTS (SELECT FROM public.commands)
    AND NOT EXISTS (SELECT FROM public.person_keys)
"""

# Behind the last position: what the log hands out next is new.
_MOVE_SEQUENCE = """
SELECT setval(pg_get_serial_sequence('public.stored_events', 'notification_id'), $1)
"""


@asynccontextmanager
async def refilling(connection: Connection) -> AsyncIterator[Refill]:
    """A refill, committed at the end; nothing of it stays if anything goes wrong.

    Raises:
        NotEmpty: the database has events, commands or keys.
    """
    await connection.execute(BEGIN_LOCKED)
    try:
        if not await connection.fetchval(_IS_EMPTY):
            raise NotEmpty
        refill = Refill(connection)
        yield refill
        if refill.position:
            await connection.execute(_MOVE_SEQUENCE, refill.position)
        await connection.execute("COMMIT")
    except BaseException:
        await connection.execute("ROLLBACK")
        raise
    # Without it the first plans would be those for empty tables.
    await connection.execute("ANALYZE public.stored_events, public.commands, public.person_keys")


class Refill:
    """Writes rows as they are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.position = 0
        """Of the last event."""
        self.head = GENESIS
        """The last seal."""
        self.events = self.commands = self.persons = 0
        """How many were taken."""
        self._unsealed = False

    def follow(self, row: EventRow) -> None:
        """Check that an event is the next one of the chain; `write_events` comes later.

        Raises:
            ChainBroken: it is not.
        """
        if row.notification_id <= self.position:
            raise ChainBroken(f"position {row.notification_id} comes after {self.position}")
        if row.seal is None:
            self._unsealed = True
        elif self._unsealed:
            raise ChainBroken("it has a seal, but the event before it has none")
        elif row.seal != _seal_of(row, self.head):
            raise ChainBroken(
                "its seal is not what its content and the seal before it give"
                if self.events
                else "its seal is not that of a log's first event: the file does not begin there, "
                "or the event was changed"
            )
        else:
            self.head = row.seal
        self.position = row.notification_id
        self.events += 1

    async def write_events(self, rows: Sequence[EventRow]) -> None:
        """Write events that were followed.

        Raises:
            RowsRefused: PostgreSQL takes one of them for wrong.
        """
        await self._write("stored_events", EventRow._fields, rows)

    async def write_commands(self, rows: Sequence[CommandRow]) -> None:
        """Write commands.

        Raises:
            RowsRefused: PostgreSQL takes one of them for wrong.
        """
        await self._write("commands", CommandRow._fields, rows)
        self.commands += len(rows)

    async def write_person_keys(self, rows: Sequence[PersonKeyRow]) -> None:
        """Write wrapped keys; a person without one counts as erased, and never gets another.

        Raises:
            RowsRefused: PostgreSQL takes one of them for wrong.
        """
        await self._write("person_keys", PersonKeyRow._fields, rows)
        self.persons += len(rows)

    async def _write(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
    ) -> None:
        try:
            await self._connection.copy_records_to_table(
                table, schema_name="public", columns=columns, records=rows
            )
        except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError) as error:
            raise RowsRefused(table, error) from error


def _seal_of(row: EventRow, previous: bytes) -> bytes:
    return seal_event(
        previous,
        row.originator_id,
        row.originator_version,
        row.topic,
        row.state,
        encode_origin(row.command_id, row.actor),
        microseconds(row.recorded_at),
    )
