"""The books of the budget: a year's, and the accounts of the units."""

from uuid import UUID

from five_steps.commands.kernel.claims import claim
from five_steps.commands.kernel.context import Context
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount, budget_account_id
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


async def account_of(c: Context, budget_id: UUID, line: str, unit_id: UUID) -> BudgetAccount:
    """A unit's account of a line; there is none before the line gave it anything."""
    account = await c.work.find(BudgetAccount, budget_account_id(budget_id, line, unit_id))
    if account is None:
        raise Refusal(RefusalCode.NOT_FOUND, "line", allowed="a line of which the unit has a part")
    return account


async def claim_voucher(c: Context, account: BudgetAccount, voucher: str) -> None:
    """Refuse a voucher that was posted to the account already: nothing is paid twice."""
    voucher = checks.name("voucher", voucher)
    await claim(c, "budget_voucher", f"{account.id} {voucher}", account.id, "voucher")
