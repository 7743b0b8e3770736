"""Changing who is in a team (队员)."""

from typing import Annotated

import strawberry

from five_steps.commands.organisation.team_members import ChangeTeam, JoinTeam, LeaveTeam
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.organisation.team_input import TeamInput
from five_steps.graphql_api.organisation.team_result import TeamChanged, TeamResult


@strawberry.input(description="A volunteer who joins a team (入队).")
class JoinTeamInput(TeamInput):
    """A volunteer who joins a team."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")

    def command(self) -> JoinTeam:
        """The command that is asked for."""
        return JoinTeam(
            team_id=self.team,
            volunteer_id=local_id("volunteerId", self.volunteer_id, "Volunteer"),
        )


@strawberry.input(description="A volunteer who leaves a team (离队).")
class LeaveTeamInput(TeamInput):
    """A volunteer who leaves a team."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")
    reason: str = strawberry.field(description="Why 离队原因, 1–500 characters.")

    def command(self) -> LeaveTeam:
        """The command that is asked for."""
        return LeaveTeam(
            team_id=self.team,
            volunteer_id=local_id("volunteerId", self.volunteer_id, "Volunteer"),
            reason=self.reason,
        )


@strawberry.input(description="A volunteer who goes from one team to another (调整队伍).")
class ChangeTeamInput(CommandInput):
    """A volunteer who goes from one team to another."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")
    from_team_id: strawberry.ID = strawberry.field(description="The team to leave 原队伍.")
    to_team_id: strawberry.ID = strawberry.field(description="The team to join 新队伍.")
    reason: str = strawberry.field(description="Why 调整原因, 1–500 characters.")

    def command(self) -> ChangeTeam:
        """The command that is asked for."""
        return ChangeTeam(
            volunteer_id=local_id("volunteerId", self.volunteer_id, "Volunteer"),
            from_team_id=local_id("fromTeamId", self.from_team_id, "Team"),
            to_team_id=local_id("toTeamId", self.to_team_id, "Team"),
            reason=self.reason,
        )


@strawberry.type(description="Changing who is in a team.")
class TeamMemberMutations:
    """Changing who is in a team."""

    @strawberry.mutation(
        description="Take an approved volunteer into a team 入队; for administrators of its unit "
        "or above."
    )
    async def join_team(
        self,
        info: Info,
        input: Annotated[JoinTeamInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Take a volunteer into a team."""
        return await run(info, input, TeamChanged)

    @strawberry.mutation(
        description="Let a volunteer leave a team 离队; for themselves and administrators of the "
        "team's unit or above."
    )
    async def leave_team(
        self,
        info: Info,
        input: Annotated[LeaveTeamInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Let a volunteer leave a team."""
        return await run(info, input, TeamChanged)

    @strawberry.mutation(
        description="Move a volunteer from one team to another at once 调整队伍; for "
        "administrators of both teams' units or above. Answers with the team joined."
    )
    async def change_team(
        self,
        info: Info,
        input: Annotated[ChangeTeamInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Move a volunteer from one team to another."""
        return await run(info, input, TeamChanged)
