"""What can happen to a unit's part of a budget line."""

from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate

if TYPE_CHECKING:
    from five_steps.domain.guarantee.budget.budget_account import BudgetAccount


class Created(Aggregate.Created):
    """The unit got something of the line for the first time (开立)."""

    TOPIC = "budget_account.created"
    budget_id: UUID
    line: str
    unit_id: UUID

    def apply(self, account: "BudgetAccount") -> None:
        account.unit_id = self.unit_id


class Allocated(Aggregate.Event):
    """The unit got more of the line (分配额度): UNALLOCATED → FREE."""

    TOPIC = "budget_account.allocated"
    amount_cents: int
    allocated_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.free += self.amount_cents


class AllocationWithdrawn(Aggregate.Event):
    """What was free went back to the line (收回额度): FREE → UNALLOCATED."""

    TOPIC = "budget_account.allocation_withdrawn"
    amount_cents: int
    reason: str
    withdrawn_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.free -= self.amount_cents


class Committed(Aggregate.Event):
    """A contract was signed over it (合同占用): FREE → COMMITTED."""

    TOPIC = "budget_account.committed"
    purchase_item_id: UUID
    amount_cents: int
    committed_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.free -= self.amount_cents
        account.committed += self.amount_cents


class CommitmentReleased(Aggregate.Event):
    """The contract ended before all of it was paid (释放占用): COMMITTED → FREE."""

    TOPIC = "budget_account.commitment_released"
    purchase_item_id: UUID
    amount_cents: int
    released_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.committed -= self.amount_cents
        account.free += self.amount_cents


class CommitmentPaid(Aggregate.Event):
    """An accepted milestone of the contract was paid (支付合同款): COMMITTED → SPENT."""

    TOPIC = "budget_account.commitment_paid"
    purchase_item_id: UUID
    milestone: int
    amount_cents: int
    voucher: str
    paid_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.committed -= self.amount_cents
        account.spent += self.amount_cents


class Spent(Aggregate.Event):
    """The unit spent some of it (支出): FREE → SPENT."""

    TOPIC = "budget_account.spent"
    amount_cents: int
    purpose: str
    voucher: str
    spent_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.free -= self.amount_cents
        account.spent += self.amount_cents


class Refunded(Aggregate.Event):
    """Money came back, or a posting was wrong (退回或冲正): SPENT → FREE."""

    TOPIC = "budget_account.refunded"
    amount_cents: int
    reason: str
    voucher: str
    recorded_by: str

    def apply(self, account: "BudgetAccount") -> None:
        account.spent -= self.amount_cents
        account.free += self.amount_cents
