"""Where refused commands are told: those that were accepted are in the log, these nowhere."""

from typing import Protocol
from uuid import UUID

from five_steps.commands.kernel.actor import Actor


class RefusedCommands(Protocol):
    """Told of each refused command; must return quickly and not raise."""

    def note(self, *, kind: str, command_id: UUID, actor: Actor, code: str) -> None:
        """Note a command with who tried it, and the code of the refusal."""


class Unnoted:
    """Notes nothing."""

    def note(self, *, kind: str, command_id: UUID, actor: Actor, code: str) -> None:
        """Note nothing."""
