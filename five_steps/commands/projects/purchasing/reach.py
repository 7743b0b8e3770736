"""Which items of the purchase list the actor reaches, and the account each is paid from."""

from uuid import UUID

from five_steps.commands.guarantee.budget.books import account_of
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.domain.guarantee.budget.budget import budget_id
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem


async def item_of_staff(c: Context, purchase_item_id: UUID) -> PurchaseItem:
    """The item, if the actor is staff of the unit that buys it or of one above."""
    item = await c.get(PurchaseItem, purchase_item_id, "purchaseItemId")
    await scope.require_unit(c, item.unit_id, "purchaseItemId")
    return item


async def account_of_item(c: Context, item: PurchaseItem) -> BudgetAccount:
    """The part of the budget line that the item is paid from."""
    return await account_of(c, budget_id(item.year), item.line, item.unit_id)
