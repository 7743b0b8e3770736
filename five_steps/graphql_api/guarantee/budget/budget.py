"""The district's budget of a year (年度预算)."""

from datetime import datetime

from five_steps.domain.guarantee.budget.budget_state import BudgetState
from five_steps.graphql_api.guarantee.budget.budget_parts import (
    BY_CODE,
    BY_UNIT_CODE,
    LATEST_FIRST,
    BudgetAmendment,
    BudgetEntry,
    BudgetEntryFilter,
    BudgetLine,
    BudgetUnit,
    BudgetUnitFilter,
)
from five_steps.graphql_api.kernel.access import BUDGET, BUDGET_STAFF
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Cents, Position

_OF_LINES = "(SELECT coalesce(sum(l.{}), 0) FROM read.budget_lines l WHERE l.budget_id = {{t}}.id)"
_OF_ACCOUNTS = (
    "(SELECT coalesce(sum(a.{}), 0) FROM read.budget_accounts a WHERE a.budget_id = {{t}}.id)"
)


@entity(
    "read.budgets",
    "The district's budget of a year (年度预算), in 分; public once it is adopted.",
    visible=BUDGET,
)
class Budget(Node):
    """The district's budget of a year."""

    year: int = column("Civil year 年度.")
    state: BudgetState = column("Where it stands 状态.")
    amount_cents: Cents = column("All lines together 预算总数.", _OF_LINES.format("amount_cents"))
    allocated_cents: Cents = column(
        "Allocated to units 已分配.", _OF_LINES.format("allocated_cents")
    )
    committed_cents: Cents = column(
        "Set aside for contracts 合同占用.", _OF_ACCOUNTS.format("committed_cents")
    )
    spent_cents: Cents = column("Spent 已支出.", _OF_ACCOUNTS.format("spent_cents"))
    reference: str | None = column("The decision that adopted it 批复文号.")
    drawn_up_by: str | None = column("Who drew it up 编制人; for staff.", seen_by=BUDGET_STAFF)
    drawn_up_at: datetime = column("When 编制时间.")
    adopted_by: str | None = column("Who adopted it 批复人; for staff.", seen_by=BUDGET_STAFF)
    adopted_at: datetime | None = column("When 批复时间.")
    position: Position = column("Log position of its last event of its own.")
    lines: list[BudgetLine] = some(
        "Its lines, by code 预算科目.", join="{t}.budget_id = {parent}.id", sorts=BY_CODE
    )
    units: Connection[BudgetUnit] = connection(
        "What the units have of it and spent, as far as the viewer may see 单位预算执行.",
        join="{t}.budget_id = {parent}.id",
        filter=BudgetUnitFilter,
        sorts=BY_UNIT_CODE,
    )
    entries: Connection[BudgetEntry] = connection(
        "Its entries that the viewer may see, latest first 预算分录.",
        join="{t}.budget_id = {parent}.id",
        filter=BudgetEntryFilter,
        sorts=LATEST_FIRST,
    )
    amendments: Connection[BudgetAmendment] = connection(
        "Its amendments, latest first 预算调整.",
        join="{t}.budget_id = {parent}.id",
        sorts=LATEST_FIRST,
    )
