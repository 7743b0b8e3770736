"""The books in which a redemption is entered; each begins with its first entry.

The redemption's own stream says which step is allowed. What a step does to points, stock, day and
fund is written here, once, and appended with it.
"""

from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.redeeming.counter_day import CounterDay, counter_day_id
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock, counter_stock_id
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.kernel.district_time import local_day


async def stock_of(c: Context, counter_id: UUID, reward_id: UUID) -> CounterStock:
    """A counter's stock of a reward; one that was never delivered is empty."""
    stock = await c.work.find(CounterStock, counter_stock_id(counter_id, reward_id))
    if stock is None:
        stock = CounterStock.keep(counter_id, reward_id, at=c.now)
        c.work.add(stock)
    return stock


async def today_of(c: Context, counter_id: UUID) -> CounterDay:
    """What a counter has taken today."""
    day = await c.work.find(CounterDay, counter_day_id(counter_id, local_day(c.now)))
    if day is None:
        day = CounterDay.begin(counter_id, at=c.now)
        c.work.add(day)
    return day


async def account_of(c: Context, redemption: Redemption) -> PointsAccount:
    """The account that pays for a redemption."""
    return await c.get(PointsAccount, points_account_id(redemption.volunteer_id), "redemptionId")


async def give_back_to_day(c: Context, redemption: Redemption) -> None:
    """Make room in the counter's limit again, as long as it is that day's.

    At midnight the limit begins anew and the books of the day before are closed.
    """
    if local_day(c.now) == local_day(redemption.created_on):
        day = await today_of(c, redemption.counter_id)
        day.give_back(redemption.id, redemption.points, at=c.now)


async def release(c: Context, redemption: Redemption) -> None:
    """Undo all that a hold held."""
    account = await account_of(c, redemption)
    account.release_hold(redemption.id, at=c.now)
    if redemption.stocked:
        stock = await stock_of(c, redemption.counter_id, redemption.reward_id)
        stock.release(redemption.id, redemption.quantity, at=c.now)
    await give_back_to_day(c, redemption)
    if redemption.cost_cents:
        fund = await the_fund(c)
        fund.release(redemption.id, redemption.cost_cents, at=c.now)
