"""Drawing up the budget of a year, and its adoption (编制与批复)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.budget.budget import Budget, budget_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawUpBudget(Command):
    """Begin the district's budget of a year (编制预算)."""

    year: int


@handles(DrawUpBudget)
async def draw_up_budget(c: Context, command: DrawUpBudget) -> UUID:
    """Draw up a budget; the district has one a year."""
    if await c.work.find(Budget, budget_id(command.year)) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "year", actual=command.year)
    budget = Budget.draw_up(command.year, by=c.actor.subject, at=c.now)
    c.work.add(budget)
    return budget.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBudgetLine(Command):
    """Add a line to a budget (设立科目), in 分; once it is adopted, one with nothing on it."""

    budget_id: UUID
    line: str
    name: str
    amount_cents: int


@handles(AddBudgetLine)
async def add_budget_line(c: Context, command: AddBudgetLine) -> UUID:
    """Add a line."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    budget.add_line(
        command.line,
        name=command.name,
        amount_cents=command.amount_cents,
        by=c.actor.subject,
        at=c.now,
    )
    return budget.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptBudget(Command):
    """Adopt a budget by a decision, as somebody who had no hand in the draft (批复预算)."""

    budget_id: UUID
    reference: str


@handles(AdoptBudget)
async def adopt_budget(c: Context, command: AdoptBudget) -> UUID:
    """Adopt a budget."""
    budget = await c.get(Budget, command.budget_id, "budgetId")
    budget.adopt(reference=command.reference, by=c.actor.subject, at=c.now)
    return budget.id
