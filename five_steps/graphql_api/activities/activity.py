"""Activities (活动)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.commands.kernel.check_in_code import check_in_code
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.activities.activity_filter import OPEN_FOR_SIGN_UP
from five_steps.graphql_api.activities.duty import FIRST_JOINED, ActivityDuty
from five_steps.graphql_api.activities.participation import (
    FIRST_COME,
    Participation,
    ParticipationFilter,
)
from five_steps.graphql_api.kernel.access import ACTIVITY, ACTIVITY_CODE, ACTIVITY_IN_FULL
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, row_key
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.venue import Venue

if TYPE_CHECKING:
    from five_steps.graphql_api.activities.activity_series import ActivitySeries
    from five_steps.graphql_api.activities.course import Course


@entity(
    "read.activities",
    "An activity of one of the six lines (活动); a draft is for the staff of its unit.",
    visible=ACTIVITY,
    hidden={"code_shown": ACTIVITY_CODE},
)
class Activity(Node):
    """An activity."""

    line: ActivityLine = column("Activity line 活动类别.")
    sub_form: SubForm = column("What it is within its line 活动形式.")
    method: PreachingMethod | None = column("How theory is brought 宣讲方式; null for other lines.")
    title: str = column("Title 标题.")
    description: str = column("Particulars 说明.")
    place: str = column("Where, in words 地点.")
    starts_at: datetime = column("Start 开始时间.")
    ends_at: datetime = column("End 结束时间.")
    month: str = column("Civil month of its start, such as 2026-03 月份.")
    state: ActivityState = column("Where it stands 状态.")
    sign_up_opens_at: datetime | None = column(
        "When sign-up opens 报名开始; null for with the publication."
    )
    sign_up_closes_at: datetime = column("When sign-up closes 报名截止.")
    open_for_sign_up: bool = column(
        "Whether one may sign up now, if only for the waiting list 是否可报名.", OPEN_FOR_SIGN_UP
    )
    capacity: int = column("Places 名额.")
    place_count: int = column("Places taken 已报名人数.")
    waiting_count: int = column("People who wait for a place 候补人数.")
    attended_count: int = column("People who checked in 签到人数.")
    attendance: int | None = column(
        "Everybody who came, checked in or not 参加人数; null until it was held."
    )
    duty_headcount: int = column("Volunteers wanted on duty 需要志愿者人数.")
    duty_count: int = column("Volunteers who joined 已上岗报名人数.")
    duty_category: Category | None = column("Category of the duty 服务类别; null without duty.")
    duty_skills: list[str] = column("Skills asked for on duty 技能要求.")
    published_at: datetime | None = column("When it was published 发布时间.")
    held_at: datetime | None = column("When it was recorded as held 登记举办时间.")
    evidence_hashes: list[str] = column("SHA-256 of photos kept elsewhere 佐证材料指纹.")
    cancelled_at: datetime | None = column("When it was cancelled 取消时间.")
    cancellation_reason: str | None = column("Why it was cancelled 取消原因.")
    ratings_count: int = column("Ratings received 评价次数.")
    rating: float | None = column(
        "Mean rating 平均评分, 1–5; null without any.", "{t}.rating::float8"
    )
    created_by: str | None = column("Who planned it 策划人.", seen_by=ACTIVITY_IN_FULL)
    created_at: datetime = column("When it was planned 策划时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that holds it 举办单位.", join="{t}.id = {parent}.unit_id")
    venue: Venue | None = one(
        "The venue booked for it 阵地; null without one.", join="{t}.id = {parent}.venue_id"
    )
    series: (
        Annotated[
            "ActivitySeries", strawberry.lazy("five_steps.graphql_api.activities.activity_series")
        ]
        | None
    ) = one("The series it is of 系列活动.", join="{t}.id = {parent}.series_id")
    course: (
        Annotated["Course", strawberry.lazy("five_steps.graphql_api.activities.course")] | None
    ) = one("The course it is a session of 课程.", join="{t}.id = {parent}.course_id")
    participants: Connection[Participation] = connection(
        "Who takes part, first come first 报名人员; those whom the viewer may see.",
        join="{t}.activity_id = {parent}.id",
        filter=ParticipationFilter,
        sorts=FIRST_COME,
    )
    duties: Connection[ActivityDuty] = connection(
        "Volunteers on duty, first come first 值勤志愿者; those whom the viewer may see.",
        join="{t}.activity_id = {parent}.id",
        sorts=FIRST_JOINED,
    )
    code_shown: strawberry.Private[bool]

    @strawberry.field(description="The check-in code 签到码, for staff of the unit to tell.")
    def check_in_code(self, info: Info) -> str | None:
        """The six digits; None for everybody else."""
        if not self.code_shown:
            return None
        (activity_id,) = row_key(self)
        return check_in_code(info.context.services.secrets, activity_id)
