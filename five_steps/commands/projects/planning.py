"""Setting projects up (成立), changing their plans, and giving them up (中止)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.reach import project_of_staff
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.projects.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishProject(Command):
    """Establish a project of a unit, with its aims, its lead and its planned period (成立项目)."""

    unit_id: UUID
    name: str
    category: Category
    aims: str
    lead: str
    planned_start: datetime
    planned_end: datetime


@handles(EstablishProject)
async def establish_project(c: Context, command: EstablishProject) -> UUID:
    """Establish a project."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    unit.require_active()
    project = Project.establish(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        name=command.name,
        category=command.category,
        aims=command.aims,
        lead=command.lead,
        planned_start=command.planned_start,
        planned_end=command.planned_end,
        by=c.actor.subject,
    )
    c.work.add(project)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProjectPlan(Command):
    """Change aims, lead or period of the round under way (调整方案); all are given anew."""

    project_id: UUID
    aims: str
    lead: str
    planned_start: datetime
    planned_end: datetime
    reason: str


@handles(ChangeProjectPlan)
async def change_project_plan(c: Context, command: ChangeProjectPlan) -> UUID:
    """Change a project's plan."""
    project = await project_of_staff(c, command.project_id)
    project.change_plan(
        aims=command.aims,
        lead=command.lead,
        planned_start=command.planned_start,
        planned_end=command.planned_end,
        reason=command.reason,
        by=c.actor.subject,
        at=c.now,
    )
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AbandonProject(Command):
    """Give a project up before its loop is complete (中止项目)."""

    project_id: UUID
    reason: str


@handles(AbandonProject)
async def abandon_project(c: Context, command: AbandonProject) -> UUID:
    """Abandon a project."""
    project = await project_of_staff(c, command.project_id)
    project.abandon(reason=command.reason, by=c.actor.subject, at=c.now)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkProjectOverdue(Command):
    """Record that a project goes on beyond its plan (项目超期); the deadline keeper's."""

    project_id: UUID


@handles(MarkProjectOverdue)
async def mark_project_overdue(c: Context, command: MarkProjectOverdue) -> UUID:
    """Mark a project overdue."""
    project = await c.get(Project, command.project_id, "projectId")
    project.mark_overdue(at=c.now)
    return project.id
