"""Planning an inspection and carrying it out (监督检查)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.guarantee.inspections.reach import inspection_from_above, require_above
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import InspectionKind, Severity
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInspection(Command):
    """Plan an inspection of a unit under one's own, with its checklist (制定检查计划)."""

    unit_id: UUID
    year: int
    kind: InspectionKind
    title: str
    checklist: tuple[str, ...]
    planned_at: datetime


@handles(PlanInspection)
async def plan_inspection(c: Context, command: PlanInspection) -> UUID:
    """Plan an inspection."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await require_above(c, unit.id, "unitId")
    unit.require_standing()
    inspection = Inspection.plan(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        year=command.year,
        kind=command.kind,
        title=command.title,
        checklist=command.checklist,
        planned_at=command.planned_at,
        by=c.actor.subject,
    )
    c.work.add(inspection)
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelInspection(Command):
    """Call an inspection off before it is carried out (取消检查)."""

    inspection_id: UUID
    reason: str


@handles(CancelInspection)
async def cancel_inspection(c: Context, command: CancelInspection) -> UUID:
    """Cancel an inspection."""
    inspection = await inspection_from_above(c, command.inspection_id)
    inspection.cancel(reason=command.reason, by=c.actor.subject, at=c.now)
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInspectionItem(Command):
    """Say what an item of the checklist came to; a finding has a severity (逐项检查)."""

    inspection_id: UUID
    number: int
    passed: bool
    severity: Severity | None = None
    note: str = ""


@handles(CheckInspectionItem)
async def check_inspection_item(c: Context, command: CheckInspectionItem) -> UUID:
    """Check an item."""
    inspection = await inspection_from_above(c, command.inspection_id)
    inspection.check_item(
        command.number,
        passed=command.passed,
        severity=command.severity,
        note=command.note,
        by=c.actor.subject,
        at=c.now,
    )
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOutInspection(Command):
    """Conclude the checks, once every item was looked at (检查完成)."""

    inspection_id: UUID
    summary: str


@handles(CarryOutInspection)
async def carry_out_inspection(c: Context, command: CarryOutInspection) -> UUID:
    """Conclude the checks."""
    inspection = await inspection_from_above(c, command.inspection_id)
    inspection.carry_out(summary=command.summary, by=c.actor.subject, at=c.now)
    return inspection.id
