"""Courses (课程), and who is enrolled in them."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.domain.activities.course_state import CourseState, EnrolmentStatus
from five_steps.domain.activities.line import ActivityLine, SubForm
from five_steps.domain.activities.places import ParticipantKind
from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.activities.activity_filter import ACTIVITY_SORTS, ActivitySort
from five_steps.graphql_api.kernel.access import ENROLMENT
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.venue import Venue
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer

LATEST_COURSE_FIRST = {"": Sort("{t}.starts_at", "timestamptz", descending=True)}
FIRST_ENROLLED = {"": Sort("{t}.enrolled_at", "timestamptz", unique="{t}.participant_id")}
LATEST_ENROLMENT_FIRST = {
    "": Sort("{t}.enrolled_at", "timestamptz", descending=True, unique="{t}.course_id")
}
OPEN_FOR_ENROLMENT = "({t}.state = 'OPEN' AND {now} < {t}.enrolment_closes_at)"


@strawberry.input(description="Which courses to list; all that is given must hold.")
class CourseFilter:
    """Which courses to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Held by this unit or any under it.",
        read=reads_id("Unit"),
    )
    line: list[ActivityLine] | None = condition(
        "{t}.line = ANY({p}::text[])", "Of one of these lines 活动类别."
    )
    sub_form: list[SubForm] | None = condition(
        "{t}.sub_form = ANY({p}::text[])", "Of one of these forms 活动形式."
    )
    state: list[CourseState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    open_for_enrolment: bool | None = condition(
        f"{OPEN_FOR_ENROLMENT} = {{p}}::boolean", "Open for enrolment now, or not 是否可报名."
    )


@entity(
    "read.course_enrolments",
    "Somebody's part in a course (学员); for themselves and the staff of the unit.",
    key={"course_id": "uuid", "participant_id": "uuid"},
    visible=ENROLMENT,
)
class Enrolment:
    """Somebody's part in a course."""

    kind: ParticipantKind = column("Resident or volunteer 学员类别.")
    status: EnrolmentStatus = column("Where it stands 学员状态.")
    enrolled_at: datetime = column("When they enrolled 报名时间.")
    cancelled_at: datetime | None = column("When they gave it up 退课时间.")
    attended: int = column(
        "Sessions attended so far 已参加课次.",
        "coalesce({t}.attended, (SELECT count(*)::int FROM read.activities session"
        " JOIN read.activity_participants part ON part.activity_id = session.id"
        " WHERE session.course_id = {t}.course_id AND session.state IN ('PUBLISHED', 'HELD')"
        " AND part.participant_id = {t}.participant_id AND part.status = 'ATTENDED'))",
    )
    position: Position = column("Log position of its last event.")
    course: (
        Annotated["Course", strawberry.lazy("five_steps.graphql_api.activities.course")] | None
    ) = one("The course 课程.", join="{t}.id = {parent}.course_id")
    resident: Resident | None = one(
        "The resident 群众; null for a volunteer, or if the viewer may not see them.",
        join="{t}.id = {parent}.participant_id AND {parent}.kind = 'RESIDENT'",
    )
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者; null for a resident.",
        join="{t}.id = {parent}.participant_id AND {parent}.kind = 'VOLUNTEER'",
    )


@entity(
    "read.courses",
    "A course (课程): sessions that one enrols for together, such as one of the 文明大学堂.",
    visible=PUBLIC,
)
class Course(Node):
    """A course."""

    line: ActivityLine = column("Activity line 活动类别.")
    sub_form: SubForm = column("What it is within its line 活动形式.")
    title: str = column("Title 课程名称.")
    description: str = column("Particulars 说明.")
    place: str = column("Where, in words 地点.")
    capacity: int = column("Places 名额.")
    place_count: int = column("Places taken 已报名人数.")
    waiting_count: int = column("People who wait for a place 候补人数.")
    starts_at: datetime = column("Start of the first session 首课开始时间.")
    ends_at: datetime = column("End of the first session 首课结束时间.")
    session_count: int = column("Sessions planned 课次.")
    sessions_held: int | None = column("Sessions held 实际课次; null until it is completed.")
    completion_percent: int = column("Share of the sessions to attend 结业出勤率, %.")
    completed_count: int | None = column("People who completed it 结业人数; null until then.")
    enrolment_closes_at: datetime = column("When enrolment closes 报名截止.")
    open_for_enrolment: bool = column("Whether one may enrol now 是否可报名.", OPEN_FOR_ENROLMENT)
    state: CourseState = column("Where it stands 状态.")
    closed_at: datetime | None = column("When it was completed or called off 结束时间.")
    cancellation_reason: str | None = column("Why it was called off 停课原因.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that holds it 举办单位.", join="{t}.id = {parent}.unit_id")
    venue: Venue | None = one(
        "The venue booked for the sessions 阵地.", join="{t}.id = {parent}.venue_id"
    )
    sessions: list[Activity] = some(
        "Its sessions, in order 课次.",
        join="{t}.course_id = {parent}.id",
        sorts={"": ACTIVITY_SORTS[ActivitySort.STARTS_FIRST]},
    )
    enrolments: Connection[Enrolment] = connection(
        "Who is enrolled, first come first 学员; those whom the viewer may see.",
        join="{t}.course_id = {parent}.id",
        sorts=FIRST_ENROLLED,
    )
