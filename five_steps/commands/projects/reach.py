"""Which projects the actor reaches as staff."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.domain.projects.project import Project


async def project_of_staff(c: Context, project_id: UUID) -> Project:
    """The project, if the actor is staff of its unit or of one above."""
    project = await c.get(Project, project_id, "projectId")
    await scope.require_unit(c, project.unit_id, "projectId")
    return project
