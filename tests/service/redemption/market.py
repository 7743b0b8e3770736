"""Stalls at which redemptions meet a limit: each a counter with one reward, and its customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.fund.money import AllocateToFund
from five_steps.commands.incentives.points_adjustment import ApproveAdjustment, ProposeAdjustment
from five_steps.commands.incentives.redeeming.counters import OpenCounter, SetCounterDayLimit
from five_steps.commands.incentives.redeeming.operators import AppointOperator
from five_steps.commands.incentives.redeeming.rewards import PutOnReward
from five_steps.commands.incentives.redeeming.stock import ChangeStock
from five_steps.domain.incentives.redeeming.reward import RewardKind
from tests.commands.district import START

if TYPE_CHECKING:
    from tests.commands.district import District

OPEN_AT = START + timedelta(days=1)
"""When redemptions are held: the counters are open at all hours."""
DEPUTY = Actor("deputy", Role.CENTRE_ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wares:
    """What a stall offers, and how much of everything there is.

    Attributes:
        points: Price of one.
        cost_cents: What one costs the fund.
        pieces: In stock; none for a service.
        balance: Points of each customer.
        customers: How many come.
        day_points: The counter's limit for a day.
        per_person: The reward's limit for one customer.
    """

    points: int = 10
    cost_cents: int = 0
    pieces: int | None = None
    balance: int = 5_000
    customers: int = 5
    day_points: int | None = None
    per_person: int | None = None


@dataclass(frozen=True, slots=True)
class Stall:
    """A counter with its reward and customers."""

    name: str
    counter_id: UUID
    reward_id: UUID
    customers: tuple[UUID, ...]
    operator: Actor


async def open_stall(district: District, name: str, wares: Wares) -> Stall:
    """Open a stall; what it offers is paid by the fund as far as it goes."""
    operator = Actor(f"operator {name}", Role.COUNTER, district.station)
    counter_id = await district.give(
        OpenCounter(unit_id=district.station, name=name, place="文化礼堂")
    )
    await district.give(AppointOperator(counter_id=counter_id, operator=operator.subject))
    if wares.day_points is not None:
        await district.give(SetCounterDayLimit(counter_id=counter_id, points=wares.day_points))
    stocked = wares.pieces is not None
    reward_id = await district.give(
        PutOnReward(
            unit_id=district.station,
            kind=RewardKind.GOODS if stocked else RewardKind.SERVICE,
            name=name,
            points=wares.points,
            cost_cents=wares.cost_cents,
            per_person_max=wares.per_person,
            return_days=7,
        )
    )
    if wares.pieces:
        await district.give(
            ChangeStock(
                counter_id=counter_id, reward_id=reward_id, pieces=wares.pieces, reason="进货"
            ),
            operator,
        )
    customers = [await rich_volunteer(district, wares.balance) for _ in range(wares.customers)]
    return Stall(name, counter_id, reward_id, tuple(customers), operator)


async def rich_volunteer(district: District, points: int) -> UUID:
    """A volunteer who was given so many points, by two persons."""
    volunteer_id = await district.volunteer()
    adjustment_id = await district.give(
        ProposeAdjustment(volunteer_id=volunteer_id, points=points, reason="活动补贴")
    )
    await district.give(
        ApproveAdjustment(volunteer_id=volunteer_id, adjustment_id=adjustment_id), DEPUTY
    )
    return volunteer_id


async def endow(district: District, cents: int) -> None:
    """Give the fund so much."""
    await district.give(AllocateToFund(amount_cents=cents, source="区财政"))
