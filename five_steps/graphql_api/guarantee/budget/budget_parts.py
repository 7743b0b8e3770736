"""What a budget consists of: lines, amendments, the units' accounts, and entries."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import (
    BudgetAccountFigure,
    BudgetLineFigure,
)
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.kernel.access import (
    BUDGET_ACCOUNT,
    BUDGET_AMENDMENT,
    BUDGET_ENTRY,
    FIGURE_OF_BOOKS,
    FIGURE_OF_BUDGET_ACCOUNT,
)
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Cents, Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.projects.purchasing.purchase_item import PurchaseItem
from five_steps.projections.guarantee.budget.budget_rows import (
    AmendmentState,
    BudgetBalance,
    BudgetEntryCause,
)

LATEST_FIRST = {"": Sort("{t}.position", "bigint", descending=True, unique=None)}
BY_CODE = {"": Sort("{t}.line", "text", unique=None)}
BY_UNIT_CODE = {
    "": Sort(
        "(SELECT u.code FROM read.units u WHERE u.id = {t}.unit_id)",
        "text",
        unique="{t}.unit_id",
    )
}
_OF_LINE = (
    "(SELECT coalesce(sum(a.{}), 0) FROM read.budget_accounts a"
    " WHERE a.budget_id = {{t}}.budget_id AND a.line = {{t}}.line)"
)
_UNITS = """(
    SELECT budget_id, unit_id, sum(allocated_cents) AS allocated_cents,
        sum(free_cents) AS free_cents, sum(committed_cents) AS committed_cents,
        sum(spent_cents) AS spent_cents
    FROM read.budget_accounts GROUP BY budget_id, unit_id
)"""


# Lines are reached through the budget alone, and seen by whoever sees that.
@entity(
    "read.budget_lines",
    "A budget line (预算科目), in 分: amount = unallocated + allocated.",
    key={"budget_id": "uuid", "line": "text"},
    visible=PUBLIC,
)
class BudgetLine:
    """A budget line."""

    line: str = column("Code 科目代码.")
    name: str = column("Name 科目名称.")
    amount_cents: Cents = column("Amount of the line 预算数.")
    allocated_cents: Cents = column("Allocated to units 已分配.")
    unallocated_cents: Cents = column(
        "What no unit has yet 未分配.", "({t}.amount_cents - {t}.allocated_cents)"
    )
    committed_cents: Cents = column(
        "Set aside for contracts 合同占用.", _OF_LINE.format("committed_cents")
    )
    spent_cents: Cents = column("Spent 已支出.", _OF_LINE.format("spent_cents"))
    position: Position = column("Log position of its last event.")
    explanation: FigureExplanation | None = explanation(
        Explained.BUDGET_LINE,
        BudgetLineFigure,
        owner="{parent}.budget_id",
        seen_by=FIGURE_OF_BOOKS,
        key="{parent}.line",
    )


@entity(
    "read.budget_amendments",
    "An amendment of a budget line (预算调整).",
    visible=BUDGET_AMENDMENT,
)
class BudgetAmendment(Node):
    """An amendment of a budget line."""

    line: str = column("Code of the line 科目代码.")
    previous_cents: Cents = column("The line's amount when it was proposed 原预算数.")
    amount_cents: Cents = column("What it shall be 调整后预算数.")
    reason: str = column("Why 调整原因.")
    state: AmendmentState = column("Where it stands 状态.")
    proposed_by: str = column("Who proposed it 申请人.")
    proposed_at: datetime = column("When 申请时间.")
    decided_by: str | None = column("Who decided it 批准人.")
    decided_at: datetime | None = column("When 批准时间.")
    rejection_reason: str | None = column("Why it was not approved 未批准原因.")
    position: Position = column("Log position of its last event.")


@entity(
    "read.budget_accounts",
    "A unit's part of a budget line (单位额度), in 分: allocated = free + committed + spent.",
    visible=BUDGET_ACCOUNT,
)
class BudgetAccount(Node):
    """A unit's part of a budget line."""

    line: str = column("Code of the line 科目代码.")
    allocated_cents: Cents = column("Allocated 分配额度.")
    free_cents: Cents = column("Free 可用.")
    committed_cents: Cents = column("Set aside for contracts 合同占用.")
    spent_cents: Cents = column("Spent 已支出.")
    position: Position = column("Log position of its last event.")
    explanation: FigureExplanation | None = explanation(
        Explained.BUDGET_ACCOUNT,
        BudgetAccountFigure,
        owner="{parent}.id",
        seen_by=FIGURE_OF_BUDGET_ACCOUNT,
    )
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")


@entity(
    _UNITS,
    "A unit's statement of a year's budget (单位预算执行), in 分: all its lines together.",
    key={"budget_id": "uuid", "unit_id": "uuid"},
    visible=BUDGET_ACCOUNT,
)
class BudgetUnit:
    """A unit's statement of a year's budget."""

    allocated_cents: Cents = column("Allocated 分配额度.")
    free_cents: Cents = column("Free 可用.")
    committed_cents: Cents = column("Set aside for contracts 合同占用.")
    spent_cents: Cents = column("Spent 已支出.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")
    accounts: list[BudgetAccount] = some(
        "By line 按科目.",
        join="{t}.budget_id = {parent}.budget_id AND {t}.unit_id = {parent}.unit_id",
        sorts=BY_CODE,
    )


@strawberry.input(description="Which units' statements to list; all that is given must hold.")
class BudgetUnitFilter:
    """Which units' statements to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it 单位.",
        read=reads_id("Unit"),
    )


@strawberry.input(description="Which entries to list; all that is given must hold.")
class BudgetEntryFilter:
    """Which entries to list."""

    line: str | None = condition("{t}.line = {p}", "Of this line 科目代码.")
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it 单位.",
        read=reads_id("Unit"),
    )
    cause: list[BudgetEntryCause] | None = condition(
        "{t}.cause = ANY({p}::text[])", "For one of these causes 事由."
    )
    voucher: str | None = condition("{t}.voucher = {p}", "With this voucher 凭证号.")
    purchase_item: strawberry.ID | None = condition(
        "{t}.purchase_item_id = {p}::uuid",
        "Of this item of the purchase list 采购事项.",
        read=reads_id("PurchaseItem"),
    )
    recorded_from: datetime | None = condition(
        "{t}.recorded_at >= {p}::timestamptz", "Made at or after this moment 记账时间起."
    )
    recorded_before: datetime | None = condition(
        "{t}.recorded_at < {p}::timestamptz", "Made before this moment 记账时间止."
    )


@entity(
    "read.budget_entries",
    "An entry of a budget (预算分录): an amount that went from one balance to another.",
    key={"position": "bigint"},
    visible=BUDGET_ENTRY,
)
class BudgetEntry:
    """An entry of a budget."""

    line: str = column("Code of the line 科目代码.")
    cause: BudgetEntryCause = column("Why 事由.")
    debit: BudgetBalance = column("The balance it went to 借方.")
    credit: BudgetBalance = column("The balance it came from 贷方.")
    amount_cents: Cents = column("The amount, never below zero 金额.")
    text: str | None = column("What it was spent on, or why it was made 摘要.")
    voucher: str | None = column("Voucher 凭证号.")
    milestone: int | None = column("Which milestone of a contract was paid 付款节点.")
    recorded_by: str = column("Who made it 经办人.")
    recorded_at: datetime = column("When 记账时间.")
    position: Position = column("Log position of the entry.")
    unit: Unit | None = one(
        "The unit 单位; null where it is about the line alone.", join="{t}.id = {parent}.unit_id"
    )
    purchase_item: PurchaseItem | None = one(
        "The item of the purchase list 采购事项.", join="{t}.id = {parent}.purchase_item_id"
    )
