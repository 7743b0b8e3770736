"""Joint meetings (联席会议)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.meetings.meeting_state import MeetingAttendance, MeetingState
from five_steps.graphql_api.kernel.access import JOINT_MEETING, MEETING_PART, MINUTES_DRAFT
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.meetings.meeting_filter import (
    MEETING_TASK_SORTS,
    MeetingTaskFilter,
    MeetingTaskSort,
)
from five_steps.graphql_api.meetings.minutes import MeetingMinutes
from five_steps.graphql_api.meetings.report import MeetingReport
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.meetings.matter import MeetingMatter
    from five_steps.graphql_api.meetings.task import MeetingTask


@entity(
    "read.meeting_invitations",
    "A unit that is invited to a joint meeting, and how it was there (参会单位).",
    key={"meeting_id": "uuid", "unit_id": "uuid"},
    visible=MEETING_PART,
)
class MeetingInvitation:
    """A unit that is invited to a meeting."""

    invited_at: datetime = column("When it was invited 通知时间.")
    attendance: MeetingAttendance | None = column(
        "How it was there 出席情况; null until that is recorded."
    )
    headcount: int = column("How many came for it 出席人数.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")


@entity(
    "read.joint_meetings",
    "A joint meeting (联席会议) that the centre convened; for staff of the units invited. What was "
    "decided, and the minutes, are theirs to read once the minutes are published.",
    visible=JOINT_MEETING,
)
class JointMeeting(Node):
    """A joint meeting."""

    title: str = column("Title 名称.")
    place: str = column("Where 地点.")
    year: int = column("Civil year it is held in 年度.")
    state: MeetingState = column("Where it stands 状态.")
    starts_at: datetime = column("When it starts 时间.")
    convened_by: str = column("Who convened it 召集人.")
    convened_at: datetime = column("When it was convened 召集时间.")
    postponement_reason: str | None = column("Why it was moved last 延期原因.")
    cancellation_reason: str | None = column("Why it was called off 取消原因.")
    held_at: datetime | None = column("When it was held 召开时间.")
    draft: str | None = column(
        "What is drafted of the minutes 纪要草稿; for the centre.", seen_by=MINUTES_DRAFT
    )
    drafted_by: str | None = column("Who drafted it 起草人.", seen_by=MINUTES_DRAFT)
    drafted_at: datetime | None = column("When it was drafted 起草时间.", seen_by=MINUTES_DRAFT)
    minutes_version: int = column("Latest version of the minutes 纪要版本; 0 until published.")
    published_at: datetime | None = column("When that was published 发布时间.")
    position: Position = column("Log position of its last event.")
    invitations: Connection[MeetingInvitation] = connection(
        "The units invited 参会单位.",
        join="{t}.meeting_id = {parent}.id",
        sorts={"": Sort("{t}.invited_at", "timestamptz", unique="{t}.unit_id")},
    )
    matters: list[
        Annotated["MeetingMatter", strawberry.lazy("five_steps.graphql_api.meetings.matter")]
    ] = some(
        "The major matters, in the order of the agenda 议题.",
        join="{t}.meeting_id = {parent}.id",
        sorts={"": Sort("{t}.put_on", "bigint", unique=None)},
    )
    reports: Connection[MeetingReport] = connection(
        "What units reported 汇报.",
        join="{t}.meeting_id = {parent}.id",
        sorts={"": Sort("{t}.given_at", "timestamptz")},
    )
    minutes: list[MeetingMinutes] = some(
        "The published minutes, the latest version first 会议纪要.",
        join="{t}.meeting_id = {parent}.id",
        sorts={"": Sort("{t}.version", "int", descending=True, unique=None)},
    )
    tasks: Connection[
        Annotated["MeetingTask", strawberry.lazy("five_steps.graphql_api.meetings.task")]
    ] = connection(
        "The tasks that came of it, as far as the viewer may see 任务.",
        join="{t}.meeting_id = {parent}.id",
        filter=MeetingTaskFilter,
        order_by=MeetingTaskSort,
        sorts=MEETING_TASK_SORTS,
    )
