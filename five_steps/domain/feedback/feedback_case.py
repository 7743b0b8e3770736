"""A complaint (投诉) or suggestion (建议), up to what the asker says of the outcome."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.feedback import feedback_events as events
from five_steps.domain.feedback.feedback_state import (
    Asker,
    AskerKind,
    Concern,
    FeedbackKind,
    FeedbackState,
)
from five_steps.domain.feedback.informing import Told
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import ServiceRules

_FIELD = "caseId"


class FeedbackCase(Aggregate):
    """A complaint or suggestion; its texts are sealed with the asker's key."""

    TOPIC = "feedback_case"

    # Else the library would put classes of its own in the place of those that the verbs trigger.
    Event = Aggregate.Event
    Created = events.Created
    Answered = events.Answered
    TaskOpened = events.TaskOpened
    Overdue = events.Overdue
    AskerInformed = events.AskerInformed
    Confirmed = events.Confirmed

    def __init__(self) -> None:
        self.state = FeedbackState.OPEN
        self.kind = FeedbackKind.COMPLAINT
        self.unit_id: UUID
        self.asker_kind = AskerKind.RESIDENT
        self.asker_id: UUID
        self.due_at: datetime
        self.overdue = False
        self.answered_at: datetime | None = None
        self.task_id: UUID | None = None

    @classmethod
    def file(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        kind: FeedbackKind,
        concern: Concern,
        asker: Asker,
        text: str,
        rules: ServiceRules,
        by: str,
    ) -> "FeedbackCase":
        """File a complaint or suggestion; `text` comes sealed."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            kind=kind.value,
            unit_id=concern.unit_id,
            topic=concern.topic.value,
            topic_id=concern.id,
            asker_kind=asker.kind.value,
            asker_id=asker.id,
            text=text,
            due_at=at + rules.answer_feedback_within,
            filed_by=by,
        )

    def answer(self, *, text: str, by: str, at: datetime) -> None:
        """Answer it; `text` comes sealed."""
        checks.in_state(_FIELD, self.state, FeedbackState.OPEN)
        self.trigger_event(self.Answered, timestamp=at, text=text, answered_by=by)

    def open_task(self, task_id: UUID, *, by: str, at: datetime) -> None:
        """Make an improvement task of it, instead of an answer."""
        checks.in_state(_FIELD, self.state, FeedbackState.OPEN)
        self.trigger_event(self.TaskOpened, timestamp=at, task_id=task_id, opened_by=by)

    def mark_overdue(self, *, at: datetime) -> None:
        """Note that the time to answer has passed, once."""
        checks.in_state(_FIELD, self.state, FeedbackState.OPEN)
        if self.overdue:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD, actual=self.due_at.isoformat())
        checks.not_before(_FIELD, at, self.due_at)
        self.trigger_event(self.Overdue, timestamp=at, due_at=self.due_at)

    def inform_of_answer(self, told: Told, *, by: str, at: datetime) -> None:
        """Note that the asker was told the answer."""
        checks.in_state(_FIELD, self.state, FeedbackState.ANSWERED)
        assert self.answered_at is not None
        told.require_between(self.answered_at, at)
        self._inform(told, by=by, at=at)

    def inform_of_improvement(self, told: Told, *, by: str, at: datetime) -> None:
        """Note that the asker was told what came of the task; whether one may is the task's."""
        checks.in_state(_FIELD, self.state, FeedbackState.IN_IMPROVEMENT)
        self._inform(told, by=by, at=at)

    def confirm(self, *, satisfied: bool, comment: str, at: datetime) -> None:
        """The asker says whether they are satisfied, once; `comment` comes sealed."""
        checks.in_state(_FIELD, self.state, FeedbackState.INFORMED)
        self.trigger_event(self.Confirmed, timestamp=at, satisfied=satisfied, comment=comment)

    def _inform(self, told: Told, *, by: str, at: datetime) -> None:
        self.trigger_event(
            self.AskerInformed,
            timestamp=at,
            channel=told.channel.value,
            told_at=told.told_at,
            proof=checks.name("proof", told.proof),
            informed_by=by,
        )
