"""Putting items on the purchase list of a year, and taking them off (采购清单)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.purchasing.reach import item_of_staff
from five_steps.domain.guarantee.budget.budget import Budget, budget_id
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.projects.project import Project
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPurchaseItem(Command):
    """Put what a unit is to buy on the list of a year, out of a line of its budget (列入清单)."""

    year: int
    unit_id: UUID
    line: str
    title: str
    planned_cents: int
    project_id: UUID | None = None


@handles(ListPurchaseItem)
async def list_purchase_item(c: Context, command: ListPurchaseItem) -> UUID:
    """List an item; the line must be one of the year's budget."""
    budget = await c.get(Budget, budget_id(command.year), "year")
    budget.require_line(command.line)
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    unit.require_active()
    if command.project_id is not None:
        await c.get(Project, command.project_id, "projectId")
    item = PurchaseItem.list_item(
        id=c.work.new_id(),
        at=c.now,
        year=command.year,
        unit_id=unit.id,
        line=command.line,
        title=command.title,
        planned_cents=command.planned_cents,
        project_id=command.project_id,
        by=c.actor.subject,
    )
    c.work.add(item)
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPurchaseItem(Command):
    """Take an item without a contract off the list (撤销采购)."""

    purchase_item_id: UUID
    reason: str


@handles(CancelPurchaseItem)
async def cancel_purchase_item(c: Context, command: CancelPurchaseItem) -> UUID:
    """Cancel an item."""
    item = await item_of_staff(c, command.purchase_item_id)
    item.cancel(reason=command.reason, by=c.actor.subject, at=c.now)
    return item.id
