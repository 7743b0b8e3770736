"""Recruiting volunteers for a project (招募)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.reach import project_of_staff
from five_steps.domain.people.volunteer import Volunteer
from five_steps.domain.projects.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProjectRecruitment(Command):
    """Let volunteers join a project's first round: how many it needs and takes (开始招募)."""

    project_id: UUID
    volunteers_min: int
    volunteers_max: int


@handles(OpenProjectRecruitment)
async def open_project_recruitment(c: Context, command: OpenProjectRecruitment) -> UUID:
    """Open the recruitment."""
    project = await project_of_staff(c, command.project_id)
    project.open_recruitment(
        volunteers_min=command.volunteers_min,
        volunteers_max=command.volunteers_max,
        by=c.actor.subject,
        at=c.now,
    )
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinProject(Command):
    """Join a project that recruits (加入项目)."""

    project_id: UUID
    volunteer_id: UUID


@handles(JoinProject)
async def join_project(c: Context, command: JoinProject) -> UUID:
    """Join, as the volunteer: nobody is assigned."""
    scope.require_self(c, command.volunteer_id, "volunteerId")
    project = await c.get(Project, command.project_id, "projectId")
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    volunteer.require_active()
    project.join(volunteer.id, at=c.now)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveProject(Command):
    """Leave a project (退出项目), or let a volunteer leave it."""

    project_id: UUID
    volunteer_id: UUID
    reason: str


@handles(LeaveProject)
async def leave_project(c: Context, command: LeaveProject) -> UUID:
    """Leave, as the volunteer or by the project's staff."""
    project = await c.get(Project, command.project_id, "projectId")
    await scope.require_self_or_unit(c, command.volunteer_id, project.unit_id, "volunteerId")
    project.leave(command.volunteer_id, reason=command.reason, at=c.now)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class StartProject(Command):
    """Start implementing, once as many volunteers joined as are needed (开始实施)."""

    project_id: UUID


@handles(StartProject)
async def start_project(c: Context, command: StartProject) -> UUID:
    """Start the implementation."""
    project = await project_of_staff(c, command.project_id)
    project.start_implementation(by=c.actor.subject, at=c.now)
    return project.id
