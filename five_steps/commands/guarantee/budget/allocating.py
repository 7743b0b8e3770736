"""Giving units their parts of a budget line, and taking back what is free (分配额度)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.guarantee.budget.books import account_of
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.budget.budget import Budget
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount, budget_account_id
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateBudget(Command):
    """Give a unit a part of a line, in 分 (分配额度)."""

    budget_id: UUID
    line: str
    unit_id: UUID
    amount_cents: int


@handles(AllocateBudget)
async def allocate_budget(c: Context, command: AllocateBudget) -> UUID:
    """Allocate: line and account move in the same append; returns the account."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    by = c.actor.subject
    budget.allocate(command.line, unit.id, command.amount_cents, by=by, at=c.now)
    account_id = budget_account_id(budget.id, command.line, unit.id)
    account = await c.work.find(BudgetAccount, account_id)
    if account is None:
        account = BudgetAccount.open(budget.id, command.line, unit.id, at=c.now)
        c.work.add(account)
    account.receive(command.amount_cents, by=by, at=c.now)
    return account.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAllocation(Command):
    """Take back from a unit what is free of its part, in 分 (收回额度)."""

    budget_id: UUID
    line: str
    unit_id: UUID
    amount_cents: int
    reason: str


@handles(WithdrawAllocation)
async def withdraw_allocation(c: Context, command: WithdrawAllocation) -> UUID:
    """Withdraw: account and line move in the same append; returns the account."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    budget.require_line(command.line)
    unit = await c.get(Unit, command.unit_id, "unitId")
    account = await account_of(c, budget.id, command.line, unit.id)
    by, reason = c.actor.subject, command.reason
    account.give_up(command.amount_cents, reason=reason, by=by, at=c.now)
    budget.take_back(command.line, unit.id, command.amount_cents, reason=reason, by=by, at=c.now)
    return account.id
