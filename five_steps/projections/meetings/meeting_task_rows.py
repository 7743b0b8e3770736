"""The rows of the view of joint meetings' tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class MeetingTaskRow:
    """A task. `year` is that of the due date; `overdue_at` stays when a late task is done."""

    id: Id
    meeting_id: Id
    matter_id: Id
    unit_id: Id
    title: str
    details: str
    owner: str
    state: str
    year: int
    due_at: datetime
    overdue_at: datetime | None
    percent: int
    assigned_by: str
    assigned_at: datetime
    accepted_by: str | None
    accepted_at: datetime | None
    result: str | None
    done_by: str | None
    done_at: datetime | None
    sent_back_reason: str | None
    confirmed_by: str | None
    confirmed_at: datetime | None
    withdrawal_reason: str | None
    position: Position


@dataclass(slots=True)
class ProgressRow:
    """How far a task was, in percent."""

    position: Position
    meeting_task_id: Id
    percent: int
    note: str
    reported_by: str
    reported_at: datetime


@dataclass(slots=True)
class DueMoveRow:
    """A due date that was moved."""

    position: Position
    meeting_task_id: Id
    due_at: datetime
    reason: str
    moved_by: str
    moved_at: datetime
