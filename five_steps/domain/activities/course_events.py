"""What can happen to a course."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.activities.course_state import CourseState
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.kernel.aggregate import Aggregate, with_entry

if TYPE_CHECKING:
    from five_steps.domain.activities.course import Course


class Created(Aggregate.Created):
    """A course was opened with all its sessions (开课), which are activities.

    Whoever attends `completion_percent` of the sessions that are held completes it.
    """

    TOPIC = "course.created"
    unit_id: UUID
    line: str
    sub_form: str
    method: str | None
    title: str
    description: str
    place: str
    venue_id: UUID | None
    capacity: int
    duty_headcount: int
    duty_category: str | None
    duty_skills: list[str]
    starts_at: datetime
    ends_at: datetime
    frequency: str
    interval: int
    times: int | None
    until: datetime | None
    session_ids: list[UUID]
    completion_percent: int
    enrolment_closes_at: datetime
    created_by: str

    def apply(self, course: "Course") -> None:
        course.plan = ActivityPlan.kept_by(self)
        course.starts_at = self.starts_at
        course.session_ids = tuple(self.session_ids)
        course.completion_percent = self.completion_percent
        course.enrolment_closes_at = self.enrolment_closes_at
        course.places = replace(course.places, capacity=self.capacity)


class Enrolled(Aggregate.Event):
    """Somebody enrolled: for a place, or for the waiting list (报名)."""

    TOPIC = "course.enrolled"
    participant_id: UUID
    participant_kind: str
    waiting: bool

    def apply(self, course: "Course") -> None:
        course.places = course.places.with_person(self.participant_id, waiting=self.waiting)
        times = course.enrolments.get(self.participant_id, 0) + 1
        course.enrolments = with_entry(course.enrolments, self.participant_id, times)


class EnrolmentCancelled(Aggregate.Event):
    """Somebody gave the course up (退课)."""

    TOPIC = "course.enrolment_cancelled"
    participant_id: UUID
    cancelled_by: str

    def apply(self, course: "Course") -> None:
        course.places = course.places.without(self.participant_id)


class MovedUp(Aggregate.Event):
    """The first of the waiting list got a place that became free (候补转正)."""

    TOPIC = "course.moved_up"
    participant_id: UUID

    def apply(self, course: "Course") -> None:
        course.places = course.places.moved_up(self.participant_id)


class Completed(Aggregate.Event):
    """The course is over (结课): who attended how many of the sessions held, and who completed."""

    TOPIC = "course.completed"
    sessions_held: int
    participant_ids: list[UUID]
    attended: list[int]
    completed_ids: list[UUID]
    completed_by: str

    def apply(self, course: "Course") -> None:
        course.state = CourseState.COMPLETED


class Cancelled(Aggregate.Event):
    """The course was called off, with the sessions not yet held (停课)."""

    TOPIC = "course.cancelled"
    reason: str
    cancelled_by: str

    def apply(self, course: "Course") -> None:
        course.state = CourseState.CANCELLED
