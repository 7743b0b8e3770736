"""Which meetings and tasks to list, and in which order."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.meetings.meeting_state import MeetingState
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT

OVERDUE = "({t}.overdue_at IS NOT NULL AND {t}.state IN ('ASSIGNED', 'IN_PROGRESS'))"
"""The due date passed and the task is unfinished still."""


@graphql_enum
class MeetingSort(StrEnum):
    """In which order meetings are listed (排序)."""

    LATEST = "LATEST"
    """Latest first 时间降序."""
    EARLIEST = "EARLIEST"
    """Earliest first 时间升序."""


MEETING_SORTS = {
    MeetingSort.LATEST: Sort("{t}.starts_at", "timestamptz", descending=True),
    MeetingSort.EARLIEST: Sort("{t}.starts_at", "timestamptz"),
}


@strawberry.input(description="Which meetings to list; all that is given must hold.")
class MeetingFilter:
    """Which meetings to list."""

    year: int | None = condition("{t}.year = {p}::int", "Held in this civil year 年度.")
    state: list[MeetingState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    under: strawberry.ID | None = condition(
        "EXISTS (SELECT FROM read.meeting_invitations i JOIN read.units u ON u.id = i.unit_id"
        " WHERE i.meeting_id = {t}.id AND u.path @> ARRAY[{p}::uuid])",
        "Where this unit or any under it is invited 参会单位.",
        read=reads_id("Unit"),
    )
    search: str | None = condition(
        "{t}.title LIKE {p}", "Part of the title 名称.", read=reads_search
    )


@graphql_enum
class MeetingTaskSort(StrEnum):
    """In which order tasks of meetings are listed (排序)."""

    DUE_FIRST = "DUE_FIRST"
    """Earliest due date first 期限升序."""
    DUE_LAST = "DUE_LAST"
    """Latest due date first 期限降序."""
    NEWEST = "NEWEST"
    """Latest assigned first 最新交办."""


MEETING_TASK_SORTS = {
    MeetingTaskSort.DUE_FIRST: Sort("{t}.due_at", "timestamptz"),
    MeetingTaskSort.DUE_LAST: Sort("{t}.due_at", "timestamptz", descending=True),
    MeetingTaskSort.NEWEST: Sort("{t}.assigned_at", "timestamptz", descending=True),
}


@strawberry.input(description="Which tasks of meetings to list; all that is given must hold.")
class MeetingTaskFilter:
    """Which tasks of meetings to list."""

    year: int | None = condition("{t}.year = {p}::int", "Due in this civil year 年度.")
    state: list[MeetingTaskState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Of this unit 责任单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it.",
        read=reads_id("Unit"),
    )
    meeting: strawberry.ID | None = condition(
        "{t}.meeting_id = {p}::uuid", "Of this meeting 会议.", read=reads_id("JointMeeting")
    )
    overdue: bool | None = condition(
        f"{OVERDUE} = {{p}}::boolean", "Unfinished past its due date, or not 是否逾期."
    )
    due_before: datetime | None = condition(
        "{t}.due_at < {p}::timestamptz", "Due before this moment 期限早于."
    )
