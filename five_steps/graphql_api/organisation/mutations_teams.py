"""Forming teams (队伍) and changing who is in them."""

from typing import Annotated

import strawberry

from five_steps.commands.organisation.teams import FormTeam, JoinTeam, LeaveTeam, NameCaptain
from five_steps.domain.organisation.tiers import TeamKind
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.organisation.team_input import TeamInput
from five_steps.graphql_api.organisation.team_result import TeamChanged, TeamResult


@strawberry.input(description="A team to form (组建队伍).")
class FormTeamInput(CommandInput):
    """A team to form."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that leads it 所属单位.")
    kind: TeamKind = strawberry.field(description="Level 队伍级别, as the unit's tier leads it.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="The team above it 上级队伍; none for the corps alone."
    )
    captain: str = strawberry.field(
        default="", description="Captain 队长, at most 2000 characters."
    )

    def command(self) -> FormTeam:
        """The command that is asked for."""
        return FormTeam(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            kind=self.kind,
            name=self.name,
            parent_id=(
                None if self.parent_id is None else local_id("parentId", self.parent_id, "Team")
            ),
            captain=self.captain,
        )


@strawberry.input(description="A captain to name (任命队长).")
class NameCaptainInput(TeamInput):
    """A captain to name."""

    captain: str = strawberry.field(description="Captain 队长, 1–100 characters.")

    def command(self) -> NameCaptain:
        """The command that is asked for."""
        return NameCaptain(
            team_id=self.team,
            captain=self.captain,
        )


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


@strawberry.type(description="Forming teams and changing who is in them.")
class TeamMutations:
    """Forming teams and changing who is in them."""

    @strawberry.mutation(
        description="Form a team led by a unit 组建队伍; for administrators of the unit or above."
    )
    async def form_team(
        self,
        info: Info,
        input: Annotated[FormTeamInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Form a team."""
        return await run(info, input, TeamChanged)

    @strawberry.mutation(
        description="Name a team's captain 任命队长; for administrators of its unit or above."
    )
    async def name_captain(
        self,
        info: Info,
        input: Annotated[NameCaptainInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Name a captain."""
        return await run(info, input, TeamChanged)

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
