"""Which activities to list, and in which order."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT

OPEN_FOR_SIGN_UP = (
    "({t}.state = 'PUBLISHED' AND {t}.course_id IS NULL"
    " AND coalesce({t}.sign_up_opens_at, {t}.published_at) <= {now}"
    " AND {now} < {t}.sign_up_closes_at)"
)
DUTY_WANTED = (
    "({t}.state = 'PUBLISHED' AND {t}.duty_count < {t}.duty_headcount AND {now} < {t}.ends_at)"
)


@graphql_enum
class ActivitySort(StrEnum):
    """In which order activities are listed."""

    STARTS_LAST = "STARTS_LAST"
    """Latest first 时间降序."""
    STARTS_FIRST = "STARTS_FIRST"
    """Earliest first 时间升序."""
    BEST_RATED = "BEST_RATED"
    """Best rated first, unrated ones last 评分降序."""
    MOST_ATTENDED = "MOST_ATTENDED"
    """Most attended first 参加人数降序."""


ACTIVITY_SORTS = {
    ActivitySort.STARTS_LAST: Sort("{t}.starts_at", "timestamptz", descending=True),
    ActivitySort.STARTS_FIRST: Sort("{t}.starts_at", "timestamptz"),
    ActivitySort.BEST_RATED: Sort("coalesce({t}.rating, 0)", "numeric", descending=True),
    ActivitySort.MOST_ATTENDED: Sort("coalesce({t}.attendance, 0)", "int", descending=True),
}


@strawberry.input(description="Which activities to list; all that is given must hold.")
class ActivityFilter:
    """Which activities to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Held by this unit 举办单位.", read=reads_id("Unit")
    )
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
    method: list[PreachingMethod] | None = condition(
        "{t}.method = ANY({p}::text[])", "Theory brought in one of these ways 宣讲方式."
    )
    state: list[ActivityState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    starts_from: datetime | None = condition(
        "{t}.starts_at >= {p}::timestamptz", "That start at or after this moment 开始时间起."
    )
    starts_before: datetime | None = condition(
        "{t}.starts_at < {p}::timestamptz", "That start before this moment 开始时间止."
    )
    open_for_sign_up: bool | None = condition(
        f"{OPEN_FOR_SIGN_UP} = {{p}}::boolean", "Open for sign-up now, or not 是否可报名."
    )
    duty_wanted: bool | None = condition(
        f"{DUTY_WANTED} = {{p}}::boolean", "Volunteers still wanted on duty, or not 是否招募中."
    )
    venue: strawberry.ID | None = condition(
        "{t}.venue_id = {p}::uuid", "At this venue 阵地.", read=reads_id("Venue")
    )
    series: strawberry.ID | None = condition(
        "{t}.series_id = {p}::uuid", "Of this series 系列活动.", read=reads_id("ActivitySeries")
    )
    course: strawberry.ID | None = condition(
        "{t}.course_id = {p}::uuid", "Sessions of this course 课程.", read=reads_id("Course")
    )
    search: str | None = condition(
        "{t}.title LIKE {p}", "Part of the title 标题.", read=reads_search
    )
