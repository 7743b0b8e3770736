"""Orders (订单)."""

from datetime import datetime

import strawberry

from five_steps.commands.kernel.check_in_code import check_in_code
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import (
    FollowUpChannel,
    OrderState,
    OverdueStage,
    RequesterKind,
)
from five_steps.graphql_api.kernel.access import (
    CHECK_IN_CODE,
    FOLLOW_UP,
    ORDER,
    ORDER_CONTACT,
)
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import column, entity, one, row_key, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.ordering.assignment import Assignment, Invitation
from five_steps.graphql_api.ordering.menu_item import MenuItem
from five_steps.graphql_api.organisation.team import Team
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident


@entity(
    "read.orders",
    "An order (订单): a service from the request to the follow-up.",
    visible=ORDER,
    hidden={"code_shown": CHECK_IN_CODE},
    person="{t}.requester_id",
)
class Order(Node):
    """An order."""

    category: Category = column("Category 服务类别.")
    title: str = column("What is wanted 服务内容.")
    place: str | None = column(
        "Where 地点; null once the requester's data was erased.", personal=True
    )
    details: str | None = column("Particulars 详细说明; null once erased.", personal=True)
    contact: str | None = column(
        "How to reach the requester 联系方式; for those who serve and the staff.",
        seen_by=ORDER_CONTACT,
        personal=True,
    )
    starts_at: datetime = column("Start of the window 服务开始.")
    ends_at: datetime = column("End of the window 服务结束.")
    headcount: int = column("Volunteers wanted 需要人数.")
    accepted_count: int = column("Volunteers who accepted 接单人数.")
    skills: list[str] = column("Skills asked for 技能要求.")
    hazardous: bool = column("Dangerous duty: insurance first, no minors 是否有风险.")
    state: OrderState = column("Where it stands 状态.")
    state_before_dispute: OrderState | None = column(
        "Where it stood before the dispute 争议前状态."
    )
    requester_kind: RequesterKind = column("Who ordered 点单人类别.")
    due_at: datetime | None = column("By when the next step is due 截止时间.")
    overdue: bool = column("Whether a deadline passed and staff above were told 是否逾期.")
    overdue_stage: OverdueStage | None = column("Which deadline passed 逾期环节.")
    placed_at: datetime = column("When it was placed 下单时间.")
    dispatched_at: datetime | None = column("When it was dispatched last 派单时间.")
    accepted_at: datetime | None = column("When somebody accepted first 接单时间.")
    started_at: datetime | None = column("When somebody checked in first 开始服务.")
    completed_at: datetime | None = column("When all hours were verified 完成时间.")
    closed_at: datetime | None = column("When it ended 结束时间.")
    score: int | None = column("The requester's score 评分, 1–5.")
    comment: str | None = column("The requester's comment 评语; null once erased.", personal=True)
    tags: list[str] | None = column("The requester's tags 评价标签.")
    rated_at: datetime | None = column("When it was rated 评价时间.")
    amended: bool = column("Whether the rating was amended 是否修改过评价.")
    follow_up_channel: FollowUpChannel | None = column("How staff followed up 回访方式.")
    satisfied: bool | None = column("Whether the requester was satisfied 是否满意.")
    complaint: bool | None = column("Whether there was a complaint 是否投诉.")
    follow_up_result: str | None = column(
        "What the follow-up found 回访结果.", seen_by=FOLLOW_UP, personal=True
    )
    followed_up_at: datetime | None = column("When staff followed up 回访时间.")
    ended_reason: str | None = column("Why it was cancelled or disputed 取消或争议原因.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one(
        "The unit it was placed with 受理单位.", join="{t}.id = {parent}.unit_id"
    )
    handling_unit: Unit | None = one(
        "The unit that handles it now 办理单位.", join="{t}.id = {parent}.handling_unit_id"
    )
    requester_resident: Resident | None = one(
        "The resident who ordered 点单群众; null for a unit's order, or if the viewer may not see "
        "them.",
        join="{t}.id = {parent}.requester_id AND {parent}.requester_kind = 'RESIDENT'",
    )
    requester_unit: Unit | None = one(
        "The unit that ordered 点单单位.",
        join="{t}.id = {parent}.requester_id AND {parent}.requester_kind = 'UNIT'",
    )
    menu_item: MenuItem | None = one(
        "The menu item it was ordered from 菜单项.", join="{t}.id = {parent}.menu_item_id"
    )
    team: Team | None = one(
        "The team it was dispatched to 派单队伍.", join="{t}.id = {parent}.team_id"
    )
    assignments: list[Assignment] = some(
        "Who accepted 接单志愿者.",
        join="{t}.order_id = {parent}.id",
        sorts={"": Sort("{t}.accepted_at", "timestamptz", unique="{t}.volunteer_id")},
    )
    invitations: list[Invitation] = some(
        "Whom it was sent to by name 派单志愿者.",
        join="{t}.order_id = {parent}.id",
        sorts={"": Sort("{t}.invited_at", "timestamptz", unique="{t}.volunteer_id")},
    )
    code_shown: strawberry.Private[bool]

    @strawberry.field(
        description="The check-in code 签到码, for the requester and the handling staff to tell."
    )
    def check_in_code(self, info: Info) -> str | None:
        """The six digits; None for everybody else."""
        if not self.code_shown:
            return None
        (order_id,) = row_key(self)
        return check_in_code(info.context.services.secrets, order_id)
