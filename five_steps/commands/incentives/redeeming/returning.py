"""Taking a redemption back (退回)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.incentives.redeeming.at_counter import redemption_at_counter
from five_steps.commands.incentives.redeeming.books import (
    account_of,
    give_back_to_day,
    stock_of,
)
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRedemption(Command):
    """Take back what was redeemed (退回兑换品), within the reward's days and before settlement."""

    redemption_id: UUID
    reason: str


@handles(ReturnRedemption)
async def return_redemption(c: Context, command: ReturnRedemption) -> UUID:
    """Return: the points go back to the lots they came from, pieces and money likewise."""
    redemption = await redemption_at_counter(c, command.redemption_id)
    redemption.take_back(by=c.actor.subject, reason=command.reason, at=c.now)
    account = await account_of(c, redemption)
    account.refund(redemption.id, at=c.now)
    if redemption.stocked:
        stock = await stock_of(c, redemption.counter_id, redemption.reward_id)
        stock.take_back(redemption.id, redemption.quantity, at=c.now)
    await give_back_to_day(c, redemption)
    if redemption.cost_cents:
        fund = await the_fund(c)
        fund.reverse(redemption.id, redemption.merchant_id, redemption.cost_cents, at=c.now)
    return redemption.id
