"""What the inputs of commands about a team begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a team.")
class TeamInput(CommandInput):
    """A command about a team."""

    team_id: strawberry.ID = strawberry.field(description="The team 队伍.")

    @property
    def team(self) -> UUID:
        """The team's own id."""
        return local_id("teamId", self.team_id, "Team")
