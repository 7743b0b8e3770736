"""Major matters of joint meetings (重大事项)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.meetings.meeting_state import MatterState
from five_steps.graphql_api.kernel.access import MATTER_OUTCOME, MEETING_PART
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.meetings.meeting import JointMeeting
from five_steps.graphql_api.meetings.meeting_filter import (
    MEETING_TASK_SORTS,
    MeetingTaskFilter,
    MeetingTaskSort,
)
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.meetings.task import MeetingTask


@entity(
    "read.meeting_matters",
    "A major matter on the agenda of a joint meeting (重大事项); what became of it is told once "
    "the "
    "minutes are published.",
    visible=MEETING_PART,
)
class MeetingMatter(Node):
    """A major matter."""

    title: str = column("Title 议题.")
    background: str = column("What it is about 背景.")
    state: MatterState | None = column("What became of it 状态.", seen_by=MATTER_OUTCOME)
    discussion: str | None = column("What was said 讨论.", seen_by=MATTER_OUTCOME)
    decision: str | None = column("What was decided 决策.", seen_by=MATTER_OUTCOME)
    measures: list[str] | None = column("The measures to take 措施.", seen_by=MATTER_OUTCOME)
    deferral_reason: str | None = column("Why it was put off 暂缓原因.", seen_by=MATTER_OUTCOME)
    position: Position = column("Log position of its last event.")
    raised_by: Unit | None = one(
        "The unit that raised it 提出单位; null for the centre itself.",
        join="{t}.id = {parent}.raised_by_unit_id",
    )
    meeting: JointMeeting | None = one("The meeting 会议.", join="{t}.id = {parent}.meeting_id")
    tasks: Connection[
        Annotated["MeetingTask", strawberry.lazy("five_steps.graphql_api.meetings.task")]
    ] = connection(
        "The tasks that hang at the decision, as far as the viewer may see 任务.",
        join="{t}.matter_id = {parent}.id",
        filter=MeetingTaskFilter,
        order_by=MeetingTaskSort,
        sorts=MEETING_TASK_SORTS,
    )
