"""What falls due: a command that is given when its time has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Callable

    from asyncpg import Record

    from five_steps.commands.kernel.registry import Command


class Due(NamedTuple):
    """Something whose time has come."""

    about: UUID
    """The object concerned."""
    command: Command
    occasion: str
    """Tells one deadline of the object from its others."""

    def command_id(self) -> UUID:
        """The same for everybody who sees this deadline."""
        return uuid5(self.about, f"{type(self.command).__name__} {self.occasion}")


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of deadline, and where to see which are due.

    Attributes:
        name: for the log.
        query: SQL over the views: `$1` is now, `$2` the objects to leave out, `$3` how many rows
            at most; what fell due first comes first.
        due: what a row of it stands for.
    """

    name: str
    query: str
    due: Callable[[Record], Due]


def plain(value: UUID) -> UUID:
    """A UUID as commands are made of; asyncpg has its own."""
    return UUID(int=value.int)
