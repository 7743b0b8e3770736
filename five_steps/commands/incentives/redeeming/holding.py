"""Holding a reward for a volunteer (预留): points, stock, the counter's day and money at once."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account, service_book
from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.incentives.redeeming.at_counter import counter_worked
from five_steps.commands.incentives.redeeming.books import stock_of, today_of
from five_steps.commands.incentives.redeeming.redemption_code import code_hash, redemption_code
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.incentives.redeeming.reward import Reward
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRedemption(Command):
    """Hold so many of a reward at a counter for a volunteer, for 15 minutes (预留兑换).

    The volunteer asks themself, or an operator of the counter for them; the one-time code is shown
    to the volunteer alone.
    """

    volunteer_id: UUID
    counter_id: UUID
    reward_id: UUID
    quantity: int = 1


@handles(HoldRedemption)
async def hold_redemption(c: Context, command: HoldRedemption) -> UUID:
    """Hold a redemption: all of it, or nothing; returns the redemption."""
    counter = await _open_counter(c, command)
    reward = await c.get(Reward, command.reward_id, "rewardId")
    account = await points_account(c, command.volunteer_id)
    await _require_allowed(c, command, counter, reward, account)
    redemption_id = c.work.new_id()
    points, cost_cents = reward.price(command.quantity), reward.cost(command.quantity)
    c.work.add(
        Redemption.hold(
            id=redemption_id,
            at=c.now,
            volunteer_id=command.volunteer_id,
            counter_id=counter.id,
            merchant_id=counter.merchant_id,
            reward_id=reward.id,
            quantity=command.quantity,
            points=points,
            cost_cents=cost_cents,
            stocked=reward.stocked,
            code_hash=code_hash(c.secrets, redemption_code(c.secrets, redemption_id)),
            by=c.actor.subject,
            return_days=reward.return_days,
        )
    )
    account.hold(
        redemption_id,
        reward_id=reward.id,
        quantity=command.quantity,
        points=points,
        at=c.now,
    )
    if reward.stocked:
        stock = await stock_of(c, counter.id, reward.id)
        stock.reserve(redemption_id, command.quantity, at=c.now)
    day = await today_of(c, counter.id)
    day.take(redemption_id, points, limit=counter.day_points_max, at=c.now)
    if cost_cents:
        fund = await the_fund(c)
        fund.reserve(redemption_id, cost_cents, at=c.now)
    return redemption_id


async def _open_counter(c: Context, command: HoldRedemption) -> Counter:
    """The counter, if the actor may hold there for the volunteer, and it is open."""
    if c.actor.role is Role.COUNTER:
        counter = await counter_worked(c, command.counter_id)
    else:
        scope.require_self(c, command.volunteer_id, "volunteerId")
        counter = await c.get(Counter, command.counter_id, "counterId")
    counter.require_open(c.now)
    if counter.merchant_id is not None:
        merchant = await c.get(Merchant, counter.merchant_id, "counterId")
        merchant.require_under_contract("counterId")
    return counter


async def _require_allowed(
    c: Context, command: HoldRedemption, counter: Counter, reward: Reward, account: PointsAccount
) -> None:
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    volunteer.require_active()
    # Else the counter of one village would hand out what another village pays with its stock.
    if not await scope.lies_under(c, counter.unit_id, reward.unit_id):
        raise Refusal(
            RefusalCode.INVALID, "counterId", allowed="counters of the reward's unit or under it"
        )
    book = await service_book(c, volunteer.id)
    reward.require_redeemable(
        quantity=command.quantity,
        redeemed=account.redeemed(reward.id),
        star_level=book.star_level,
        at=c.now,
    )
