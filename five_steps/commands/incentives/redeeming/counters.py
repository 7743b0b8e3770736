"""Counters (兑换点): opening, hours, limits."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.redeeming.at_counter import counter_of_staff
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounter(Command):
    """Open a counter of a unit (设立兑换点), run by a merchant or, without one, by the unit itself.

    It is open at all hours and takes any number of points until its hours and its limit are set.
    """

    unit_id: UUID
    merchant_id: UUID | None = None
    name: str
    place: str


@handles(OpenCounter)
async def open_counter(c: Context, command: OpenCounter) -> UUID:
    """Open a counter."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    await scope.require_unit(c, unit.id, "unitId")
    if command.merchant_id is not None:
        merchant = await c.get(Merchant, command.merchant_id, "merchantId")
        merchant.require_under_contract()
    counter = Counter.open(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        merchant_id=command.merchant_id,
        name=command.name,
        place=command.place,
    )
    c.work.add(counter)
    return counter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCounterHours(Command):
    """Set a counter's opening hours in district time (设定营业时间).

    Weekdays are 1 (Monday) to 7; minutes count from midnight, closing excluded.
    """

    counter_id: UUID
    weekdays: tuple[int, ...]
    opens_minute: int
    closes_minute: int


@handles(SetCounterHours)
async def set_counter_hours(c: Context, command: SetCounterHours) -> UUID:
    """Set the opening hours."""
    counter = await counter_of_staff(c, command.counter_id)
    counter.set_hours(command.weekdays, command.opens_minute, command.closes_minute, at=c.now)
    return counter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCounterDayLimit(Command):
    """Set how many points a counter may take a day (设定每日限额)."""

    counter_id: UUID
    points: int


@handles(SetCounterDayLimit)
async def set_counter_day_limit(c: Context, command: SetCounterDayLimit) -> UUID:
    """Set the limit of the day; it holds at once, for what is still to be held."""
    counter = await counter_of_staff(c, command.counter_id)
    counter.set_day_limit(command.points, at=c.now)
    return counter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutDownCounter(Command):
    """Shut a counter down (停用兑换点)."""

    counter_id: UUID
    reason: str


@handles(ShutDownCounter)
async def shut_down_counter(c: Context, command: ShutDownCounter) -> UUID:
    """Shut a counter down; what is held may still be confirmed, cancelled or returned."""
    counter = await counter_of_staff(c, command.counter_id)
    counter.shut_down(reason=command.reason, at=c.now)
    return counter.id
