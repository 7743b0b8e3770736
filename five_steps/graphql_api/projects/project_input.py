"""What the inputs of most commands about projects begin with."""

from datetime import datetime
from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a project.")
class ProjectInput(CommandInput):
    """A command about a project."""

    project_id: strawberry.ID = strawberry.field(description="The project 项目.")

    @property
    def project(self) -> UUID:
        """The project's own id."""
        return local_id("projectId", self.project_id, "Project")


@strawberry.input(description="A command about a project's next period.")
class PlannedRoundInput(ProjectInput):
    """A command about a project's next period."""

    planned_start: datetime = strawberry.field(description="From when it is planned 计划开始.")
    planned_end: datetime = strawberry.field(
        description="Until when it is planned 计划结束: not over yet, at most three years later."
    )


@strawberry.input(description="A command about a volunteer's part in a project.")
class ProjectMemberInput(ProjectInput):
    """A command about a volunteer's part in a project."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")

    @property
    def volunteer(self) -> UUID:
        """The volunteer's own id."""
        return local_id("volunteerId", self.volunteer_id, "Volunteer")
