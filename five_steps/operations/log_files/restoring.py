"""Restores a database from an export, to the same bytes, and checks every line while reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.event_store.errors import ChainBroken, RowsRefused
from five_steps.event_store.refill import refilling
from five_steps.event_store.rows import CommandRow, EventRow, PersonKeyRow
from five_steps.operations.log_files.cloud_events import EndRow
from five_steps.operations.log_files.read_lines import NotACloudEvent, read_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.refill import Refill

ROWS_AT_ONCE: Final = 5_000


class RestoreRefused(Exception):
    """A file that no database is made of; nothing was written."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}; nothing was restored")
        self.line = line
        self.reason = reason


async def restore_log(
    connection: Connection, lines: Iterator[bytes], progress: Callable[[], None]
) -> EndRow:
    """Write what an export holds into an empty, migrated database: all of it, or nothing.

    Args:
        connection: of its own, for one transaction.
        lines: of the file.
        progress: called now and then.

    Raises:
        NotEmpty: the database has a log already.
        RestoreRefused: a line is not as exported, or the file is not whole.
    """
    async with refilling(connection) as refill:
        return await _Restoring(refill, progress).read(lines)


class _Restoring:
    """Reads one file."""

    def __init__(self, refill: Refill, progress: Callable[[], None]) -> None:
        self._refill = refill
        self._progress = progress
        self._events: list[EventRow] = []
        self._commands: list[CommandRow] = []
        self._persons: list[PersonKeyRow] = []
        self._topics: set[str] = set()

    async def read(self, lines: Iterator[bytes]) -> EndRow:
        number = 0
        end: EndRow | None = None
        try:
            for number, line in enumerate(lines, start=1):
                if end is not None:
                    raise RestoreRefused(number, "it stands behind the end of the export")
                match read_line(line):
                    case EventRow() as event:
                        self._check(event)
                        self._events.append(event)
                    case CommandRow() as command:
                        self._commands.append(command)
                    case PersonKeyRow() as person:
                        self._persons.append(person)
                    case EndRow() as row:
                        end = row
                if number % ROWS_AT_ONCE == 0:
                    await self._write()
            await self._write()
        except (NotACloudEvent, ChainBroken) as error:
            raise RestoreRefused(number, str(error)) from None
        except RowsRefused as error:
            raise RestoreRefused(number, f"up to here, {error}") from error
        except (EOFError, OSError) as error:
            # gzip has no error of its own for what was cut off or changed.
            raise RestoreRefused(number + 1, f"it cannot be read: {error}") from error
        if end is None:
            raise RestoreRefused(number + 1, "the file is cut off: its last line is missing")
        if end != (found := EndRow.of(self._refill)):
            raise RestoreRefused(number, f"lines are missing: {found} instead of {end}")
        return end

    def _check(self, event: EventRow) -> None:
        if event.topic not in self._topics:
            if event.topic not in event_kinds():
                raise NotACloudEvent(f"no event is known by the topic {event.topic}")
            self._topics.add(event.topic)
        self._refill.follow(event)

    async def _write(self) -> None:
        await self._refill.write_events(self._events)
        await self._refill.write_commands(self._commands)
        await self._refill.write_person_keys(self._persons)
        self._events, self._commands, self._persons = [], [], []
        self._progress()
