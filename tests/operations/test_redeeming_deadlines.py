"""Holds are released and points expire on time, although nobody was there when they fell due."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from five_steps.commands.incentives.corrections import CorrectHours
from five_steps.commands.incentives.points_adjustment import ApproveAdjustment, ProposeAdjustment
from five_steps.commands.incentives.redeeming.releasing import CancelRedemption
from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder
from five_steps.domain.incentives.redeeming.redemption import HOLD_MINUTES, RedemptionState
from five_steps.domain.kernel.district_time import start_of_day
from tests.commands.shop import FUND_CENTS, PIECES, POINTS, PRICE, Shop

if TYPE_CHECKING:
    from tests.operations.watched import Watched

SECOND = timedelta(seconds=1)
HOLD = timedelta(minutes=HOLD_MINUTES)
EXPIRY = start_of_day(date(2028, 1, 1))


@pytest.fixture
async def shop(watched: Watched) -> Shop:
    opened = Shop(watched.district)
    await opened.open()
    return opened


async def state(shop: Shop, *redemptions: object) -> list[RedemptionState]:
    return [(await shop.get_redemption(r)).state for r in redemptions]  # type: ignore[arg-type]


# --- holds ----------------------------------------------------------------------------------------


async def test_a_hold_is_released_at_its_time_and_not_before(watched: Watched, shop: Shop) -> None:
    held_at = watched.district.now
    redemption = await shop.held()
    assert await watched.act_at(held_at + HOLD - SECOND) == 0
    assert await watched.act_at(held_at + HOLD) == 1
    assert await watched.happened(redemption) == ["created", "timed_out"]
    assert await shop.points() == (POINTS, 0, 0)
    assert await shop.stock() == (PIECES, 0)
    assert await shop.fund() == (FUND_CENTS, 0, 0)
    assert await shop.taken(held_at) == 0
    assert await watched.act_at(held_at + 2 * HOLD) == 0


async def test_holds_that_fell_due_while_the_service_was_down_are_released(
    watched: Watched, shop: Shop
) -> None:
    kept = await shop.confirmed()
    redemptions = [await shop.held() for _ in range(4)]
    assert await watched.act_at(watched.district.now + timedelta(days=40)) == 4
    assert await state(shop, kept, *redemptions) == [
        RedemptionState.CONFIRMED,
        *[RedemptionState.TIMED_OUT] * 4,
    ]
    assert await shop.points() == (POINTS - PRICE, 0, PRICE)


async def test_while_the_service_runs_no_hold_waits_for_a_look(
    watched: Watched, shop: Shop
) -> None:
    redemption = await shop.held()
    await watched.shown()
    keeping = asyncio.create_task(watched.keeper.run())
    head = await watched.district.position()
    watched.district.now += HOLD
    async with asyncio.timeout(10):
        async for rows in watched.district.store.feed.follow(head, 100):
            if any(row.originator_id == redemption for row in rows):
                break
    assert await state(shop, redemption) == [RedemptionState.TIMED_OUT]
    keeping.cancel()
    await asyncio.wait([keeping])


async def test_a_confirmation_that_the_view_does_not_show_yet_stands(
    watched: Watched, shop: Shop
) -> None:
    held_at = watched.district.now
    redemption = await shop.held()
    await watched.shown()
    # From now on the view is behind.
    await watched.views.stop()
    await watched.district.give(shop.confirming(redemption), shop.operator)
    head = await watched.district.position()
    assert await watched.keeper.act(held_at + HOLD) == 0
    assert await watched.district.position() == head
    assert await state(shop, redemption) == [RedemptionState.CONFIRMED]


# --- points ---------------------------------------------------------------------------------------


async def expired(shop: Shop) -> int:
    return (await shop.district.account(shop.volunteer)).expired


async def test_points_expire_at_their_time(watched: Watched, shop: Shop) -> None:
    await shop.fulfilled()
    assert await watched.act_at(EXPIRY - SECOND) == 0
    assert await watched.act_at(EXPIRY + timedelta(days=100)) == 1
    assert await expired(shop) == POINTS - PRICE
    assert await watched.act_at(EXPIRY + timedelta(days=200)) == 0


async def test_points_come_back_after_their_expiry_and_expire_too(
    watched: Watched, shop: Shop
) -> None:
    watched.district.now = EXPIRY - 5 * SECOND
    redemption = await shop.held()
    watched.district.now = EXPIRY
    assert await watched.act_at(EXPIRY) == 1
    assert (await shop.points(), await expired(shop)) == ((0, PRICE, 0), POINTS - PRICE)
    await watched.district.give(
        CancelRedemption(redemption_id=redemption, reason="不要了"), shop.as_volunteer
    )
    assert await watched.act_at(EXPIRY) == 1
    assert (await shop.points(), await expired(shop)) == ((0, 0, 0), POINTS)


async def test_a_dispute_puts_the_expiry_off(watched: Watched, shop: Shop) -> None:
    district = watched.district
    order = await district.completed(shop.volunteer)
    await district.give(DisputeOrder(order_id=order, reason="时长不符"), district.as_resident)
    await watched.act_at(EXPIRY)
    assert (await shop.points())[0] == 20
    await district.give(
        DecideDispute(order_id=order, upheld=False, minutes=(), reason="属实"), district.admin
    )
    assert await watched.act_at(EXPIRY) > 0
    assert (await shop.points())[0] == 0


async def test_what_covers_a_debt_is_left_alone(watched: Watched, shop: Shop) -> None:
    """Corrected below what was spent, the account owes 10; 8 points given later cover some."""
    district = watched.district
    await district.completed(shop.volunteer)
    record = next(iter((await district.book(shop.volunteer)).records))
    await shop.deliver(20)
    await shop.fulfilled(quantity=11)
    await district.give(
        CorrectHours(volunteer_id=shop.volunteer, record_id=record, minutes=0, reason="未到场"),
        district.admin,
    )
    proposed = await district.give(
        ProposeAdjustment(volunteer_id=shop.volunteer, points=8, reason="补贴"), district.admin
    )
    await district.give(ApproveAdjustment(volunteer_id=shop.volunteer, adjustment_id=proposed))
    assert (await shop.points())[0] == -2
    await watched.act_at(EXPIRY - SECOND)
    head = await district.position()
    assert await watched.act_at(EXPIRY) == 0
    assert await district.position() == head
