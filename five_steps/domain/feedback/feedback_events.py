"""What can happen to a complaint or suggestion; its texts are sealed with the asker's key."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackState
from five_steps.domain.kernel.aggregate import Aggregate

if TYPE_CHECKING:
    from five_steps.domain.feedback.feedback_case import FeedbackCase


class Created(Aggregate.Created):
    """Somebody complained or suggested something (提出意见)."""

    TOPIC = "feedback_case.created"
    kind: str
    unit_id: UUID
    topic: str
    topic_id: UUID
    asker_kind: str
    asker_id: UUID
    text: str
    due_at: datetime
    filed_by: str

    def apply(self, case: "FeedbackCase") -> None:
        case.kind = FeedbackKind(self.kind)
        case.unit_id = self.unit_id
        case.asker_kind = AskerKind(self.asker_kind)
        case.asker_id = self.asker_id
        case.due_at = self.due_at


class Answered(Aggregate.Event):
    """Staff answered (答复)."""

    TOPIC = "feedback_case.answered"
    text: str
    answered_by: str

    def apply(self, case: "FeedbackCase") -> None:
        case.state = FeedbackState.ANSWERED
        case.answered_at = self.timestamp


class TaskOpened(Aggregate.Event):
    """An improvement task was made of it (转整改)."""

    TOPIC = "feedback_case.task_opened"
    task_id: UUID
    opened_by: str

    def apply(self, case: "FeedbackCase") -> None:
        case.state = FeedbackState.IN_IMPROVEMENT
        case.task_id = self.task_id


class Overdue(Aggregate.Event):
    """The time to answer passed (答复逾期)."""

    TOPIC = "feedback_case.overdue"
    due_at: datetime

    def apply(self, case: "FeedbackCase") -> None:
        case.overdue = True


class AskerInformed(Aggregate.Event):
    """The asker was told what came of it (告知); `proof` is where the record of it is kept."""

    TOPIC = "feedback_case.asker_informed"
    channel: str
    told_at: datetime
    proof: str
    informed_by: str

    def apply(self, case: "FeedbackCase") -> None:
        case.state = FeedbackState.INFORMED


class Confirmed(Aggregate.Event):
    """The asker said whether they are satisfied with what came of it (满意度确认)."""

    TOPIC = "feedback_case.confirmed"
    satisfied: bool
    comment: str

    def apply(self, case: "FeedbackCase") -> None:
        case.state = FeedbackState.CONFIRMED
