"""Items of the government purchase list (政府采购清单)."""

from datetime import datetime

from five_steps.domain.projects.purchasing.contract import MilestoneState
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from five_steps.graphql_api.kernel.access import PURCHASE_IN_FULL, PURCHASE_MILESTONE_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Cents, Position
from five_steps.graphql_api.organisation.team import Team
from five_steps.graphql_api.organisation.unit import Unit

BY_LISTING = {"": Sort("{t}.listed_at", "timestamptz", descending=True)}
_LATE = "({t}.state = 'OPEN' AND {t}.overdue_at IS NOT NULL)"
OVERDUE = (
    "({t}.state = 'CONTRACTED' AND EXISTS (SELECT FROM read.purchase_milestones late"
    " WHERE late.purchase_item_id = {t}.id AND late.state = 'OPEN'"
    " AND late.overdue_at IS NOT NULL))"
)


# Milestones are reached through the item alone, and seen by whoever sees that.
@entity(
    "read.purchase_milestones",
    "A milestone of a contract (付款节点): delivered, accepted by a second person, and paid.",
    key={"purchase_item_id": "uuid", "number": "int"},
    visible=PUBLIC,
)
class PurchaseMilestone:
    """A milestone of a contract."""

    number: int = column("Its number in the contract 序号, from 1.")
    title: str = column("What has to be delivered 交付内容.")
    due_at: datetime = column("By when 交付期限.")
    overdue: bool = column("Whether it is late and not delivered yet 是否逾期.", _LATE)
    overdue_at: datetime | None = column("When it was found not to be delivered in time 逾期时间.")
    share_percent: int = column("Share of the sum in percent 付款比例.")
    amount_cents: Cents = column("Amount in 分 金额.")
    state: MilestoneState = column("Where it stands 状态.")
    delivery: str | None = column("What was delivered last 交付说明.")
    evidence_hash: str | None = column("SHA-256 of the evidence 佐证材料摘要.")
    delivered_by: str | None = column(
        "Who recorded the delivery 交付记录人; for staff.", seen_by=PURCHASE_MILESTONE_IN_FULL
    )
    delivered_at: datetime | None = column("When it was delivered 交付时间.")
    accepted_by: str | None = column(
        "Who accepted it 验收人; for staff.", seen_by=PURCHASE_MILESTONE_IN_FULL
    )
    accepted_at: datetime | None = column("When it was accepted 验收时间.")
    rejected_by: str | None = column(
        "Who did not accept it 验收人; for staff.", seen_by=PURCHASE_MILESTONE_IN_FULL
    )
    rejected_at: datetime | None = column("When it was last not accepted 验收不通过时间.")
    rejection_reason: str | None = column(
        "Why it was not accepted 不通过原因; for staff.", seen_by=PURCHASE_MILESTONE_IN_FULL
    )
    voucher: str | None = column(
        "Voucher of the payment 凭证号; for staff.", seen_by=PURCHASE_MILESTONE_IN_FULL
    )
    paid_by: str | None = column(
        "Who recorded the payment 支付经办人; for staff.", seen_by=PURCHASE_MILESTONE_IN_FULL
    )
    paid_at: datetime | None = column("When it was paid 支付时间.")


@entity(
    "read.purchase_items",
    "An item of the government purchase list (采购事项), with its contract.",
    visible=PUBLIC,
)
class PurchaseItem(Node):
    """An item of the government purchase list."""

    year: int = column("Year of the list and of the budget 年度.")
    title: str = column("What is bought 采购内容.")
    line: str = column("Budget line it is paid from 预算科目.")
    planned_cents: Cents = column("Planned amount in 分 预算金额.")
    state: PurchaseState = column("Where it stands 状态.")
    overdue: bool = column("Whether a delivery is late 是否逾期.", OVERDUE)
    listed_at: datetime = column("When it was listed 列入时间.")
    listed_by: str | None = column("Who listed it 经办人; for staff.", seen_by=PURCHASE_IN_FULL)
    supplier: str | None = column("Supplier under contract 供应商; null for a team.")
    contract_number: str | None = column("Number of the contract 合同编号.")
    sum_cents: Cents | None = column("Sum of the contract in 分 合同金额.")
    signed_on: datetime | None = column("When it was signed 签订日期.")
    signed_by: str | None = column(
        "Who recorded the contract 签订经办人; for staff.", seen_by=PURCHASE_IN_FULL
    )
    paid_cents: Cents = column("Paid of it in 分 已付金额.")
    ended_reason: str | None = column(
        "Why it was taken off the list, or the contract ended 撤销或解除原因."
    )
    ended_by: str | None = column("Who did 经办人; for staff.", seen_by=PURCHASE_IN_FULL)
    ended_at: datetime | None = column(
        "When it was completed, taken off the list, or the contract ended 结束时间."
    )
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that buys it 采购单位.", join="{t}.id = {parent}.unit_id")
    team: Team | None = one(
        "The team under contract 承接队伍; null for a supplier.", join="{t}.id = {parent}.team_id"
    )
    milestones: list[PurchaseMilestone] = some(
        "The milestones of its contract 付款节点.",
        join="{t}.purchase_item_id = {parent}.id",
        sorts={"": Sort("{t}.number", "int", unique=None)},
    )
