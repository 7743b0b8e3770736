"""A course (课程) of sessions that belong together, such as one of the 文明大学堂."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from five_steps.domain.activities import course_events as events
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.course_state import CourseState
from five_steps.domain.activities.places import ParticipantKind, Places
from five_steps.domain.activities.plan import ActivityPlan, require_before_start
from five_steps.domain.activities.recurrence import Recurrence
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SESSIONS_MAX = 40
COURSE_CAPACITY_MAX = 500
_FIELD = "courseId"


class Course(Aggregate):
    """Sessions that one enrols for together. Each is an activity, where attendance is noted."""

    TOPIC = "course"

    Event = Aggregate.Event
    Created = events.Created
    Enrolled = events.Enrolled
    EnrolmentCancelled = events.EnrolmentCancelled
    MovedUp = events.MovedUp
    Completed = events.Completed
    Cancelled = events.Cancelled

    def __init__(self) -> None:
        self.state = CourseState.OPEN
        self.plan: ActivityPlan
        self.starts_at: datetime
        self.session_ids: tuple[UUID, ...] = ()
        self.completion_percent = 0
        self.enrolment_closes_at: datetime
        self.places = Places(capacity=0)
        self.enrolments: Mapping[UUID, int] = {}
        """How often each person has enrolled."""

    @classmethod
    def open(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        plan: ActivityPlan,
        recurrence: Recurrence,
        completion_percent: int,
        enrolment_closes_at: datetime | None,
        by: str,
    ) -> "Course":
        """Open a course that has not begun; enrolment closes when it begins, if not earlier."""
        first = recurrence.first.start
        checks.still_ahead("startsAt", first, at)
        checks.whole("capacity", plan.capacity, least=1, most=COURSE_CAPACITY_MAX)
        closes_at = enrolment_closes_at or first
        require_before_start("enrolmentClosesAt", closes_at, first)
        sessions = len(recurrence.windows)
        if sessions > SESSIONS_MAX:
            field = "times" if recurrence.until is None else "until"
            raise Refusal(RefusalCode.INVALID, field, allowed=f"at most {SESSIONS_MAX} sessions")
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            **plan.fields(),
            **recurrence.fields(),
            session_ids=[session_id(id, number) for number in range(sessions)],
            completion_percent=checks.whole(
                "completionPercent", completion_percent, least=1, most=100
            ),
            enrolment_closes_at=closes_at,
            created_by=by,
        )

    @property
    def unit_id(self) -> UUID:
        """The unit that holds it."""
        return self.plan.unit_id

    def enrol(self, participant_id: UUID, kind: ParticipantKind, *, at: datetime) -> None:
        """Take a place for all sessions, or a place on the waiting list."""
        self._require_open()
        checks.before(_FIELD, at, self.enrolment_closes_at)
        self.trigger_event(
            events.Enrolled,
            timestamp=at,
            participant_id=participant_id,
            participant_kind=kind.value,
            waiting=self.places.asked(
                participant_id, times_before=self.enrolments.get(participant_id, 0)
            ),
        )

    def cancel_enrolment(self, participant_id: UUID, *, by: str, at: datetime) -> None:
        """Give the course up; before it begins, the first who waits gets the place."""
        self._require_open()
        self.places.require(participant_id)
        self.trigger_event(
            events.EnrolmentCancelled, timestamp=at, participant_id=participant_id, cancelled_by=by
        )
        if at < self.starts_at:
            for waiting_id in self.places.moving_up:
                self.trigger_event(events.MovedUp, timestamp=at, participant_id=waiting_id)

    def complete(self, sessions: Iterable[Activity], *, by: str, at: datetime) -> None:
        """End the course once every session was held or cancelled, and see who completed it."""
        self._require_open()
        sessions = list(sessions)
        for session in sessions:
            checks.in_state(_FIELD, session.state, ActivityState.HELD, ActivityState.CANCELLED)
        held = [session for session in sessions if session.state is ActivityState.HELD]
        if not held:
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual="no session held", allowed="1")
        attended = {
            person: sum(person in session.attended for session in held)
            for person in self.places.taken
        }
        self.trigger_event(
            events.Completed,
            timestamp=at,
            sessions_held=len(held),
            participant_ids=list(attended),
            attended=list(attended.values()),
            completed_ids=[
                person
                for person, times in attended.items()
                if times * 100 >= self.completion_percent * len(held)
            ],
            completed_by=by,
        )

    def cancel(self, *, reason: str, by: str, at: datetime) -> None:
        """Call the course off."""
        self._require_open()
        self.trigger_event(
            events.Cancelled, timestamp=at, reason=checks.reason("reason", reason), cancelled_by=by
        )

    def _require_open(self) -> None:
        checks.in_state(_FIELD, self.state, CourseState.OPEN)


def session_id(course_id: UUID, number: int) -> UUID:
    """The id of the session of that number, from 0, in a course."""
    return companion_id(course_id, f"session {number}")
