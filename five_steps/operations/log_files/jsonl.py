"""The log as lines of CloudEvents."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from five_steps.event_store.rows import commands_of, events_of, person_keys
from five_steps.event_store.seals import GENESIS
from five_steps.operations.log_files.cloud_events import (
    EndRow,
    command_line,
    end_line,
    event_line,
    person_key_line,
    source_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.rows import Part

_FIRST_SEAL = "SELECT seal FROM public.stored_events ORDER BY notification_id LIMIT 1"


async def write_jsonl(
    connection: Connection,
    part: Part,
    file: BinaryIO,
    reached: Callable[[int], None],
    *,
    with_keys: bool,
) -> EndRow:
    """Write a part of the log; with commands and persons if a database can be made of it.

    Args:
        connection: in a transaction that sees one snapshot.
        part: which part.
        file: to write to.
        reached: told the position now and then.
        with_keys: write the wrapped keys of persons.
    """
    source = source_of(await connection.fetchval(_FIRST_SEAL) or GENESIS)
    events = position = commands = persons = 0
    seal = GENESIS
    async for rows in events_of(connection, part):
        file.writelines(event_line(row, source) for row in rows)
        events += len(rows)
        position = rows[-1]["notification_id"]
        seal = next((row["seal"] for row in reversed(rows) if row["seal"] is not None), seal)
        reached(position)
    if part.from_the_start:
        async for rows in commands_of(connection, position):
            file.writelines(command_line(row, source) for row in rows)
            commands += len(rows)
        async for rows in person_keys(connection):
            file.writelines(person_key_line(row, source, with_key=with_keys) for row in rows)
            persons += len(rows)
    end = EndRow(events, position, seal, commands, persons)
    file.write(end_line(end, source))
    return end
