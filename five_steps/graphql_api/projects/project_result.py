"""What a mutation of a project answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.projects.project import Project


@strawberry.type(description="The project was changed, or established.")
class ProjectChanged(Done):
    """The project was changed."""

    project: Project | None = changed(Project, "The project as it is now 项目")


ProjectResult: TypeAlias = Annotated[
    ProjectChanged | CommandError,
    strawberry.union("ProjectResult", description="The changed project, or why it was refused."),
]
