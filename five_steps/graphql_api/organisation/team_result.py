"""What a mutation of a team answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.organisation.team import Team


@strawberry.type(description="The team was changed, or formed.")
class TeamChanged(Done):
    """The team was changed."""

    team: Team | None = changed(Team, "The team as it is now 队伍")


TeamResult: TypeAlias = Annotated[
    TeamChanged | CommandError,
    strawberry.union("TeamResult", description="The changed team, or why it was refused."),
]
