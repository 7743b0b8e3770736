"""Who is asking."""

from dataclasses import dataclass
from math import inf
from uuid import UUID

from five_steps.commands.kernel.actor import Actor, Role

PERSONS = frozenset({Role.RESIDENT, Role.VOLUNTEER})
"""Roles whose subject is the id of a resident or volunteer."""

STAFF = frozenset({Role.DISPATCHER, Role.UNIT_ADMIN, Role.COUNTER})
"""Roles that hold for a unit and everything under it."""

READS_ALL = frozenset({Role.AUDITOR, Role.CENTRE_ADMIN})
"""Roles that read every unit."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The caller as their token tells it; nobody in particular without one."""

    role: Role | None = None
    subject: str = ""
    unit_id: UUID | None = None
    expires: float = inf
    """Until when the token holds, in seconds since 1970."""

    @property
    def person_id(self) -> UUID | None:
        """The id of the resident or volunteer who asks; None for staff, machines and nobody."""
        if self.role not in PERSONS:
            return None
        try:
            return UUID(self.subject)
        except ValueError:
            return None

    @property
    def actor(self) -> Actor | None:
        """The caller as commands know them."""
        return None if self.role is None else Actor(self.subject, self.role, self.unit_id)


ANONYMOUS = Viewer()
