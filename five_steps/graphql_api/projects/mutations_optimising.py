"""What is learnt from a project's round (优化)."""

from typing import Annotated

import strawberry

from five_steps.commands.projects.optimising import (
    BeginNextProjectRound,
    CloseProject,
    NameProjectChanges,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.projects.project_input import PlannedRoundInput, ProjectInput
from five_steps.graphql_api.projects.project_result import ProjectChanged, ProjectResult


@strawberry.input(description="What is done differently from now on (确定优化措施).")
class NameProjectChangesInput(ProjectInput):
    """What is done differently from now on."""

    changes: list[str] = strawberry.field(
        description="Changes 优化措施, 1–20 in all, of 1–500 characters each."
    )

    def command(self) -> NameProjectChanges:
        """The command that is asked for."""
        return NameProjectChanges(project_id=self.project, changes=tuple(self.changes))


@strawberry.input(description="The next round of a project (开始下一轮).")
class BeginNextProjectRoundInput(PlannedRoundInput):
    """The next round of a project."""

    volunteers_min: int = strawberry.field(
        description="How many volunteers it needs at least 最少人数, not above volunteersMax."
    )
    volunteers_max: int = strawberry.field(
        description="How many volunteers it takes at most 招募人数, 1–500."
    )

    def command(self) -> BeginNextProjectRound:
        """The command that is asked for."""
        return BeginNextProjectRound(
            project_id=self.project,
            planned_start=self.planned_start,
            planned_end=self.planned_end,
            volunteers_min=self.volunteers_min,
            volunteers_max=self.volunteers_max,
        )


@strawberry.input(description="A project to close (结项).")
class CloseProjectInput(ProjectInput):
    """A project to close."""

    result: str = strawberry.field(description="What came of it 结项成果, 1–2000 characters.")

    def command(self) -> CloseProject:
        """The command that is asked for."""
        return CloseProject(project_id=self.project, result=self.result)


@strawberry.type(description="Learning from projects.")
class OptimisingMutations:
    """Learning from projects."""

    @strawberry.mutation(
        description="Name what is done differently from now on 确定优化措施; for administrators of "
        "the project's unit or above. Without it there is no next round and no end."
    )
    async def name_project_changes(
        self,
        info: Info,
        input: Annotated[NameProjectChangesInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Name changes."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Begin the next round with its recruitment 开始下一轮; for administrators of "
        "the project's unit or above."
    )
    async def begin_next_project_round(
        self,
        info: Info,
        input: Annotated[BeginNextProjectRoundInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Begin the next round."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Close a project whose loop is complete 结项; for administrators of its unit "
        "or above."
    )
    async def close_project(
        self,
        info: Info,
        input: Annotated[CloseProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Close a project."""
        return await run(info, input, ProjectChanged)
