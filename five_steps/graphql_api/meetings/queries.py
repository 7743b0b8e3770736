"""Root fields of the joint meetings."""

import strawberry

from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.meetings.meeting import JointMeeting
from five_steps.graphql_api.meetings.meeting_filter import (
    MEETING_SORTS,
    MEETING_TASK_SORTS,
    MeetingFilter,
    MeetingSort,
    MeetingTaskFilter,
    MeetingTaskSort,
)
from five_steps.graphql_api.meetings.task import MeetingTask

_MEETING_ID = Argument(
    strawberry.ID,
    "Global id of the meeting.",
    Condition("{t}.id = {p}::uuid", reads_id("JointMeeting")),
)
_TASK_ID = Argument(
    strawberry.ID,
    "Global id of the task.",
    Condition("{t}.id = {p}::uuid", reads_id("MeetingTask")),
)


@strawberry.type(description="Reading joint meetings.")
class MeetingsQueries:
    """Root fields of the joint meetings."""

    meeting: JointMeeting | None = one("A joint meeting 联席会议.", arguments={"id": _MEETING_ID})
    meetings: Connection[JointMeeting] = connection(
        "The joint meetings that the viewer may see 联席会议.",
        filter=MeetingFilter,
        order_by=MeetingSort,
        sorts=MEETING_SORTS,
    )
    meeting_task: MeetingTask | None = one(
        "A task of a joint meeting 会议任务.", arguments={"id": _TASK_ID}
    )
    meeting_tasks: Connection[MeetingTask] = connection(
        "The tasks of joint meetings that the viewer may see 会议任务.",
        filter=MeetingTaskFilter,
        order_by=MeetingTaskSort,
        sorts=MEETING_TASK_SORTS,
    )
