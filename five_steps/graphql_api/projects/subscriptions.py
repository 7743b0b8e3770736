"""Being told when projects change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.projects.project import Project

_ProjectId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the project.")
]


@strawberry.type(description="Being told when projects change.")
class ProjectsSubscriptions:
    """Being told when projects change."""

    @strawberry.subscription(
        description="A project 项目: as it is now, and again after each change."
    )
    async def project_changed(self, info: Info, project_id: _ProjectId) -> AsyncIterator[Project]:
        """A project after each change."""
        project = local_id("projectId", project_id, "Project")
        async with info.context.live.stream(project) as changes:
            async for _ in changes:
                info.context.refresh()
                found: Project | None = await info.context.rows.by_id(entity_of(Project), project)
                if found is None:
                    return
                yield found
