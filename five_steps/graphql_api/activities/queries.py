"""Root fields of the activities."""

import strawberry

from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.activities.activity_filter import (
    ACTIVITY_SORTS,
    ActivityFilter,
    ActivitySort,
)
from five_steps.graphql_api.activities.activity_series import (
    LATEST_SERIES_FIRST,
    ActivitySeries,
    ActivitySeriesFilter,
)
from five_steps.graphql_api.activities.course import LATEST_COURSE_FIRST, Course, CourseFilter
from five_steps.graphql_api.activities.coverage import (
    BY_MONTH,
    IN_ORDER_OF_LINES,
    YEARS,
    ActivityMonth,
    LineCoverage,
)
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one, some

_ACTIVITY_ID = Argument(
    strawberry.ID,
    "Global id of the activity.",
    Condition("{t}.id = {p}::uuid", reads_id("Activity")),
)
_COURSE_ID = Argument(
    strawberry.ID,
    "Global id of the course.",
    Condition("{t}.id = {p}::uuid", reads_id("Course")),
)
_UNIT_ID = Argument(
    strawberry.ID, "Global id of the unit.", Condition("{t}.unit_id = {p}::uuid", reads_id("Unit"))
)
_YEAR = Argument(int, f"Civil year 年度, {YEARS[0]}–{YEARS[1]}.", Condition("{t}.year = {p}::int"))


@strawberry.type(description="Reading activities.")
class ActivitiesQueries:
    """Root fields of the activities."""

    activity: Activity | None = one("An activity 活动.", arguments={"id": _ACTIVITY_ID})
    activities: Connection[Activity] = connection(
        "The activities that the viewer may see 活动.",
        filter=ActivityFilter,
        order_by=ActivitySort,
        sorts=ACTIVITY_SORTS,
    )
    activity_series: Connection[ActivitySeries] = connection(
        "Series of activities, the latest first 系列活动.",
        filter=ActivitySeriesFilter,
        sorts=LATEST_SERIES_FIRST,
    )
    course: Course | None = one("A course 课程.", arguments={"id": _COURSE_ID})
    courses: Connection[Course] = connection(
        "Courses, the latest first 课程.", filter=CourseFilter, sorts=LATEST_COURSE_FIRST
    )
    activity_coverage: list[LineCoverage] = some(
        "What a unit itself held of each of the six lines in a year 活动覆盖.",
        arguments={"unitId": _UNIT_ID, "year": _YEAR},
        sorts=IN_ORDER_OF_LINES,
    )
    activity_months: list[ActivityMonth] = some(
        "What a unit and all under it held in a year, by month and line 月度活动.",
        arguments={"unitId": _UNIT_ID, "year": _YEAR},
        sorts=BY_MONTH,
    )
