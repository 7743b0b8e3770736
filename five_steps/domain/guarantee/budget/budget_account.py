"""What a unit has of a budget line (单位额度), in 分 (CNY cents).

Double entry: each event moves an amount from one balance to another. allocated = free + committed +
spent, and none of them is ever below zero.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.guarantee.budget import budget_account_events as events
from five_steps.domain.guarantee.budget.budget_state import amount
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class BudgetAccount(Aggregate):
    """A unit's part of a line of a year's budget."""

    TOPIC = "budget_account"

    Created = events.Created
    Allocated = events.Allocated
    AllocationWithdrawn = events.AllocationWithdrawn
    Committed = events.Committed
    CommitmentReleased = events.CommitmentReleased
    CommitmentPaid = events.CommitmentPaid
    Spent = events.Spent
    Refunded = events.Refunded

    def __init__(self) -> None:
        self.unit_id: UUID
        self.free = 0
        self.committed = 0
        self.spent = 0

    @classmethod
    def open(cls, budget_id: UUID, line: str, unit_id: UUID, *, at: datetime) -> "BudgetAccount":
        """Open a unit's account of a line."""
        return cls._create(
            cls.Created,
            id=budget_account_id(budget_id, line, unit_id),
            timestamp=at,
            budget_id=budget_id,
            line=line,
            unit_id=unit_id,
        )

    @property
    def allocated(self) -> int:
        """What the unit got of the line."""
        return self.free + self.committed + self.spent

    def receive(self, amount_cents: int, *, by: str, at: datetime) -> None:
        """Take what the budget allocated in the same append."""
        self.trigger_event(self.Allocated, timestamp=at, amount_cents=amount_cents, allocated_by=by)

    def give_up(self, amount_cents: int, *, reason: str, by: str, at: datetime) -> None:
        """Give back to the line what is free."""
        amount("amountCents", amount_cents)
        _require_within(amount_cents, self.free, "amountCents")
        self.trigger_event(
            self.AllocationWithdrawn,
            timestamp=at,
            amount_cents=amount_cents,
            reason=checks.reason("reason", reason),
            withdrawn_by=by,
        )

    def commit(self, purchase_item_id: UUID, amount_cents: int, *, by: str, at: datetime) -> None:
        """Set the sum of a contract aside."""
        _require_within(amount_cents, self.free, "sumCents")
        self.trigger_event(
            self.Committed,
            timestamp=at,
            purchase_item_id=purchase_item_id,
            amount_cents=amount_cents,
            committed_by=by,
        )

    def release(self, purchase_item_id: UUID, amount_cents: int, *, by: str, at: datetime) -> None:
        """Free what a contract will not cost any more."""
        self.trigger_event(
            self.CommitmentReleased,
            timestamp=at,
            purchase_item_id=purchase_item_id,
            amount_cents=amount_cents,
            released_by=by,
        )

    def pay(
        self,
        purchase_item_id: UUID,
        milestone: int,
        amount_cents: int,
        *,
        voucher: str,
        by: str,
        at: datetime,
    ) -> None:
        """Pay a milestone out of what its contract set aside."""
        self.trigger_event(
            self.CommitmentPaid,
            timestamp=at,
            purchase_item_id=purchase_item_id,
            milestone=milestone,
            amount_cents=amount_cents,
            voucher=checks.name("voucher", voucher),
            paid_by=by,
        )

    def spend(
        self, amount_cents: int, *, purpose: str, voucher: str, by: str, at: datetime
    ) -> None:
        """Spend what is free."""
        amount("amountCents", amount_cents)
        _require_within(amount_cents, self.free, "amountCents")
        self.trigger_event(
            self.Spent,
            timestamp=at,
            amount_cents=amount_cents,
            purpose=checks.name("purpose", purpose),
            voucher=checks.name("voucher", voucher),
            spent_by=by,
        )

    def refund(
        self, amount_cents: int, *, reason: str, voucher: str, by: str, at: datetime
    ) -> None:
        """Take back what was spent, never more than that."""
        amount("amountCents", amount_cents)
        _require_within(amount_cents, self.spent, "amountCents")
        self.trigger_event(
            self.Refunded,
            timestamp=at,
            amount_cents=amount_cents,
            reason=checks.reason("reason", reason),
            voucher=checks.name("voucher", voucher),
            recorded_by=by,
        )


def budget_account_id(budget_id: UUID, line: str, unit_id: UUID) -> UUID:
    """The id of a unit's account of a line."""
    return companion_id(budget_id, f"account:{line}:{unit_id}")


def _require_within(amount_cents: int, left: int, field: str) -> None:
    if amount_cents > left:
        raise Refusal(RefusalCode.CAP_EXCEEDED, field, allowed=left, actual=amount_cents)
