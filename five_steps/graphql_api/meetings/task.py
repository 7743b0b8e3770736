"""Tasks of joint meetings (会议任务)."""

from datetime import datetime

from five_steps.domain.meetings.meeting_task_state import MeetingTaskState
from five_steps.graphql_api.kernel.access import MEETING_TASK
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.meetings.matter import MeetingMatter
from five_steps.graphql_api.meetings.meeting import JointMeeting
from five_steps.graphql_api.meetings.meeting_filter import OVERDUE
from five_steps.graphql_api.organisation.unit import Unit

_IN_TURN = {"": Sort("{t}.position", "bigint", unique=None)}


# Both are reached through the task alone, and seen by whoever sees that.
@entity(
    "read.meeting_task_progress",
    "How far a task was at some time (任务进展).",
    key={"position": "bigint"},
    visible=PUBLIC,
)
class MeetingTaskProgress:
    """How far a task was."""

    percent: int = column("How far, 0–100 进度.")
    note: str = column("What there was to say 说明.")
    reported_by: str = column("Who reported it 填报人.")
    reported_at: datetime = column("When 填报时间.")
    position: Position = column("Log position of the event.")


@entity(
    "read.meeting_task_due_moves",
    "That a task's due date was moved (期限调整).",
    key={"position": "bigint"},
    visible=PUBLIC,
)
class MeetingTaskDueMove:
    """That a task's due date was moved."""

    due_at: datetime = column("The new due date 新期限.")
    reason: str = column("Why 原因.")
    moved_by: str = column("Who moved it 调整人.")
    moved_at: datetime = column("When it was moved 调整时间.")
    position: Position = column("Log position of the event.")


@entity(
    "read.meeting_tasks",
    "A task that a joint meeting gave to a unit (会议任务); for staff of the unit or above.",
    visible=MEETING_TASK,
)
class MeetingTask(Node):
    """A task that a joint meeting gave to a unit."""

    title: str = column("What is to be done 任务.")
    details: str = column("What there is to say about it 说明.")
    owner: str = column("Who answers for it 责任人.")
    state: MeetingTaskState = column("Where it stands 状态.")
    year: int = column("Civil year of the due date 年度.")
    due_at: datetime = column("Until when 期限.")
    overdue: bool = column("Whether it is unfinished past its due date 是否逾期.", OVERDUE)
    overdue_at: datetime | None = column(
        "When it fell overdue 逾期时间; stays when it is done late."
    )
    percent: int = column("How far it is, 0–100, by the last report 进度.")
    assigned_by: str = column("Who assigned it 交办人.")
    assigned_at: datetime = column("When it was assigned 交办时间.")
    accepted_by: str | None = column("Who took it on for the unit 接收人.")
    accepted_at: datetime | None = column("When it was taken on 接收时间.")
    result: str | None = column("The result that was reported 办理结果.")
    done_by: str | None = column("Who reported it done 报结人.")
    done_at: datetime | None = column("When it was reported done 报结时间.")
    sent_back_reason: str | None = column("Why more was asked for last 退回原因.")
    confirmed_by: str | None = column("Who confirmed the result 确认人.")
    confirmed_at: datetime | None = column("When it was confirmed 确认时间.")
    withdrawal_reason: str | None = column("Why it was taken back 撤销原因.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that does it 责任单位.", join="{t}.id = {parent}.unit_id")
    meeting: JointMeeting | None = one(
        "The meeting that gave it 会议; null unless the viewer may see that.",
        join="{t}.id = {parent}.meeting_id",
    )
    matter: MeetingMatter | None = one(
        "The matter whose decision it hangs at 议题; null unless the viewer may see that.",
        join="{t}.id = {parent}.matter_id",
    )
    progress: Connection[MeetingTaskProgress] = connection(
        "How far it was, in turn 进展.",
        join="{t}.meeting_task_id = {parent}.id",
        sorts=_IN_TURN,
    )
    due_moves: list[MeetingTaskDueMove] = some(
        "How the due date was moved, in turn 期限调整.",
        join="{t}.meeting_task_id = {parent}.id",
        sorts=_IN_TURN,
    )
