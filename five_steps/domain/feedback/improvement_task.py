"""An improvement task (整改/改进): what is to become better, and what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from five_steps.domain.feedback import improvement_events as events
from five_steps.domain.feedback.improvement_state import ImprovementSource, ImprovementState
from five_steps.domain.feedback.informing import Told
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

DUE_DAYS_MAX = 2 * 366
NOTES_MAX = 100
"""More would be a diary, and the stream of a task without an end."""
_FIELD = "taskId"


class ImprovementTask(Aggregate):
    """A task of a unit: done by its owner, checked by a second person, and told to who asked."""

    TOPIC = "improvement_task"

    # Else the library would put classes of its own in the place of those that the verbs trigger.
    Event = Aggregate.Event
    Created = events.Created
    HandedOver = events.HandedOver
    ProgressNoted = events.ProgressNoted
    Overdue = events.Overdue
    Done = events.Done
    Accepted = events.Accepted
    SentBack = events.SentBack
    AskerInformed = events.AskerInformed

    def __init__(self) -> None:
        self.state = ImprovementState.OPEN
        self.unit_id: UUID
        self.owner = ""
        self.source_kind = ImprovementSource.COMPLAINT
        self.source_id: UUID
        self.asker_id: UUID | None = None
        self.due_at: datetime
        self.overdue = False
        self.notes = 0
        self.done_by = ""
        self.accepted_at: datetime | None = None
        self.asker_informed = False

    @classmethod
    def create(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        owner: str,
        matter: str,
        source_kind: ImprovementSource,
        source_id: UUID,
        asker_id: UUID | None,
        due_at: datetime,
        by: str,
    ) -> "ImprovementTask":
        """Give a unit something to improve; `matter` comes sealed if somebody asked for it."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            owner=checks.name("owner", owner),
            matter=matter,
            source_kind=source_kind.value,
            source_id=source_id,
            asker_id=asker_id,
            due_at=_due("dueAt", due_at, at),
            created_by=by,
        )

    def hand_over(self, *, owner: str, by: str, at: datetime) -> None:
        """Make somebody else responsible."""
        checks.in_state(_FIELD, self.state, ImprovementState.OPEN)
        self.trigger_event(
            self.HandedOver, timestamp=at, owner=checks.name("owner", owner), handed_over_by=by
        )

    def note_progress(self, *, note: str, by: str, at: datetime) -> None:
        """Say how far it has come; `note` comes sealed if somebody asked for it."""
        checks.in_state(_FIELD, self.state, ImprovementState.OPEN)
        if self.notes >= NOTES_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, _FIELD, allowed=NOTES_MAX)
        self.trigger_event(self.ProgressNoted, timestamp=at, note=note, noted_by=by)

    def finish(self, *, result: str, evidence_hash: str | None, by: str, at: datetime) -> None:
        """Report it done, late or in time; `result` comes sealed if somebody asked for it."""
        checks.in_state(_FIELD, self.state, ImprovementState.OPEN)
        self.trigger_event(
            self.Done, timestamp=at, result=result, evidence_hash=evidence_hash, done_by=by
        )

    def accept(self, *, by: str, at: datetime) -> None:
        """Accept what was done, as a second person."""
        self._require_check_by(by)
        self.trigger_event(self.Accepted, timestamp=at, accepted_by=by)

    def send_back(self, *, reason: str, due_at: datetime, by: str, at: datetime) -> None:
        """Send it back as a second person; `reason` comes sealed if somebody asked for it."""
        self._require_check_by(by)
        self.trigger_event(
            self.SentBack,
            timestamp=at,
            reason=reason,
            due_at=_due("dueAt", due_at, at),
            sent_back_by=by,
        )

    def mark_overdue(self, *, at: datetime) -> None:
        """Note that the due date has passed, once for each."""
        checks.in_state(_FIELD, self.state, ImprovementState.OPEN)
        if self.overdue:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD, actual=self.due_at.isoformat())
        checks.not_before(_FIELD, at, self.due_at)
        self.trigger_event(self.Overdue, timestamp=at, due_at=self.due_at)

    def inform_asker(self, told: Told, *, by: str, at: datetime) -> None:
        """Note that the asker was told what came of it, once it is accepted."""
        if self.asker_id is None:
            raise Refusal(RefusalCode.NOT_FOUND, _FIELD, allowed="a task that somebody asked for")
        checks.in_state(_FIELD, self.state, ImprovementState.ACCEPTED)
        if self.asker_informed:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD)
        assert self.accepted_at is not None
        told.require_between(self.accepted_at, at)
        self.trigger_event(
            self.AskerInformed,
            timestamp=at,
            channel=told.channel.value,
            told_at=told.told_at,
            proof=checks.name("proof", told.proof),
            informed_by=by,
        )

    def _require_check_by(self, by: str) -> None:
        checks.in_state(_FIELD, self.state, ImprovementState.DONE)
        if by == self.done_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)


def _due(field: str, due_at: datetime, at: datetime) -> datetime:
    if not at < checks.aware(field, due_at) <= at + timedelta(days=DUE_DAYS_MAX):
        raise Refusal(
            RefusalCode.INVALID, field, allowed=f"after now, at most {DUE_DAYS_MAX} days later"
        )
    return due_at


def follow_up_task_id(order_id: UUID) -> UUID:
    """The id of the task that a complaint at an order's follow-up makes."""
    return companion_id(order_id, "follow_up_task")
