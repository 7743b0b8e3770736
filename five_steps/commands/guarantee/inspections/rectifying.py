"""Having findings rectified (整改), looking at them again, and closing the inspection."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.opening_tasks import open_task
from five_steps.commands.guarantee.inspections.reach import inspection_from_above
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.improvement_state import ImprovementSource, ImprovementState
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRectification(Command):
    """Have a finding rectified: the unit gets an improvement task with a due date (责令整改)."""

    inspection_id: UUID
    number: int
    owner: str
    matter: str
    due_at: datetime


@handles(OrderRectification)
async def order_rectification(c: Context, command: OrderRectification) -> UUID:
    """Order a rectification; answers with the id of its task."""
    inspection = await inspection_from_above(c, command.inspection_id)
    task = await open_task(
        c,
        unit_id=inspection.unit_id,
        owner=command.owner,
        matter=checks.text("matter", command.matter),
        source_kind=ImprovementSource.INSPECTION,
        source_id=inspection.id,
        due_at=command.due_at,
    )
    inspection.order_rectification(
        command.number, task_id=task.id, due_at=task.due_at, by=c.actor.subject, at=c.now
    )
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinspectFinding(Command):
    """Look at a finding again, once its rectification is accepted (复查)."""

    inspection_id: UUID
    number: int
    rectified: bool
    note: str = ""


@handles(ReinspectFinding)
async def reinspect_finding(c: Context, command: ReinspectFinding) -> UUID:
    """Look at a finding again."""
    inspection = await inspection_from_above(c, command.inspection_id)
    task = await c.get(ImprovementTask, inspection.ordered_task(command.number), "number")
    checks.in_state("number", task.state, ImprovementState.ACCEPTED)
    inspection.reinspect(
        command.number,
        rectified=command.rectified,
        note=command.note,
        by=c.actor.subject,
        at=c.now,
    )
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInspection(Command):
    """Close an inspection that has nothing left to rectify (检查办结)."""

    inspection_id: UUID
    conclusion: str


@handles(CloseInspection)
async def close_inspection(c: Context, command: CloseInspection) -> UUID:
    """Close an inspection."""
    inspection = await inspection_from_above(c, command.inspection_id)
    inspection.close(conclusion=command.conclusion, by=c.actor.subject, at=c.now)
    return inspection.id
