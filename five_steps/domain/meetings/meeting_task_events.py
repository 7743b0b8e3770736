"""What can happen to a task of a joint meeting."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState

if TYPE_CHECKING:
    from five_steps.domain.meetings.meeting_task import MeetingTask


class Created(Aggregate.Created):
    """The meeting gave the task to a unit (交办)."""

    TOPIC = "meeting_task.created"
    meeting_id: UUID
    matter_id: UUID
    unit_id: UUID
    title: str
    details: str
    owner: str
    due_at: datetime
    assigned_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.meeting_id = self.meeting_id
        task.unit_id = self.unit_id
        task.due_at = self.due_at


class Accepted(Aggregate.Event):
    """The unit took the task on (接收)."""

    TOPIC = "meeting_task.accepted"
    accepted_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.state = MeetingTaskState.IN_PROGRESS


class ProgressReported(Aggregate.Event):
    """The unit said how far it is (进展), in percent."""

    TOPIC = "meeting_task.progress_reported"
    percent: int
    note: str
    reported_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.progress_reports += 1


class DueMoved(Aggregate.Event):
    """The centre moved the due date (调整期限)."""

    TOPIC = "meeting_task.due_moved"
    due_at: datetime
    reason: str
    moved_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.due_at = self.due_at


class Overdue(Aggregate.Event):
    """The due date passed with the task unfinished (逾期)."""

    TOPIC = "meeting_task.overdue"
    due_at: datetime

    def apply(self, task: "MeetingTask") -> None:
        task.overdue = True


class Done(Aggregate.Event):
    """The unit reported the result (报结)."""

    TOPIC = "meeting_task.done"
    result: str
    done_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.state = MeetingTaskState.DONE
        task.done_by = self.done_by


class SentBack(Aggregate.Event):
    """The centre asked for more (退回)."""

    TOPIC = "meeting_task.sent_back"
    reason: str
    sent_back_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.state = MeetingTaskState.IN_PROGRESS


class Confirmed(Aggregate.Event):
    """The centre confirmed the result (确认办结)."""

    TOPIC = "meeting_task.confirmed"
    confirmed_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.state = MeetingTaskState.CONFIRMED


class Withdrawn(Aggregate.Event):
    """The centre took the task back (撤销)."""

    TOPIC = "meeting_task.withdrawn"
    reason: str
    withdrawn_by: str

    def apply(self, task: "MeetingTask") -> None:
        task.state = MeetingTaskState.WITHDRAWN
