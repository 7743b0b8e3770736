"""Courses (课程)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from five_steps.commands.activities.courses import (
    CancelCourse,
    CancelEnrolment,
    CompleteCourse,
    EnrolInCourse,
    OpenCourse,
)
from five_steps.graphql_api.activities.activity_input import Participant, read_participant
from five_steps.graphql_api.activities.plan_input import RecurringPlanInput
from five_steps.graphql_api.activities.results import CourseChanged, CourseResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="A command about a course.")
class CourseInput(CommandInput):
    """A command about a course."""

    course_id: strawberry.ID = strawberry.field(description="The course 课程.")

    @property
    def course(self) -> UUID:
        """The course's own id."""
        return local_id("courseId", self.course_id, "Course")


@strawberry.input(description="A command about somebody's part in a course.")
class EnrolmentInput(CourseInput):
    """A command about somebody's part in a course."""

    participant_id: strawberry.ID = strawberry.field(
        description="The resident or volunteer who takes part 学员."
    )

    @property
    def participant(self) -> Participant:
        """Who takes part."""
        return read_participant(self.participant_id)


@strawberry.input(description="A course to open (开课); `times` or `until` says how many sessions.")
class OpenCourseInput(RecurringPlanInput):
    """A course to open."""

    completion_percent: int = strawberry.field(
        default=80, description="Share of the sessions to attend 结业出勤率, 1–100 %."
    )
    enrolment_closes_at: datetime | None = strawberry.field(
        default=None, description="When enrolment closes 报名截止; by default when it begins."
    )

    def command(self) -> OpenCourse:
        """The command that is asked for."""
        return OpenCourse(
            **self.recurring_plan(),
            completion_percent=self.completion_percent,
            enrolment_closes_at=self.enrolment_closes_at,
        )


@strawberry.input(description="Somebody to enrol (课程报名).")
class EnrolInCourseInput(EnrolmentInput):
    """Somebody to enrol."""

    def command(self) -> EnrolInCourse:
        """The command that is asked for."""
        return EnrolInCourse(course_id=self.course, **self.participant)


@strawberry.input(description="An enrolment to cancel (退课).")
class CancelEnrolmentInput(EnrolmentInput):
    """An enrolment to cancel."""

    def command(self) -> CancelEnrolment:
        """The command that is asked for."""
        return CancelEnrolment(
            course_id=self.course, participant_id=self.participant["participant_id"]
        )


@strawberry.input(description="A course that is over (结课).")
class CompleteCourseInput(CourseInput):
    """A course that is over."""

    def command(self) -> CompleteCourse:
        """The command that is asked for."""
        return CompleteCourse(course_id=self.course)


@strawberry.input(description="A course to call off (停课).")
class CancelCourseInput(CourseInput):
    """A course to call off."""

    reason: str = strawberry.field(description="Why 停课原因, 1–500 characters.")

    def command(self) -> CancelCourse:
        """The command that is asked for."""
        return CancelCourse(course_id=self.course, reason=self.reason)


@strawberry.type(description="Courses.")
class CourseMutations:
    """Courses."""

    @strawberry.mutation(
        description="Open a course and publish all its sessions, 1–40 activities 开课; for "
        "administrators of the unit or above."
    )
    async def open_course(
        self,
        info: Info,
        input: Annotated[OpenCourseInput, GIVEN],  # noqa: A002
    ) -> CourseResult:
        """Open a course."""
        return await run(info, input, CourseChanged)

    @strawberry.mutation(
        description="Enrol in all sessions of a course 课程报名; once it is full, for its waiting "
        "list. People enrol for themselves, staff of the unit for who has called."
    )
    async def enrol_in_course(
        self,
        info: Info,
        input: Annotated[EnrolInCourseInput, GIVEN],  # noqa: A002
    ) -> CourseResult:
        """Enrol."""
        return await run(info, input, CourseChanged)

    @strawberry.mutation(
        description="Give a course up 退课; before it begins, the first who waits gets the place."
    )
    async def cancel_enrolment(
        self,
        info: Info,
        input: Annotated[CancelEnrolmentInput, GIVEN],  # noqa: A002
    ) -> CourseResult:
        """Cancel an enrolment."""
        return await run(info, input, CourseChanged)

    @strawberry.mutation(
        description="End a course whose sessions were all held or cancelled 结课: who attended "
        "enough of those held has completed it."
    )
    async def complete_course(
        self,
        info: Info,
        input: Annotated[CompleteCourseInput, GIVEN],  # noqa: A002
    ) -> CourseResult:
        """Complete a course."""
        return await run(info, input, CourseChanged)

    @strawberry.mutation(
        description="Call a course off, with the sessions that were not held yet 停课."
    )
    async def cancel_course(
        self,
        info: Info,
        input: Annotated[CancelCourseInput, GIVEN],  # noqa: A002
    ) -> CourseResult:
        """Cancel a course."""
        return await run(info, input, CourseChanged)
