"""What is learnt from a project's round (优化): what changes, the next round, or the end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.reach import project_of_staff


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProjectChanges(Command):
    """Name what is done differently from now on (确定优化措施)."""

    project_id: UUID
    changes: tuple[str, ...]


@handles(NameProjectChanges)
async def name_project_changes(c: Context, command: NameProjectChanges) -> UUID:
    """Name changes."""
    project = await project_of_staff(c, command.project_id)
    project.name_changes(command.changes, by=c.actor.subject, at=c.now)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginNextProjectRound(Command):
    """Begin the next round with its recruitment (开始下一轮)."""

    project_id: UUID
    planned_start: datetime
    planned_end: datetime
    volunteers_min: int
    volunteers_max: int


@handles(BeginNextProjectRound)
async def begin_next_project_round(c: Context, command: BeginNextProjectRound) -> UUID:
    """Begin the next round."""
    project = await project_of_staff(c, command.project_id)
    project.begin_next_round(
        planned_start=command.planned_start,
        planned_end=command.planned_end,
        volunteers_min=command.volunteers_min,
        volunteers_max=command.volunteers_max,
        by=c.actor.subject,
        at=c.now,
    )
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseProject(Command):
    """Close a project with its result: the loop is complete (结项)."""

    project_id: UUID
    result: str


@handles(CloseProject)
async def close_project(c: Context, command: CloseProject) -> UUID:
    """Close a project."""
    project = await project_of_staff(c, command.project_id)
    project.close(result=command.result, by=c.actor.subject, at=c.now)
    return project.id
