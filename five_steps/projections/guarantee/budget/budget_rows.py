"""The rows of a budget: its lines, the units' accounts, and every entry. Amounts are in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from five_steps.projections.incentives.money import Cents
from five_steps.projections.kernel.values import Id, Position


class AmendmentState(StrEnum):
    """Where an amendment of a budget stands (预算调整状态)."""

    PROPOSED = "PROPOSED"
    """Waiting for a second person 待批准."""
    APPROVED = "APPROVED"
    """Approved; the line has the new amount 已批准."""
    REJECTED = "REJECTED"
    """Not approved 未批准."""


class BudgetBalance(StrEnum):
    """Where money of a budget lies (预算余额类别)."""

    OUTSIDE = "OUTSIDE"
    """The treasury, which gives lines their amounts 财政."""
    UNALLOCATED = "UNALLOCATED"
    """On the line; no unit has it 未分配."""
    FREE = "FREE"
    """A unit has it, free to be spent 可用."""
    COMMITTED = "COMMITTED"
    """Set aside for a contract 合同占用."""
    SPENT = "SPENT"
    """Spent 已支出."""


class BudgetEntryCause(StrEnum):
    """Why an entry was made (记账事由)."""

    LINE = "LINE"
    """A line was added 设立科目."""
    AMENDMENT = "AMENDMENT"
    """A line got another amount 预算调整."""
    ALLOCATION = "ALLOCATION"
    """A unit got a part of a line 分配额度."""
    WITHDRAWAL = "WITHDRAWAL"
    """It went back to the line 收回额度."""
    COMMITMENT = "COMMITMENT"
    """A contract was signed 签订合同."""
    RELEASE = "RELEASE"
    """A contract ended before all was paid 释放占用."""
    PAYMENT = "PAYMENT"
    """A milestone of a contract was paid 支付合同款."""
    SPENDING = "SPENDING"
    """Spent without a contract 支出."""
    REFUND = "REFUND"
    """Money came back, or a posting was undone 退回或冲正."""


@dataclass(slots=True)
class BudgetRow:
    """The budget of a year."""

    id: Id
    year: int
    state: str
    drawn_up_by: str
    drawn_up_at: datetime
    reference: str | None
    adopted_by: str | None
    adopted_at: datetime | None
    position: Position


@dataclass(slots=True)
class BudgetLineRow:
    """A line: amount = unallocated + allocated."""

    budget_id: Id
    line: str
    name: str
    amount_cents: Cents
    allocated_cents: Cents
    position: Position


@dataclass(slots=True)
class BudgetAmendmentRow:
    """An amendment of a line's amount."""

    budget_id: Id
    id: Id
    line: str
    previous_cents: Cents
    """The line's amount when it was proposed."""
    amount_cents: Cents
    reason: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    rejection_reason: str | None
    position: Position


@dataclass(slots=True)
class BudgetAccountRow:
    """A unit's part of a line: allocated = free + committed + spent."""

    id: Id
    budget_id: Id
    line: str
    unit_id: Id
    allocated_cents: Cents
    free_cents: Cents
    committed_cents: Cents
    spent_cents: Cents
    position: Position

    def move(self, debit: BudgetBalance, credit: BudgetBalance, cents: int) -> None:
        """Move money from the balance credited to the one debited."""
        self._add(credit, -cents)
        self._add(debit, cents)
        self.allocated_cents = self.free_cents + self.committed_cents + self.spent_cents

    def _add(self, balance: BudgetBalance, cents: int) -> None:
        match balance:
            case BudgetBalance.FREE:
                self.free_cents += cents
            case BudgetBalance.COMMITTED:
                self.committed_cents += cents
            case BudgetBalance.SPENT:
                self.spent_cents += cents
            case BudgetBalance.UNALLOCATED | BudgetBalance.OUTSIDE:
                pass


@dataclass(slots=True)
class BudgetEntryRow:
    """An entry: money came to the balance debited and left the one credited.

    Without an account it is about the line alone.
    """

    position: Position
    budget_id: Id
    line: str
    account_id: Id | None
    unit_id: Id | None
    cause: str
    debit: str
    credit: str
    amount_cents: Cents
    text: str | None
    """What it was spent on, or why it was made."""
    voucher: str | None
    purchase_item_id: Id | None
    milestone: int | None
    recorded_by: str
    recorded_at: datetime
