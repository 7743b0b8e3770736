"""Courses (课程), and who is enrolled in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.activities.course import Course
from five_steps.domain.activities.course_state import CourseState, EnrolmentStatus
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class CourseRow:
    """A course; `starts_at` and `ends_at` are the first session's."""

    id: Id
    unit_id: Id
    line: str
    sub_form: str
    title: str
    description: str
    place: str
    venue_id: Id | None
    capacity: int
    place_count: int
    waiting_count: int
    starts_at: datetime
    ends_at: datetime
    session_count: int
    completion_percent: int
    enrolment_closes_at: datetime
    state: str
    sessions_held: int | None
    completed_count: int | None
    closed_at: datetime | None
    cancellation_reason: str | None
    position: Position


@dataclass(slots=True)
class EnrolmentRow:
    """Somebody's part in a course; `attended` sessions once it is completed."""

    course_id: Id
    participant_id: Id
    kind: str
    status: str
    enrolled_at: datetime
    cancelled_at: datetime | None
    attended: int | None
    position: Position


class CoursesView(Projection):
    """`read.courses` and `read.course_enrolments`."""

    name = "courses"

    def declare(self) -> None:
        self.courses = self.table(
            Rows[Id, CourseRow](
                CourseRow, "courses", key=["id"], indexes=["(unit_id)", "(starts_at, id)"]
            )
        )
        self.enrolments = self.table(
            Rows[tuple[Id, Id], EnrolmentRow](
                EnrolmentRow,
                "course_enrolments",
                key=["course_id", "participant_id"],
                indexes=["(participant_id)"],
            )
        )

    @on(Course.Created)
    def opened(
        self,
        event: Event,
        unit_id: Id,
        line: str,
        sub_form: str,
        title: str,
        description: str,
        place: str,
        venue_id: Id | None,
        capacity: int,
        starts_at: datetime,
        ends_at: datetime,
        session_ids: list[Id],
        completion_percent: int,
        enrolment_closes_at: datetime,
    ) -> None:
        self.courses.add(
            CourseRow(
                id=event.stream,
                unit_id=unit_id,
                line=line,
                sub_form=sub_form,
                title=title,
                description=description,
                place=place,
                venue_id=venue_id,
                capacity=capacity,
                place_count=0,
                waiting_count=0,
                starts_at=starts_at,
                ends_at=ends_at,
                session_count=len(session_ids),
                completion_percent=completion_percent,
                enrolment_closes_at=enrolment_closes_at,
                state=CourseState.OPEN,
                sessions_held=None,
                completed_count=None,
                closed_at=None,
                cancellation_reason=None,
                position=event.position,
            )
        )

    @on(Course.Enrolled)
    def enrolled(
        self, event: Event, participant_id: Id, participant_kind: str, waiting: bool
    ) -> None:
        course = self._changed(event)
        course.waiting_count += waiting
        course.place_count += not waiting
        status = EnrolmentStatus.WAITING if waiting else EnrolmentStatus.ENROLLED
        if self.enrolments.find((event.stream, participant_id)) is None:
            self.enrolments.add(
                EnrolmentRow(
                    course_id=event.stream,
                    participant_id=participant_id,
                    kind=participant_kind,
                    status=status,
                    enrolled_at=event.at,
                    cancelled_at=None,
                    attended=None,
                    position=event.position,
                )
            )
            return
        enrolment = self._enrolment(event, participant_id)
        enrolment.status = status
        enrolment.enrolled_at = event.at
        enrolment.cancelled_at = None

    @on(Course.EnrolmentCancelled)
    def enrolment_cancelled(self, event: Event, participant_id: Id) -> None:
        course = self._changed(event)
        enrolment = self._enrolment(event, participant_id)
        waited = enrolment.status == EnrolmentStatus.WAITING
        course.waiting_count -= waited
        course.place_count -= not waited
        enrolment.status = EnrolmentStatus.CANCELLED
        enrolment.cancelled_at = event.at

    @on(Course.MovedUp)
    def moved_up(self, event: Event, participant_id: Id) -> None:
        course = self._changed(event)
        course.waiting_count -= 1
        course.place_count += 1
        self._enrolment(event, participant_id).status = EnrolmentStatus.ENROLLED

    @on(Course.Completed)
    def completed(
        self,
        event: Event,
        sessions_held: int,
        participant_ids: list[Id],
        attended: list[int],
        completed_ids: list[Id],
    ) -> None:
        course = self._changed(event)
        course.state = CourseState.COMPLETED
        course.sessions_held = sessions_held
        course.completed_count = len(completed_ids)
        course.closed_at = event.at
        completed = set(completed_ids)
        for participant_id, sessions in zip(participant_ids, attended, strict=True):
            enrolment = self._enrolment(event, participant_id)
            enrolment.attended = sessions
            enrolment.status = (
                EnrolmentStatus.COMPLETED
                if participant_id in completed
                else EnrolmentStatus.NOT_COMPLETED
            )

    @on(Course.Cancelled)
    def cancelled(self, event: Event, reason: str) -> None:
        course = self._changed(event)
        course.state = CourseState.CANCELLED
        course.closed_at = event.at
        course.cancellation_reason = reason

    def _changed(self, event: Event) -> CourseRow:
        course = self.courses.change(event.stream)
        course.position = event.position
        return course

    def _enrolment(self, event: Event, participant_id: Id) -> EnrolmentRow:
        enrolment = self.enrolments.change((event.stream, participant_id))
        enrolment.position = event.position
        return enrolment
