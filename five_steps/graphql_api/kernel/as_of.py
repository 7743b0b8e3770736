"""The argument `asOf` of root fields: what is beneath such a field is read from the past."""

from datetime import datetime

import strawberry
from graphql import GraphQLError

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.viewer import PERSONS, READS_ALL, STAFF

AS_OF = "asOf"

FOR_OFFICES = STAFF | READS_ALL
"""Who may ask for the past of what a unit or the district has."""

FOR_EVERYONE = FOR_OFFICES | PERSONS
"""Who may ask for the past of what is a person's own; anybody with a token."""


@strawberry.input(
    one_of=True,
    description="A moment of the past (历史时点): exactly one of a position of the log and a time.",
)
class AsOf:
    """A moment of the past."""

    position: Position | None = strawberry.field(
        default=strawberry.UNSET,
        description="When the log ended with this event 日志序号; from the first to the last.",
    )
    time: datetime | None = strawberry.field(
        default=strawberry.UNSET,
        description="What had been recorded by then 时间; from the first event's recording to now.",
    )


def check_may_ask(role: Role | None, allowed: frozenset[Role] | None) -> None:
    """Refuse who may not ask how it was.

    Raises:
        GraphQLError: the role is none of those that may.
    """
    if allowed is None or role not in allowed:
        named = ", ".join(sorted(allowed or ()))
        raise GraphQLError(
            f"{AS_OF}: only for {named}",
            extensions={"code": "FORBIDDEN", "field": AS_OF, "allowed": named},
        )
