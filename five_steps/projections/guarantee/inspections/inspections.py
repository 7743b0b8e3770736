"""Inspections (监督检查): the plan, the checks, the rectification, the veto."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import (
    CheckResult,
    InspectionState,
    VetoState,
)
from five_steps.projections.guarantee.inspections.inspection_rows import (
    InspectionRow,
    ItemRow,
    VetoRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id


class InspectionsView(Projection):
    """`read.inspections`, with the items of their checklists and the vetoes."""

    name = "inspections"

    def declare(self) -> None:
        self.inspections = self.table(
            Rows[Id, InspectionRow](
                InspectionRow,
                "inspections",
                key=["id"],
                indexes=["(unit_id, year)", "(planned_at, id)"],
            )
        )
        self.items = self.table(
            Rows[tuple[Id, int], ItemRow](
                ItemRow, "inspection_items", key=["inspection_id", "number"]
            )
        )
        self.vetoes = self.table(Rows[Id, VetoRow](VetoRow, "vetoes", key=["inspection_id"]))

    @on(Inspection.Created)
    def planned(
        self,
        event: Event,
        unit_id: Id,
        year: int,
        kind: str,
        title: str,
        checklist: list[str],
        planned_at: datetime,
        planned_by: str,
    ) -> None:
        self.inspections.add(
            InspectionRow(
                id=event.stream,
                unit_id=unit_id,
                year=year,
                kind=kind,
                title=title,
                state=InspectionState.PLANNED,
                planned_at=planned_at,
                planned_by=planned_by,
                created_at=event.at,
                summary=None,
                findings=0,
                open_findings=0,
                carried_out_by=None,
                carried_out_at=None,
                conclusion=None,
                closed_by=None,
                closed_at=None,
                cancellation_reason=None,
                position=event.position,
            )
        )
        for number, text in enumerate(checklist, start=1):
            self.items.add(
                ItemRow(
                    inspection_id=event.stream,
                    number=number,
                    text=text,
                    result=None,
                    severity=None,
                    note="",
                    checked_by=None,
                    checked_at=None,
                    task_id=None,
                    due_at=None,
                    reinspection_note=None,
                    reinspected_by=None,
                    reinspected_at=None,
                    position=event.position,
                )
            )

    @on(Inspection.Cancelled)
    def cancelled(self, event: Event, reason: str) -> None:
        inspection = self._changed(event)
        inspection.state = InspectionState.CANCELLED
        inspection.cancellation_reason = reason

    # --- the checks -----------------------------------------------------------------------------

    @on(Inspection.ItemChecked)
    def item_checked(
        self,
        event: Event,
        number: int,
        result: str,
        severity: str | None,
        note: str,
        checked_by: str,
    ) -> None:
        self._changed(event)
        item = self._item(event, number)
        item.result = result
        item.severity = severity
        item.note = note
        item.checked_by = checked_by
        item.checked_at = event.at

    @on(Inspection.CarriedOut)
    def carried_out(self, event: Event, findings: int, summary: str, carried_out_by: str) -> None:
        inspection = self._changed(event)
        inspection.state = InspectionState.CARRIED_OUT
        inspection.summary = summary
        inspection.findings = inspection.open_findings = findings
        inspection.carried_out_by = carried_out_by
        inspection.carried_out_at = event.at

    # --- rectification --------------------------------------------------------------------------

    @on(Inspection.RectificationOrdered)
    def rectification_ordered(
        self, event: Event, number: int, task_id: Id, due_at: datetime
    ) -> None:
        self._changed(event)
        item = self._item(event, number)
        item.task_id = task_id
        item.due_at = due_at

    @on(Inspection.Reinspected)
    def reinspected(
        self, event: Event, number: int, rectified: bool, note: str, reinspected_by: str
    ) -> None:
        inspection = self._changed(event)
        item = self._item(event, number)
        item.reinspection_note = note
        item.reinspected_by = reinspected_by
        item.reinspected_at = event.at
        if rectified:
            item.result = CheckResult.RECTIFIED
            inspection.open_findings -= 1

    @on(Inspection.Closed)
    def closed(self, event: Event, conclusion: str, closed_by: str) -> None:
        inspection = self._changed(event)
        inspection.state = InspectionState.CLOSED
        inspection.conclusion = conclusion
        inspection.closed_by = closed_by
        inspection.closed_at = event.at

    # --- the veto -------------------------------------------------------------------------------

    @on(Inspection.VetoProposed)
    def veto_proposed(self, event: Event, reason: str, proposed_by: str) -> None:
        inspection = self._changed(event)
        self.vetoes.add(
            VetoRow(
                inspection_id=event.stream,
                unit_id=inspection.unit_id,
                year=inspection.year,
                state=VetoState.PROPOSED,
                reason=reason,
                proposed_by=proposed_by,
                proposed_at=event.at,
                decision=None,
                decided_by=None,
                decided_at=None,
                objection=None,
                objected_by=None,
                objected_at=None,
                ruling=None,
                ruled_by=None,
                ruled_at=None,
                position=event.position,
            )
        )

    @on(Inspection.VetoDropped)
    def veto_dropped(self, event: Event, reason: str, dropped_by: str) -> None:
        self._decided(event, VetoState.DROPPED, reason, dropped_by)

    @on(Inspection.Vetoed)
    def vetoed(self, event: Event, reason: str, decided_by: str) -> None:
        self._decided(event, VetoState.IN_FORCE, reason, decided_by)

    @on(Inspection.VetoObjected)
    def veto_objected(self, event: Event, reason: str, objected_by: str) -> None:
        veto = self._veto(event, VetoState.OBJECTED)
        veto.objection = reason
        veto.objected_by = objected_by
        veto.objected_at = event.at

    @on(Inspection.VetoUpheld)
    def veto_upheld(self, event: Event, reason: str, upheld_by: str) -> None:
        self._ruled(event, VetoState.UPHELD, reason, upheld_by)

    @on(Inspection.VetoLifted)
    def veto_lifted(self, event: Event, reason: str, lifted_by: str) -> None:
        self._ruled(event, VetoState.LIFTED, reason, lifted_by)

    def _decided(self, event: Event, state: VetoState, decision: str, by: str) -> None:
        veto = self._veto(event, state)
        veto.decision = decision
        veto.decided_by = by
        veto.decided_at = event.at

    def _ruled(self, event: Event, state: VetoState, ruling: str, by: str) -> None:
        veto = self._veto(event, state)
        veto.ruling = ruling
        veto.ruled_by = by
        veto.ruled_at = event.at

    def _veto(self, event: Event, state: VetoState) -> VetoRow:
        self._changed(event)
        veto = self.vetoes.change(event.stream)
        veto.state = state
        veto.position = event.position
        return veto

    def _item(self, event: Event, number: int) -> ItemRow:
        item = self.items.change((event.stream, number))
        item.position = event.position
        return item

    def _changed(self, event: Event) -> InspectionRow:
        inspection = self.inspections.change(event.stream)
        inspection.position = event.position
        return inspection
