"""Series of activities (系列活动)."""

from datetime import datetime

import strawberry

from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.activities.recurrence import Frequency
from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.activities.activity_filter import (
    ACTIVITY_SORTS,
    ActivityFilter,
    ActivitySort,
)
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.venue import Venue

LATEST_SERIES_FIRST = {"": Sort("{t}.starts_at", "timestamptz", descending=True)}


@strawberry.input(description="Which series to list; all that is given must hold.")
class ActivitySeriesFilter:
    """Which series to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Held by this unit or any under it.",
        read=reads_id("Unit"),
    )
    line: list[ActivityLine] | None = condition(
        "{t}.line = ANY({p}::text[])", "Of one of these lines 活动类别."
    )
    ended: bool | None = condition(
        "({t}.ended_at IS NOT NULL) = {p}::boolean", "Ended or going on 是否结束."
    )


@entity(
    "read.activity_series",
    "A series of activities (系列活动): the same plan, again and again.",
    visible=PUBLIC,
)
class ActivitySeries(Node):
    """A series of activities."""

    line: ActivityLine = column("Activity line 活动类别.")
    sub_form: SubForm = column("What they are within their line 活动形式.")
    method: PreachingMethod | None = column("How theory is brought 宣讲方式; null for other lines.")
    title: str = column("Title 标题.")
    capacity: int = column("Places of each 名额.")
    starts_at: datetime = column("Start of the first 首次开始时间.")
    ends_at: datetime = column("End of the first 首次结束时间.")
    frequency: Frequency = column("How it recurs 周期.")
    interval: int = column("Every so many weeks or months 间隔.")
    times: int | None = column("How often 次数; null if it ends by `until`.")
    until: datetime | None = column("None starts from this moment on 截止; null with `times`.")
    sign_up_days: int = column("Days before each that sign-up opens 报名提前天数.")
    activity_count: int = column("Activities made of it so far 已生成活动数.")
    ended_at: datetime | None = column("When it was ended 结束时间; null while it goes on.")
    ended_reason: str | None = column("Why it was ended 结束原因.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that holds it 举办单位.", join="{t}.id = {parent}.unit_id")
    venue: Venue | None = one("The venue booked for each 阵地.", join="{t}.id = {parent}.venue_id")
    activities: Connection[Activity] = connection(
        "Its activities 活动.",
        join="{t}.series_id = {parent}.id",
        filter=ActivityFilter,
        order_by=ActivitySort,
        sorts=ACTIVITY_SORTS,
    )
