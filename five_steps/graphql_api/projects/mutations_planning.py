"""Setting projects up, changing their plans, and giving them up."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.projects.planning import (
    AbandonProject,
    ChangeProjectPlan,
    EstablishProject,
)
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.projects.project_input import PlannedRoundInput, ProjectInput
from five_steps.graphql_api.projects.project_result import ProjectChanged, ProjectResult


@strawberry.input(description="A project to establish (成立项目).")
class EstablishProjectInput(CommandInput):
    """A project to establish."""

    unit_id: strawberry.ID = strawberry.field(description="The unit whose it is 所属单位.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    category: Category = strawberry.field(description="Category 服务类别.")
    aims: str = strawberry.field(description="Aims 目标, 1–2000 characters.")
    lead: str = strawberry.field(description="Who leads it 负责人, 1–100 characters.")
    planned_start: datetime = strawberry.field(description="From when it is planned 计划开始.")
    planned_end: datetime = strawberry.field(
        description="Until when it is planned 计划结束: not over yet, at most three years later."
    )

    def command(self) -> EstablishProject:
        """The command that is asked for."""
        return EstablishProject(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            category=self.category,
            aims=self.aims,
            lead=self.lead,
            planned_start=self.planned_start,
            planned_end=self.planned_end,
        )


@strawberry.input(description="Another plan for the round under way (调整方案); all given anew.")
class ChangeProjectPlanInput(PlannedRoundInput):
    """Another plan for the round under way."""

    aims: str = strawberry.field(description="Aims 目标, 1–2000 characters.")
    lead: str = strawberry.field(description="Who leads it 负责人, 1–100 characters.")
    reason: str = strawberry.field(description="Why 调整原因, 1–500 characters.")

    def command(self) -> ChangeProjectPlan:
        """The command that is asked for."""
        return ChangeProjectPlan(
            project_id=self.project,
            aims=self.aims,
            lead=self.lead,
            planned_start=self.planned_start,
            planned_end=self.planned_end,
            reason=self.reason,
        )


@strawberry.input(description="A project to give up (中止项目).")
class AbandonProjectInput(ProjectInput):
    """A project to give up."""

    reason: str = strawberry.field(description="Why 中止原因, 1–500 characters.")

    def command(self) -> AbandonProject:
        """The command that is asked for."""
        return AbandonProject(project_id=self.project, reason=self.reason)


@strawberry.type(description="Planning projects.")
class PlanningMutations:
    """Planning projects."""

    @strawberry.mutation(
        description="Establish a project 成立项目; for administrators of the unit or above."
    )
    async def establish_project(
        self,
        info: Info,
        input: Annotated[EstablishProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Establish a project."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Change aims, lead or period of the round under way 调整方案; for "
        "administrators of the unit or above, before the evaluation."
    )
    async def change_project_plan(
        self,
        info: Info,
        input: Annotated[ChangeProjectPlanInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Change a plan."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Give a project up, wherever it stands 中止项目; for administrators of the "
        "unit or above."
    )
    async def abandon_project(
        self,
        info: Info,
        input: Annotated[AbandonProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Abandon a project."""
        return await run(info, input, ProjectChanged)
