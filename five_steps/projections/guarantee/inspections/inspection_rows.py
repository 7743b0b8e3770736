"""The rows of the inspections' view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class InspectionRow:
    """An inspection; `findings` were found in all, `open_findings` are not rectified."""

    id: Id
    unit_id: Id
    year: int
    kind: str
    title: str
    state: str
    planned_at: datetime
    planned_by: str
    created_at: datetime
    summary: str | None
    findings: int
    open_findings: int
    carried_out_by: str | None
    carried_out_at: datetime | None
    conclusion: str | None
    closed_by: str | None
    closed_at: datetime | None
    cancellation_reason: str | None
    position: Position


@dataclass(slots=True)
class ItemRow:
    """An item of the checklist; `task_id` and `due_at` are of the latest rectification."""

    inspection_id: Id
    number: int
    text: str
    result: str | None
    severity: str | None
    note: str
    checked_by: str | None
    checked_at: datetime | None
    task_id: Id | None
    due_at: datetime | None
    reinspection_note: str | None
    reinspected_by: str | None
    reinspected_at: datetime | None
    position: Position


@dataclass(slots=True)
class VetoRow:
    """The veto of an inspection; `ruling` is what was said when it was upheld or lifted."""

    inspection_id: Id
    unit_id: Id
    year: int
    state: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    decision: str | None
    decided_by: str | None
    decided_at: datetime | None
    objection: str | None
    objected_by: str | None
    objected_at: datetime | None
    ruling: str | None
    ruled_by: str | None
    ruled_at: datetime | None
    position: Position
