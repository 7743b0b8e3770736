"""Refused commands as entries of the access trail."""

from uuid import UUID

from structlog.contextvars import get_contextvars

from five_steps.access_trail import AccessTrail, Entry, EntryKind
from five_steps.commands.kernel.actor import Actor, Role


class RefusedInTrail:
    """Notes refused commands in the trail; the command bus takes it."""

    def __init__(self, trail: AccessTrail) -> None:
        self._trail = trail

    def note(self, *, kind: str, command_id: UUID, actor: Actor, code: str) -> None:
        """Note a command with who tried it, and the code of the refusal."""
        if actor.role is Role.SYSTEM:
            # A deadline that somebody else met meanwhile; it is in the process's own log.
            return
        self._trail.note(
            Entry(
                kind=EntryKind.COMMAND_REFUSED,
                actor=str(actor),
                unit_id=actor.unit_id,
                request_id=get_contextvars().get("request_id", ""),
                operation=kind,
                command_id=command_id,
                code=code,
            )
        )
