"""Projects (项目)."""

from datetime import datetime

from five_steps.domain.ordering.category import Category
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.graphql_api.kernel.access import PROJECT_STAFF
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.projects.project_parts import (
    BY_NUMBER,
    EARLIEST_FIRST,
    FIRST_JOINED_FIRST,
    FIRST_LINKED_FIRST,
    LATEST_FIRST,
    ProjectMember,
    ProjectProgress,
    ProjectRound,
    ProjectStep,
    ProjectWork,
)
from five_steps.graphql_api.projects.purchasing.purchase_item import BY_LISTING, PurchaseItem

OVERDUE = "({t}.ended_at IS NULL AND {t}.overdue_at IS NOT NULL)"


@entity(
    "read.projects",
    "A project (项目): a loop of stages, round after round.",
    visible=PUBLIC,
)
class Project(Node):
    """A project."""

    name: str = column("Name 名称.")
    category: Category = column("Category 服务类别.")
    aims: str = column("Aims 目标.")
    lead: str = column("Who leads it 负责人.")
    stage: ProjectStage = column("Where it stands 阶段.")
    round: int = column("In which round it is 轮次, from 1.")
    planned_start: datetime = column("From when the round is planned 计划开始.")
    planned_end: datetime = column("Until when the round is planned 计划结束.")
    overdue: bool = column("Whether it goes on beyond its plan 是否超期.", OVERDUE)
    volunteers_min: int | None = column(
        "Volunteers the round needs 最少人数; null before the recruitment."
    )
    volunteers_max: int | None = column(
        "Volunteers the round takes 招募人数; null before the recruitment."
    )
    member_count: int = column("Volunteers of the round 参与人数.")
    established_at: datetime = column("When it was established 成立时间.")
    established_by: str | None = column(
        "Who established it 经办人; for staff.", seen_by=PROJECT_STAFF
    )
    result: str | None = column("What came of it 结项成果; null before it is closed.")
    ended_reason: str | None = column("Why it was abandoned 中止原因.")
    ended_at: datetime | None = column("When it was closed or abandoned 结束时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit whose it is 所属单位.", join="{t}.id = {parent}.unit_id")
    rounds: list[ProjectRound] = some(
        "Its rounds, the first one first 各轮次.",
        join="{t}.project_id = {parent}.id",
        sorts=BY_NUMBER,
    )
    steps: list[ProjectStep] = some(
        "Which stages it went through, the first one first 阶段记录.",
        join="{t}.project_id = {parent}.id",
        sorts=EARLIEST_FIRST,
    )
    members: Connection[ProjectMember] = connection(
        "Who takes part in the present round 参与志愿者.",
        join="{t}.project_id = {parent}.id AND {t}.round = {parent}.round AND {t}.left_at IS NULL",
        sorts=FIRST_JOINED_FIRST,
    )
    progress: Connection[ProjectProgress] = connection(
        "Milestones and reports, latest first 项目进展.",
        join="{t}.project_id = {parent}.id",
        sorts=LATEST_FIRST,
    )
    work: Connection[ProjectWork] = connection(
        "Orders and activities that were done for it 关联事项.",
        join="{t}.project_id = {parent}.id",
        sorts=FIRST_LINKED_FIRST,
    )
    purchase_items: Connection[PurchaseItem] = connection(
        "What is bought for it 采购事项.",
        join="{t}.project_id = {parent}.id",
        sorts=BY_LISTING,
    )
