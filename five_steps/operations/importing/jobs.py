"""What a kind of table makes of its rows."""

import hmac
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands, Outcome
from five_steps.commands.kernel.registry import Command
from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.operations.importing.errors import BadValue, Problem
from five_steps.operations.importing.tables import Cell

IMPORTER = Actor("import", Role.SYSTEM)


class Fate(StrEnum):
    """What became of a good row."""

    IMPORTED = "IMPORTED"
    """It was new."""
    ALREADY_THERE = "ALREADY_THERE"
    """It had been imported, or entered by hand, before."""


@dataclass(frozen=True, slots=True)
class Values:
    """The cells of a row by field; a field without a column, or a row cut short, has none."""

    line: int
    cells: Sequence[Cell]
    columns: Mapping[str, int]

    def __getitem__(self, field: str) -> Cell:
        index = self.columns.get(field)
        return None if index is None or index >= len(self.cells) else self.cells[index]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that imports some lines; jobs that share a key run in the order of the file."""

    lines: tuple[int, ...]
    keys: tuple[Hashable, ...]
    run: Callable[[], Awaitable[Fate]]
    """Raises `BadValue` when the lines cannot be imported."""


class RowImport(Protocol):
    """How the rows of one kind are imported."""

    def read(self, values: Values) -> Iterable[Job]:
        """The work that a row gives; none if it is kept for `rest`. Raises `BadValue`."""

    def rest(self) -> Iterable[Job]:
        """The work that is known only once all rows are read."""


class CommandRunner:
    """Runs the commands that rows stand for; the same row again is a repeat, not a second one."""

    def __init__(self, commands: Commands, secrets: Secrets) -> None:
        self._commands = commands
        self._key = secrets.id_pepper

    async def run(
        self, command: Command, *, columns: Mapping[str, str], occasion: str = ""
    ) -> Outcome:
        """Run the command of a row.

        Args:
            command: What the row says.
            columns: The column that a refused field of it is from.
            occasion: Tells a command from the same one given before, where it may be given again.

        Raises:
            BadValue: A rule stands against it.
            Refusal: With code `DUPLICATE`, when what the row says is there already.
        """
        try:
            return await self._commands.run(
                command, command_id=self._command_id(command, occasion), actor=IMPORTER
            )
        except Refusal as refusal:
            if refusal.code is RefusalCode.DUPLICATE:
                raise
            details = ", ".join(f"{name} {value}" for name, value in refusal.details.items())
            column = columns.get(refusal.field, refusal.field)
            raise BadValue(Problem.REFUSED, column, f"{refusal.code} {details}".strip()) from None

    def _command_id(self, command: Command, occasion: str) -> UUID:
        # Keyed, because the id stays when a person's data is erased, and must not tell it.
        digest = hmac.digest(self._key, f"{command!r}{occasion}".encode(), sha256)
        return UUID(bytes=digest[:16], version=5)
