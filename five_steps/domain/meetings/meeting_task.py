"""A task that a joint meeting gives to a unit (会议任务), from the decision to the confirmation."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings import meeting_task_events as events
from five_steps.domain.meetings.meeting_task_state import UNFINISHED, MeetingTaskState

PROGRESS_REPORTS_MAX = 200
PERCENT_MAX = 100
_FIELD = "meetingTaskId"


class MeetingTask(Aggregate):
    """A task with a unit, an owner and a due date, hanging at a decision of the meeting.

    That the due date passed is an event of its own, once for each date: it is found by the keeper
    of deadlines, or by the first verb after it, whichever comes first.
    """

    TOPIC = "meeting_task"

    Created = events.Created
    Accepted = events.Accepted
    ProgressReported = events.ProgressReported
    DueMoved = events.DueMoved
    Overdue = events.Overdue
    Done = events.Done
    SentBack = events.SentBack
    Confirmed = events.Confirmed
    Withdrawn = events.Withdrawn

    def __init__(self) -> None:
        self.state = MeetingTaskState.ASSIGNED
        self.meeting_id: UUID
        self.unit_id: UUID
        self.due_at: datetime
        self.overdue = False
        """Whether the present due date passed with the task unfinished."""
        self.progress_reports = 0
        self.done_by = ""

    @classmethod
    def assign(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        meeting_id: UUID,
        matter_id: UUID,
        unit_id: UUID,
        title: str,
        details: str,
        owner: str,
        due_at: datetime,
        by: str,
    ) -> "MeetingTask":
        """Give a task to a unit, due at a time that is still to come."""
        _require_future(due_at, at)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            meeting_id=meeting_id,
            matter_id=matter_id,
            unit_id=unit_id,
            title=checks.name("title", title),
            details=checks.text("details", details, chars_min=0),
            owner=checks.name("owner", owner),
            due_at=due_at,
            assigned_by=by,
        )

    def accept(self, *, by: str, at: datetime) -> None:
        """Take the task on, for the unit."""
        checks.in_state(_FIELD, self.state, MeetingTaskState.ASSIGNED)
        self._note_overdue(at)
        self.trigger_event(self.Accepted, timestamp=at, accepted_by=by)

    def report_progress(self, *, percent: int, note: str, by: str, at: datetime) -> None:
        """Say how far it is."""
        checks.in_state(_FIELD, self.state, MeetingTaskState.IN_PROGRESS)
        if self.progress_reports >= PROGRESS_REPORTS_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, _FIELD, allowed=PROGRESS_REPORTS_MAX)
        checks.whole("percent", percent, least=0, most=PERCENT_MAX)
        note = checks.text("note", note)
        self._note_overdue(at)
        self.trigger_event(
            self.ProgressReported, timestamp=at, percent=percent, note=note, reported_by=by
        )

    def move_due(self, due_at: datetime, *, reason: str, by: str, at: datetime) -> None:
        """Move the due date, as long as it has not passed."""
        checks.in_state(_FIELD, self.state, *UNFINISHED)
        if self.overdue or at >= self.due_at:
            raise Refusal(RefusalCode.TOO_LATE, _FIELD, allowed=self.due_at.isoformat())
        _require_future(due_at, at)
        self.trigger_event(
            self.DueMoved,
            timestamp=at,
            due_at=due_at,
            reason=checks.reason("reason", reason),
            moved_by=by,
        )

    def mark_overdue(self, *, at: datetime) -> None:
        """Record that the due date passed with the task unfinished; once for each date."""
        checks.in_state(_FIELD, self.state, *UNFINISHED)
        if self.overdue:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD)
        checks.not_before(_FIELD, at, self.due_at)
        self._note_overdue(at)

    def report_done(self, *, result: str, by: str, at: datetime) -> None:
        """Report the result; the centre has yet to confirm it."""
        checks.in_state(_FIELD, self.state, MeetingTaskState.IN_PROGRESS)
        result = checks.text("result", result)
        self._note_overdue(at)
        self.trigger_event(self.Done, timestamp=at, result=result, done_by=by)

    def send_back(self, *, reason: str, due_at: datetime | None, by: str, at: datetime) -> None:
        """Ask for more; what was done in time may get a later due date along."""
        checks.in_state(_FIELD, self.state, MeetingTaskState.DONE)
        self._require_second_person(by)
        reason = checks.reason("reason", reason)
        if due_at is not None:
            if self.overdue:
                raise Refusal(RefusalCode.TOO_LATE, "dueAt", allowed=self.due_at.isoformat())
            _require_future(due_at, at)
        self.trigger_event(self.SentBack, timestamp=at, reason=reason, sent_back_by=by)
        if due_at is not None:
            self.trigger_event(
                self.DueMoved, timestamp=at, due_at=due_at, reason=reason, moved_by=by
            )

    def confirm(self, *, by: str, at: datetime) -> None:
        """Confirm the result, as somebody who did not report it."""
        checks.in_state(_FIELD, self.state, MeetingTaskState.DONE)
        self._require_second_person(by)
        self.trigger_event(self.Confirmed, timestamp=at, confirmed_by=by)

    def withdraw(self, *, reason: str, by: str, at: datetime) -> None:
        """Take the task back: it is no longer asked for."""
        checks.in_state(_FIELD, self.state, *UNFINISHED)
        reason = checks.reason("reason", reason)
        self._note_overdue(at)
        self.trigger_event(self.Withdrawn, timestamp=at, reason=reason, withdrawn_by=by)

    def _note_overdue(self, at: datetime) -> None:
        if not self.overdue and at >= self.due_at:
            self.trigger_event(self.Overdue, timestamp=at, due_at=self.due_at)

    def _require_second_person(self, by: str) -> None:
        if by == self.done_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)


def _require_future(due_at: datetime, at: datetime) -> None:
    if checks.aware("dueAt", due_at) <= at:
        raise Refusal(RefusalCode.TOO_EARLY, "dueAt", allowed=at.isoformat())
