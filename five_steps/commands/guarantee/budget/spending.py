"""What units spend of their parts without a contract (支出)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.guarantee.budget.books import account_of, claim_voucher
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.budget.budget import Budget
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendBudget(Command):
    """Record what a unit spent of a line, in 分, with its voucher (支出)."""

    budget_id: UUID
    line: str
    unit_id: UUID
    amount_cents: int
    purpose: str
    voucher: str


@handles(SpendBudget)
async def spend_budget(c: Context, command: SpendBudget) -> UUID:
    """Spend, as staff of the unit; returns the account."""
    account = await _account_of_staff(c, command.budget_id, command.line, command.unit_id)
    await claim_voucher(c, account, command.voucher)
    account.spend(
        command.amount_cents,
        purpose=command.purpose,
        voucher=command.voucher,
        by=c.actor.subject,
        at=c.now,
    )
    return account.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSpending(Command):
    """Record what came back of what was spent, or undo a wrong posting (退回或冲正), in 分."""

    budget_id: UUID
    line: str
    unit_id: UUID
    amount_cents: int
    reason: str
    voucher: str


@handles(RefundSpending)
async def refund_spending(c: Context, command: RefundSpending) -> UUID:
    """Refund, as staff of the unit; returns the account."""
    account = await _account_of_staff(c, command.budget_id, command.line, command.unit_id)
    await claim_voucher(c, account, command.voucher)
    account.refund(
        command.amount_cents,
        reason=command.reason,
        voucher=command.voucher,
        by=c.actor.subject,
        at=c.now,
    )
    return account.id


async def _account_of_staff(c: Context, budget_id: UUID, line: str, unit_id: UUID) -> BudgetAccount:
    budget = await c.get(Budget, budget_id, "budgetId")
    budget.require_line(line)
    unit = await c.get(Unit, unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    return await account_of(c, budget.id, line, unit.id)
