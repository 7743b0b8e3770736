"""Confirming at the counter and handing over (确认, 兑付)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.incentives.redeeming.at_counter import redemption_at_counter
from five_steps.commands.incentives.redeeming.books import account_of, stock_of
from five_steps.commands.incentives.redeeming.redemption_code import code_matches
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRedemption(Command):
    """Confirm a hold with the code that the volunteer shows (确认兑换)."""

    redemption_id: UUID
    code: str


@handles(ConfirmRedemption)
async def confirm_redemption(c: Context, command: ConfirmRedemption) -> UUID:
    """Confirm: the points are spent, the pieces leave the stock, the fund owes the cost."""
    redemption = await redemption_at_counter(c, command.redemption_id)
    code = command.code.strip()
    matches = code_matches(c.secrets, code, redemption.code_hash)
    redemption.confirm(
        code_matches=await c.check_code(redemption.id, code, matches=matches),
        by=c.actor.subject,
        at=c.now,
    )
    account = await account_of(c, redemption)
    account.spend(redemption.id, at=c.now)
    if redemption.stocked:
        stock = await stock_of(c, redemption.counter_id, redemption.reward_id)
        stock.issue(redemption.id, redemption.quantity, at=c.now)
    if redemption.cost_cents:
        fund = await the_fund(c)
        fund.commit(redemption.id, redemption.merchant_id, redemption.cost_cents, at=c.now)
    return redemption.id


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfilRedemption(Command):
    """Record that a confirmed redemption was handed over (兑付)."""

    redemption_id: UUID


@handles(FulfilRedemption)
async def fulfil_redemption(c: Context, command: FulfilRedemption) -> UUID:
    """Fulfil a redemption, which may be settled with the merchant from then on."""
    redemption = await redemption_at_counter(c, command.redemption_id)
    redemption.fulfil(by=c.actor.subject, at=c.now)
    return redemption.id
