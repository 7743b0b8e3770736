"""Courses: one enrols for all their sessions, and completes them (课程)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.activities.cancelling import call_off
from five_steps.commands.activities.making import make_activity, require_unit_may_hold
from five_steps.commands.activities.parties import require_own_or_staff, require_participant
from five_steps.commands.activities.plan_input import RecurringPlanCommand
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.course import Course
from five_steps.domain.activities.places import ParticipantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCourse(RecurringPlanCommand):
    """Open a course and publish all its sessions (开课).

    Whoever attends `completion_percent` of the sessions held completes it. Enrolment closes when
    the course begins, if no earlier moment is given.
    """

    completion_percent: int = 80
    enrolment_closes_at: datetime | None = None


@handles(OpenCourse)
async def open_course(c: Context, command: OpenCourse) -> UUID:
    """Open a course, with an activity for each session."""
    await require_unit_may_hold(c, command.unit_id)
    recurrence = command.recurrence
    course = Course.open(
        id=c.work.new_id(),
        at=c.now,
        plan=command.plan,
        recurrence=recurrence,
        completion_percent=command.completion_percent,
        enrolment_closes_at=command.enrolment_closes_at,
        by=c.actor.subject,
    )
    c.work.add(course)
    for session_id, window in zip(course.session_ids, recurrence.windows, strict=True):
        await make_activity(c, session_id, course.plan, window, publish=True, course_id=course.id)
    return course.id


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolInCourse(Command):
    """Enrol in all sessions of a course; once it is full, for its waiting list (课程报名).

    People enrol for themselves; staff of the unit enrol who has called.
    """

    course_id: UUID
    participant_id: UUID
    participant_kind: ParticipantKind


@handles(EnrolInCourse)
async def enrol_in_course(c: Context, command: EnrolInCourse) -> UUID:
    """Enrol somebody."""
    course = await c.get(Course, command.course_id, "courseId")
    await require_own_or_staff(c, command.participant_id, course.unit_id, "courseId")
    await require_participant(c, command.participant_id, command.participant_kind)
    course.enrol(command.participant_id, command.participant_kind, at=c.now)
    return course.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelEnrolment(Command):
    """Give a course up; before it begins, the first who waits gets the place (退课)."""

    course_id: UUID
    participant_id: UUID


@handles(CancelEnrolment)
async def cancel_enrolment(c: Context, command: CancelEnrolment) -> UUID:
    """Cancel an enrolment."""
    course = await c.get(Course, command.course_id, "courseId")
    await require_own_or_staff(c, command.participant_id, course.unit_id, "courseId")
    course.cancel_enrolment(command.participant_id, by=c.actor.subject, at=c.now)
    return course.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteCourse(Command):
    """End a course whose sessions were all held or cancelled, and see who completed it (结课)."""

    course_id: UUID


@handles(CompleteCourse)
async def complete_course(c: Context, command: CompleteCourse) -> UUID:
    """Complete a course: the attendance of all sessions decides."""
    course = await _course_of_staff(c, command.course_id)
    course.complete(await _sessions(c, course), by=c.actor.subject, at=c.now)
    return course.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCourse(Command):
    """Call a course off, with those sessions that were not held yet (停课)."""

    course_id: UUID
    reason: str


@handles(CancelCourse)
async def cancel_course(c: Context, command: CancelCourse) -> UUID:
    """Cancel a course and its sessions to come."""
    course = await _course_of_staff(c, command.course_id)
    course.cancel(reason=command.reason, by=c.actor.subject, at=c.now)
    for session in await _sessions(c, course):
        if session.state is ActivityState.PUBLISHED:
            await call_off(c, session, reason=command.reason)
    return course.id


async def _course_of_staff(c: Context, course_id: UUID) -> Course:
    course = await c.get(Course, course_id, "courseId")
    await scope.require_unit(c, course.unit_id, "courseId")
    return course


async def _sessions(c: Context, course: Course) -> list[Activity]:
    return [await c.get(Activity, session_id, "courseId") for session_id in course.session_ids]
