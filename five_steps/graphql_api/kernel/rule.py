"""A rule says who sees what, as an SQL condition for each role; `access` holds all rules."""

from dataclasses import dataclass

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.viewer import STAFF

ALL = "TRUE"
NOBODY = "FALSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which rows (or whose values) a role sees; none unless it is said.

    A condition is an SQL template over `{t}` (the row), `{viewer}` (id of the resident or volunteer
    who asks), `{subject}` and `{role}` (as the token has them) and `{unit}` (the unit a staff role
    holds for). Both executions of a query, compiled
    and by resolvers, put it into their SQL, so that they cannot differ.
    """

    anonymous: str = NOBODY
    resident: str = NOBODY
    volunteer: str = NOBODY
    staff: str = NOBODY
    auditor: str = ALL
    centre: str = ALL

    def condition(self, role: Role | None) -> str:
        """The condition for a role; nobody is a role as well."""
        if role is None:
            return self.anonymous
        if role in STAFF:
            return self.staff
        return {
            Role.RESIDENT: self.resident,
            Role.VOLUNTEER: self.volunteer,
            Role.AUDITOR: self.auditor,
            Role.CENTRE_ADMIN: self.centre,
        }.get(role, NOBODY)


PUBLIC = Rule(anonymous=ALL, resident=ALL, volunteer=ALL, staff=ALL)


def in_scope(*unit_ids: str) -> str:
    """The condition that one of the units named by SQL expressions is under the viewer's unit."""
    named = ", ".join(unit_ids)
    return (
        f"EXISTS (SELECT FROM read.units scope WHERE scope.id IN ({named})"
        " AND scope.path @> ARRAY[{unit}])"
    )
