"""What a hold would cost (询价), found out by trying it."""

from typing import NamedTuple

from five_steps.commands.incentives.books import points_account
from five_steps.commands.incentives.redeeming.holding import HoldRedemption, hold_redemption
from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.redeeming.reward import Reward
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Quote(NamedTuple):
    """What a hold would cost now, and whether it would be refused."""

    points: int
    """The price of all of it."""
    spendable: int
    """What the volunteer may spend."""
    refusal: Refusal | None
    """Why it would be refused, or none."""


async def quote_redemption(c: Context, command: HoldRedemption) -> Quote:
    """Try a hold on a `Work` that is thrown away.

    Raises:
        Refusal: the actor may not hold there for the volunteer, or something named is not there.
            Only who may hold learns a balance.
    """
    account = await points_account(c, command.volunteer_id)
    # Before the hold takes from it.
    spendable = account.spendable(c.now)
    reward = await c.get(Reward, command.reward_id, "rewardId")
    refusal = None
    try:
        await hold_redemption(c, command)
    except Refusal as refused:
        if refused.code in (RefusalCode.FORBIDDEN, RefusalCode.NOT_FOUND):
            raise
        refusal = refused
    return Quote(reward.price(command.quantity), spendable, refusal)
