"""What a project's rounds consist of: stages, members, progress, and work done elsewhere."""

from datetime import datetime

from five_steps.domain.projects.project_state import (
    ProgressKind,
    ProjectOutcome,
    ProjectStage,
    WorkKind,
)
from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.graphql_api.kernel.access import PROJECT_RECORD, SIGNED_IN
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.ordering.order import Order
from five_steps.graphql_api.people.volunteer import Volunteer

FIRST_JOINED_FIRST = {"": Sort("{t}.joined_at", "timestamptz", unique="{t}.volunteer_id")}
LATEST_FIRST = {"": Sort("{t}.position", "bigint", descending=True, unique=None)}
EARLIEST_FIRST = {"": Sort("{t}.position", "bigint", unique=None)}
FIRST_LINKED_FIRST = {"": Sort("{t}.linked_at", "timestamptz", unique="{t}.work_id")}
BY_NUMBER = {"": Sort("{t}.number", "int", unique=None)}


@entity(
    "read.project_steps",
    "A step of a project into a stage (阶段变更).",
    key={"position": "bigint"},
    visible=PUBLIC,
)
class ProjectStep:
    """A step of a project into a stage."""

    round: int = column("In which round 轮次, from 1.")
    stage: ProjectStage = column("Into which stage 阶段.")
    taken_by: str | None = column("Who led it there 经办人; for staff.", seen_by=PROJECT_RECORD)
    taken_at: datetime = column("When 时间.")
    reason: str | None = column("Why it was abandoned 中止原因.")
    position: Position = column("Log position of the step.")


@entity(
    "read.project_members",
    "A volunteer's part in a round of a project (项目志愿者).",
    key={"project_id": "uuid", "round": "int", "volunteer_id": "uuid"},
    visible=PUBLIC,
)
class ProjectMember:
    """A volunteer's part in a round of a project."""

    round: int = column("In which round 轮次, from 1.")
    joined_at: datetime = column("Since when 加入时间.")
    left_at: datetime | None = column("When they left 退出时间; null for who stayed.")
    leave_reason: str | None = column("Why they left 退出原因; for staff.", seen_by=PROJECT_RECORD)
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者; null for one who is no public matter.",
        join="{t}.id = {parent}.volunteer_id",
    )


@entity(
    "read.project_progress",
    "A milestone that was reached, or a report (项目进展).",
    key={"position": "bigint"},
    visible=SIGNED_IN,
)
class ProjectProgress:
    """A milestone that was reached, or a report."""

    round: int = column("In which round 轮次, from 1.")
    kind: ProgressKind = column("Milestone or report 类别.")
    title: str = column("Title 标题.")
    details: str = column("Particulars 详细内容.")
    evidence_hash: str | None = column("SHA-256 of the evidence 佐证材料摘要.")
    recorded_by: str | None = column("Who recorded it 记录人; for staff.", seen_by=PROJECT_RECORD)
    recorded_at: datetime = column("When 记录时间.")
    position: Position = column("Log position of the record.")


@entity(
    "read.project_work",
    "An order or activity that was done for a project (关联事项).",
    key={"project_id": "uuid", "work_id": "uuid"},
    visible=SIGNED_IN,
)
class ProjectWork:
    """An order or activity that was done for a project."""

    round: int = column("In which round it was linked 轮次, from 1.")
    kind: WorkKind = column("What it is 类别.")
    linked_by: str | None = column("Who linked it 关联人; for staff.", seen_by=PROJECT_RECORD)
    linked_at: datetime = column("When 关联时间.")
    order: Order | None = one(
        "The order 订单; null for an activity, or if the viewer may not see it.",
        join="{t}.id = {parent}.work_id AND {parent}.kind = 'ORDER'",
    )
    activity: Activity | None = one(
        "The activity 活动; null for an order, or if the viewer may not see it.",
        join="{t}.id = {parent}.work_id AND {parent}.kind = 'ACTIVITY'",
    )


@entity(
    "read.project_rounds",
    "A round of a project's loop (项目轮次), from the recruitment to what is learnt.",
    key={"project_id": "uuid", "number": "int"},
    visible=PUBLIC,
)
class ProjectRound:
    """A round of a project's loop."""

    number: int = column("Number of the round 轮次, from 1.")
    planned_start: datetime = column("From when it is planned 计划开始.")
    planned_end: datetime = column("Until when it is planned 计划结束.")
    volunteers_min: int | None = column(
        "Volunteers it needs 最少人数; null before the recruitment."
    )
    volunteers_max: int | None = column(
        "Volunteers it takes 招募人数; null before the recruitment."
    )
    overdue_at: datetime | None = column(
        "When a planned end of it had passed with it unfinished 超期时间."
    )
    recruiting_since: datetime | None = column("When recruiting began 招募开始.")
    implementing_since: datetime | None = column("When implementing began 实施开始.")
    evaluating_since: datetime | None = column("When evaluating began 评估开始.")
    evaluated_at: datetime | None = column("When it was evaluated 评估完成.")
    outcome: ProjectOutcome | None = column("How far the aims were reached 评估结论.")
    result: str | None = column("What the evaluation found 评估结果.")
    answers: int | None = column("Answers that its surveys got 问卷答卷数.")
    changes: list[str] = column("What is done differently afterwards 优化措施.")
    questionnaires: list[Questionnaire] = some(
        "The surveys it was evaluated on 评估问卷.",
        join="{t}.id = ANY({parent}.questionnaire_ids)",
        sorts=EARLIEST_FIRST,
    )
    members: Connection[ProjectMember] = connection(
        "Who took part to the end, or does 参与志愿者.",
        join="{t}.project_id = {parent}.project_id AND {t}.round = {parent}.number"
        " AND {t}.left_at IS NULL",
        sorts=FIRST_JOINED_FIRST,
    )
