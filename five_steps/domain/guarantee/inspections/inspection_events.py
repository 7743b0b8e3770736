"""What can happen to an inspection. Items of the checklist are known by their number, from 1."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.guarantee.inspections.inspection_state import (
    Check,
    CheckResult,
    InspectionKind,
    InspectionState,
    Severity,
    Veto,
    VetoState,
)
from five_steps.domain.kernel.aggregate import Aggregate, with_entry

if TYPE_CHECKING:
    from five_steps.domain.guarantee.inspections.inspection import Inspection


class Created(Aggregate.Created):
    """An inspection of a unit was planned (制定检查计划)."""

    TOPIC = "inspection.created"
    unit_id: UUID
    year: int
    kind: str
    title: str
    checklist: list[str]
    planned_at: datetime
    planned_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.unit_id = self.unit_id
        inspection.year = self.year
        inspection.kind = InspectionKind(self.kind)
        inspection.checks = {number: Check() for number in range(1, len(self.checklist) + 1)}


class Cancelled(Aggregate.Event):
    """The inspection was called off (取消检查)."""

    TOPIC = "inspection.cancelled"
    reason: str
    cancelled_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.state = InspectionState.CANCELLED


class ItemChecked(Aggregate.Event):
    """An item was looked at (逐项检查); the last look counts. Only a finding has a severity."""

    TOPIC = "inspection.item_checked"
    number: int
    result: str
    severity: str | None
    note: str
    checked_by: str

    def apply(self, inspection: "Inspection") -> None:
        severity = Severity(self.severity) if self.severity else None
        check = Check(CheckResult(self.result), severity)
        inspection.checks = with_entry(inspection.checks, self.number, check)


class CarriedOut(Aggregate.Event):
    """All items were looked at (检查完成), with so many findings."""

    TOPIC = "inspection.carried_out"
    findings: int
    summary: str
    carried_out_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.state = InspectionState.CARRIED_OUT


class RectificationOrdered(Aggregate.Event):
    """The unit has to rectify a finding (责令整改), by an improvement task with a due date."""

    TOPIC = "inspection.rectification_ordered"
    number: int
    task_id: UUID
    due_at: datetime
    ordered_by: str

    def apply(self, inspection: "Inspection") -> None:
        check = replace(inspection.checks[self.number], task_id=self.task_id)
        inspection.checks = with_entry(inspection.checks, self.number, check)


class Reinspected(Aggregate.Event):
    """A finding was looked at again (复查): rectified, or still there."""

    TOPIC = "inspection.reinspected"
    number: int
    rectified: bool
    note: str
    reinspected_by: str

    def apply(self, inspection: "Inspection") -> None:
        result = CheckResult.RECTIFIED if self.rectified else CheckResult.FINDING
        # What was ordered did not do: another rectification has to be ordered.
        check = replace(inspection.checks[self.number], result=result, task_id=None)
        inspection.checks = with_entry(inspection.checks, self.number, check)


class Closed(Aggregate.Event):
    """Nothing is left to rectify (检查办结)."""

    TOPIC = "inspection.closed"
    conclusion: str
    closed_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.state = InspectionState.CLOSED


class VetoProposed(Aggregate.Event):
    """A veto on the unit's year was proposed (提请一票否决)."""

    TOPIC = "inspection.veto_proposed"
    reason: str
    proposed_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.veto = Veto(VetoState.PROPOSED, self.proposed_by)


class VetoDropped(Aggregate.Event):
    """A second person decided against the veto (不予否决)."""

    TOPIC = "inspection.veto_dropped"
    reason: str
    dropped_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.change_veto(state=VetoState.DROPPED)


class Vetoed(Aggregate.Event):
    """A second person decided for it: the unit's year is vetoed (一票否决)."""

    TOPIC = "inspection.vetoed"
    unit_id: UUID
    year: int
    reason: str
    proposed_by: str
    decided_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.change_veto(state=VetoState.IN_FORCE, decided_by=self.decided_by)


class VetoObjected(Aggregate.Event):
    """The unit objects to the veto (提出异议), which stays in force meanwhile."""

    TOPIC = "inspection.veto_objected"
    reason: str
    objected_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.change_veto(state=VetoState.OBJECTED, objected_by=self.objected_by)


class VetoUpheld(Aggregate.Event):
    """The objection was not followed (维持否决)."""

    TOPIC = "inspection.veto_upheld"
    reason: str
    upheld_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.change_veto(state=VetoState.UPHELD)


class VetoLifted(Aggregate.Event):
    """The veto was lifted (解除否决)."""

    TOPIC = "inspection.veto_lifted"
    unit_id: UUID
    year: int
    reason: str
    lifted_by: str

    def apply(self, inspection: "Inspection") -> None:
        inspection.change_veto(state=VetoState.LIFTED)
