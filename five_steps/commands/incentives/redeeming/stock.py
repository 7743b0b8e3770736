"""A counter's stock (库存)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.redeeming.at_counter import counter_of_staff, counter_worked
from five_steps.commands.incentives.redeeming.books import stock_of
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.redeeming.reward import Reward, RewardKind
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStock(Command):
    """Take delivery of pieces at a counter, or write some off (below zero) (出入库)."""

    counter_id: UUID
    reward_id: UUID
    pieces: int
    reason: str


@handles(ChangeStock)
async def change_stock(c: Context, command: ChangeStock) -> UUID:
    """Change a stock; the first delivery begins it. Returns the stock."""
    at_work = c.actor.role is Role.COUNTER
    counter = await (counter_worked if at_work else counter_of_staff)(c, command.counter_id)
    reward = await c.get(Reward, command.reward_id, "rewardId")
    if not reward.stocked:
        raise Refusal(
            RefusalCode.INVALID, "rewardId", allowed=RewardKind.GOODS, actual=reward.kind.value
        )
    stock = await stock_of(c, counter.id, reward.id)
    stock.change(command.pieces, reason=command.reason, by=c.actor.subject, at=c.now)
    return stock.id
