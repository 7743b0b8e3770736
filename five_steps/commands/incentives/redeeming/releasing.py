"""Giving a hold up before it is confirmed (取消, 超时)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.redeeming.at_counter import redemption_at_counter
from five_steps.commands.incentives.redeeming.books import release
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.redeeming.redemption import Redemption


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelRedemption(Command):
    """Give a hold up (取消兑换): the volunteer, or an operator of the counter."""

    redemption_id: UUID
    reason: str


@handles(CancelRedemption)
async def cancel_redemption(c: Context, command: CancelRedemption) -> UUID:
    """Cancel a hold; all that it held is free again."""
    if c.actor.role is Role.COUNTER:
        redemption = await redemption_at_counter(c, command.redemption_id)
    else:
        redemption = await c.get(Redemption, command.redemption_id, "redemptionId")
        scope.require_self(c, redemption.volunteer_id, "redemptionId")
    redemption.cancel(by=c.actor.subject, reason=command.reason, at=c.now)
    await release(c, redemption)
    return redemption.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOutRedemption(Command):
    """Give a hold up that nobody confirmed in time (超时释放)."""

    redemption_id: UUID


@handles(TimeOutRedemption)
async def time_out_redemption(c: Context, command: TimeOutRedemption) -> UUID:
    """Time a hold out; all that it held is free again."""
    redemption = await c.get(Redemption, command.redemption_id, "redemptionId")
    redemption.time_out(at=c.now)
    await release(c, redemption)
    return redemption.id
