"""Forming, leading and disbanding teams (队伍)."""

from typing import Annotated

import strawberry

from five_steps.commands.organisation.teams import (
    DisbandTeam,
    FormTeam,
    HandOverTeam,
    NameCaptain,
    ReleaseCaptain,
)
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
        default="",
        description="Captain 队长, at most 2000 characters; by default the unit's main party head.",
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


@strawberry.input(description="A captain to release (队长由党组织主要负责人担任).")
class ReleaseCaptainInput(TeamInput):
    """A captain to release."""

    def command(self) -> ReleaseCaptain:
        """The command that is asked for."""
        return ReleaseCaptain(
            team_id=self.team,
        )


@strawberry.input(description="Another unit for a team (移交队伍).")
class HandOverTeamInput(TeamInput):
    """Another unit for a team."""

    unit_id: strawberry.ID = strawberry.field(
        description="The unit that leads it from now on 新所属单位."
    )
    reason: str = strawberry.field(description="Why 移交原因, 1–500 characters.")

    def command(self) -> HandOverTeam:
        """The command that is asked for."""
        return HandOverTeam(
            team_id=self.team,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            reason=self.reason,
        )


@strawberry.input(description="A team to disband (解散队伍).")
class DisbandTeamInput(TeamInput):
    """A team to disband."""

    reason: str = strawberry.field(description="Why 解散原因, 1–500 characters.")

    def command(self) -> DisbandTeam:
        """The command that is asked for."""
        return DisbandTeam(
            team_id=self.team,
            reason=self.reason,
        )


@strawberry.type(description="Forming, leading and disbanding teams.")
class TeamMutations:
    """Forming, leading and disbanding teams."""

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
        description="Let the unit's main party head be captain again 队长由党组织主要负责人担任; "
        "for administrators of the team's unit or above."
    )
    async def release_captain(
        self,
        info: Info,
        input: Annotated[ReleaseCaptainInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Release a captain."""
        return await run(info, input, TeamChanged)

    @strawberry.mutation(
        description="Let another unit lead a team, whose members stay 移交队伍; for the centre's "
        "administrators."
    )
    async def hand_over_team(
        self,
        info: Info,
        input: Annotated[HandOverTeamInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Hand a team over."""
        return await run(info, input, TeamChanged)

    @strawberry.mutation(
        description="Disband a team, whose members leave with that 解散队伍; for administrators of "
        "its unit or above."
    )
    async def disband_team(
        self,
        info: Info,
        input: Annotated[DisbandTeamInput, GIVEN],  # noqa: A002
    ) -> TeamResult:
        """Disband a team."""
        return await run(info, input, TeamChanged)
