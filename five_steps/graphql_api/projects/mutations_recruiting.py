"""Recruiting for projects (招募)."""

from typing import Annotated

import strawberry

from five_steps.commands.projects.recruiting import (
    JoinProject,
    LeaveProject,
    OpenProjectRecruitment,
    StartProject,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.projects.project_input import ProjectInput, ProjectMemberInput
from five_steps.graphql_api.projects.project_result import ProjectChanged, ProjectResult


@strawberry.input(description="The volunteers a project wants (开始招募).")
class OpenProjectRecruitmentInput(ProjectInput):
    """The volunteers a project wants."""

    volunteers_min: int = strawberry.field(
        description="How many it needs at least 最少人数, not above volunteersMax."
    )
    volunteers_max: int = strawberry.field(description="How many it takes at most 招募人数, 1–500.")

    def command(self) -> OpenProjectRecruitment:
        """The command that is asked for."""
        return OpenProjectRecruitment(
            project_id=self.project,
            volunteers_min=self.volunteers_min,
            volunteers_max=self.volunteers_max,
        )


@strawberry.input(description="A project to join (加入项目).")
class JoinProjectInput(ProjectMemberInput):
    """A project to join."""

    def command(self) -> JoinProject:
        """The command that is asked for."""
        return JoinProject(project_id=self.project, volunteer_id=self.volunteer)


@strawberry.input(description="A project to leave (退出项目).")
class LeaveProjectInput(ProjectMemberInput):
    """A project to leave."""

    reason: str = strawberry.field(description="Why 退出原因, 1–500 characters.")

    def command(self) -> LeaveProject:
        """The command that is asked for."""
        return LeaveProject(
            project_id=self.project, volunteer_id=self.volunteer, reason=self.reason
        )


@strawberry.input(description="A project to start (开始实施).")
class StartProjectInput(ProjectInput):
    """A project to start."""

    def command(self) -> StartProject:
        """The command that is asked for."""
        return StartProject(project_id=self.project)


@strawberry.type(description="Recruiting for projects.")
class RecruitingMutations:
    """Recruiting for projects."""

    @strawberry.mutation(
        description="Let volunteers join a project's first round 开始招募; for administrators of "
        "its unit or above."
    )
    async def open_project_recruitment(
        self,
        info: Info,
        input: Annotated[OpenProjectRecruitmentInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Open the recruitment."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Join a project that recruits 加入项目; for the volunteer: nobody is assigned."
    )
    async def join_project(
        self,
        info: Info,
        input: Annotated[JoinProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Join a project."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Leave a project before its evaluation 退出项目; for the volunteer, or "
        "administrators of its unit or above."
    )
    async def leave_project(
        self,
        info: Info,
        input: Annotated[LeaveProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Leave a project."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Start implementing, once as many volunteers joined as are needed 开始实施; "
        "for administrators of its unit or above."
    )
    async def start_project(
        self,
        info: Info,
        input: Annotated[StartProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Start a project."""
        return await run(info, input, ProjectChanged)
