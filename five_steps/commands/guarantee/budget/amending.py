"""Changing the amounts of an adopted budget, by two persons (预算调整)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.budget.budget import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeBudgetAmendment(Command):
    """Propose what a line's amount shall be from now on, in 分, and why (申请预算调整)."""

    budget_id: UUID
    line: str
    amount_cents: int
    reason: str


@handles(ProposeBudgetAmendment)
async def propose_budget_amendment(c: Context, command: ProposeBudgetAmendment) -> UUID:
    """Propose an amendment; returns it, which is what is to be approved."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    amendment_id = c.work.new_id()
    budget.propose_amendment(
        amendment_id,
        command.line,
        command.amount_cents,
        reason=command.reason,
        by=c.actor.subject,
        at=c.now,
    )
    return amendment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveBudgetAmendment(Command):
    """Approve an amendment, as a second person (批准预算调整)."""

    budget_id: UUID
    amendment_id: UUID


@handles(ApproveBudgetAmendment)
async def approve_budget_amendment(c: Context, command: ApproveBudgetAmendment) -> UUID:
    """Approve an amendment; returns it."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    budget.approve_amendment(command.amendment_id, by=c.actor.subject, at=c.now)
    return command.amendment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectBudgetAmendment(Command):
    """Do not approve an amendment, as a second person (不予预算调整)."""

    budget_id: UUID
    amendment_id: UUID
    reason: str


@handles(RejectBudgetAmendment)
async def reject_budget_amendment(c: Context, command: RejectBudgetAmendment) -> UUID:
    """Reject an amendment; returns it."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    budget.reject_amendment(
        command.amendment_id, reason=command.reason, by=c.actor.subject, at=c.now
    )
    return command.amendment_id
