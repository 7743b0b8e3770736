"""Redeeming at a counter, on the real store: four books in one append, each step done once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Quote, Role, code_hash, redemption_code
from five_steps.commands.incentives.fund.merchants import EndMerchantContract
from five_steps.commands.incentives.points_expiry import ExpirePoints
from five_steps.commands.incentives.redeeming.counters import (
    SetCounterDayLimit,
    SetCounterHours,
    ShutDownCounter,
)
from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.operators import DismissOperator
from five_steps.commands.incentives.redeeming.releasing import CancelRedemption, TimeOutRedemption
from five_steps.commands.incentives.redeeming.returning import ReturnRedemption
from five_steps.commands.incentives.redeeming.rewards import RepriceReward, WithdrawReward
from five_steps.commands.incentives.redeeming.stock import ChangeStock
from five_steps.commands.people.volunteers import SuspendVolunteer
from five_steps.domain.incentives.redeeming.redemption import HOLD_MINUTES, RedemptionState
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.event_store import CommandIdReused
from tests.commands.district import SECRETS
from tests.commands.shop import COST_CENTS, FUND_CENTS, PIECES, POINTS, PRICE
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from five_steps.commands import Command
    from tests.commands.district import District
    from tests.commands.shop import Shop

    Arrange = Callable[[Shop, District], Awaitable[None]]

HOLD_TIME = timedelta(minutes=HOLD_MINUTES)
DAY = timedelta(days=1)


async def topics(district: District, after: int) -> list[str]:
    rows = await district.store.recorder.select_notifications(after + 1, 100)
    return [row.topic for row in rows]


# --- the way of a redemption ----------------------------------------------------------------------


async def test_from_hold_to_hand_over(shop: Shop, district: District) -> None:
    before = await district.position()
    held = await district.run(shop.holding(quantity=2), shop.as_volunteer)
    assert await topics(district, before) == [
        "points_account.held",
        "redemption.created",
        "counter_stock.reserved",
        "counter_day.created",
        "counter_day.points_taken",
        "fund.reserved",
    ]
    assert await shop.points() == (80, 20, 0)
    assert await shop.stock() == (5, 2)
    assert await shop.fund() == (9000, 1000, 0)
    assert await shop.taken(district.now) == 20

    redemption = held.object_id
    before = await district.position()
    await district.give(shop.confirming(redemption), shop.operator)
    assert await topics(district, before) == [
        "redemption.confirmed",
        "points_account.spent",
        "counter_stock.issued",
        "fund.committed",
    ]
    assert await shop.points() == (80, 0, 20)
    assert await shop.stock() == (3, 0)
    assert await shop.fund() == (9000, 0, 1000)

    await district.give(FulfilRedemption(redemption_id=redemption), shop.operator)
    assert (await shop.get_redemption(redemption)).state is RedemptionState.FULFILLED


@pytest.mark.parametrize("by", ["volunteer", "operator", "time"])
async def test_a_hold_given_up_leaves_nothing_behind(
    shop: Shop, district: District, by: str
) -> None:
    redemption = await shop.held()
    if by == "time":
        district.now += HOLD_TIME
        await district.give(TimeOutRedemption(redemption_id=redemption))
    else:
        actor = shop.operator if by == "operator" else shop.as_volunteer
        await district.give(CancelRedemption(redemption_id=redemption, reason="改天"), actor)
    assert await shop.points() == (POINTS, 0, 0)
    assert await shop.stock() == (PIECES, 0)
    assert await shop.fund() == (FUND_CENTS, 0, 0)
    assert await shop.taken(district.now) == 0


async def test_a_return_gives_everything_back(shop: Shop, district: District) -> None:
    redemption = await shop.fulfilled()
    returned = ReturnRedemption(redemption_id=redemption, reason="破损")
    await district.give(returned, shop.operator)
    assert await shop.points() == (POINTS, 0, 0)
    assert await shop.stock() == (PIECES, 0)
    assert await shop.fund() == (FUND_CENTS, 0, 0)
    assert await shop.taken(district.now) == 0
    with refused(RefusalCode.WRONG_STATE, "redemptionId"):
        await district.give(returned, shop.operator)


async def test_the_books_of_a_day_close_at_midnight(shop: Shop, district: District) -> None:
    monday = district.now
    redemption = await shop.confirmed()
    district.now += DAY
    await district.give(ReturnRedemption(redemption_id=redemption, reason="破损"), shop.operator)
    assert await shop.taken(monday) == PRICE
    assert await shop.points() == (POINTS, 0, 0)


async def test_services_have_no_stock_and_what_costs_nothing_leaves_the_fund_alone(
    shop: Shop, district: District
) -> None:
    service = await shop.put_on(kind=RewardKind.SERVICE, cost_cents=0)
    before = await district.position()
    redemption = await shop.fulfilled(reward_id=service)
    await district.give(ReturnRedemption(redemption_id=redemption, reason="未到"), shop.operator)
    touched = {topic.split(".")[0] for topic in await topics(district, before)}
    assert touched == {"redemption", "points_account", "counter_day"}
    assert await shop.points() == (POINTS, 0, 0)


async def test_a_hold_keeps_its_price(shop: Shop, district: District) -> None:
    redemption = await shop.held()
    await district.give(
        RepriceReward(reward_id=shop.reward, points=50, cost_cents=900, reason="涨价"),
        district.admin,
    )
    await district.give(shop.confirming(redemption), shop.operator)
    assert await shop.points() == (POINTS - PRICE, 0, PRICE)
    assert await shop.fund() == (FUND_CENTS - COST_CENTS, 0, COST_CENTS)


async def test_a_hold_outlives_withdrawal_contract_and_counter(
    shop: Shop, district: District
) -> None:
    redemption = await shop.held()
    await district.give(WithdrawReward(reward_id=shop.reward, reason="停产"), district.admin)
    await district.give(
        EndMerchantContract(merchant_id=shop.merchant, reason="到期"), district.admin
    )
    await district.give(ShutDownCounter(counter_id=shop.counter, reason="拆迁"), district.admin)
    await district.give(shop.confirming(redemption), shop.operator)
    await district.give(FulfilRedemption(redemption_id=redemption), shop.operator)
    await district.give(ReturnRedemption(redemption_id=redemption, reason="破损"), shop.operator)
    assert await shop.points() == (POINTS, 0, 0)


async def test_points_held_over_new_year_may_still_be_spent(shop: Shop, district: District) -> None:
    account = await district.account(shop.volunteer)
    (lot,) = account.lots.values()
    district.now = lot.expires_at - timedelta(minutes=5)
    redemption = await shop.held()
    district.now = lot.expires_at
    await district.give(ExpirePoints(volunteer_id=shop.volunteer))
    await district.give(shop.confirming(redemption), shop.operator)
    account = await district.account(shop.volunteer)
    assert (account.available, account.spent, account.expired) == (0, PRICE, POINTS - PRICE)
    with refused(RefusalCode.NOT_FOUND, "volunteerId"):
        await district.give(ExpirePoints(volunteer_id=shop.volunteer))


# --- each step once -------------------------------------------------------------------------------


async def test_every_step_repeated_is_answered_as_before(shop: Shop, district: District) -> None:
    async def twice(command: Command, actor: Actor) -> UUID:
        command_id = uuid4()
        first = await district.run(command, actor, command_id)
        again = await district.run(command, actor, command_id)
        assert again == (first.object_id, first.position, True)
        assert await district.position() == first.position
        return first.object_id

    redemption = await twice(shop.holding(), shop.as_volunteer)
    await twice(shop.confirming(redemption), shop.operator)
    await twice(FulfilRedemption(redemption_id=redemption), shop.operator)
    await twice(ReturnRedemption(redemption_id=redemption, reason="破损"), shop.operator)
    cancelled = await twice(shop.holding(), shop.as_volunteer)
    await twice(CancelRedemption(redemption_id=cancelled, reason="改天"), shop.as_volunteer)
    timed_out = await twice(shop.holding(), shop.as_volunteer)
    district.now += HOLD_TIME
    await twice(TimeOutRedemption(redemption_id=timed_out), Actor("keeper", Role.SYSTEM))
    assert await shop.points() == (POINTS, 0, 0)
    assert await shop.stock() == (PIECES, 0)
    assert await shop.fund() == (FUND_CENTS, 0, 0)


async def test_a_command_id_holds_one_thing(shop: Shop, district: District) -> None:
    command_id = uuid4()
    await district.run(shop.holding(), shop.as_volunteer, command_id)
    with pytest.raises(CommandIdReused):
        await district.run(shop.holding(quantity=2), shop.as_volunteer, command_id)
    assert await shop.points() == (POINTS - PRICE, PRICE, 0)


# --- the code -------------------------------------------------------------------------------------


async def test_the_code_finds_and_confirms_one_redemption(shop: Shop, district: District) -> None:
    one, two = await shop.held(), await shop.held()
    code = redemption_code(SECRETS, one)
    assert (await shop.get_redemption(one)).code_hash == code_hash(SECRETS, code)
    for wrong in ("", "0000000000", redemption_code(SECRETS, two), code[:-1]):
        with refused(RefusalCode.WRONG_CODE, "code"):
            await district.give(ConfirmRedemption(redemption_id=one, code=wrong), shop.operator)
    assert await shop.points() == (80, 20, 0)
    await district.give(ConfirmRedemption(redemption_id=one, code=f" {code} "), shop.operator)


# --- who may --------------------------------------------------------------------------------------


async def test_only_the_counters_operators_and_the_volunteer_act(
    shop: Shop, district: District
) -> None:
    neighbour = Actor("neighbour", Role.COUNTER, district.station)
    await shop.open_counter(neighbour)
    other_volunteer = district.as_volunteer(await district.volunteer())
    with refused(RefusalCode.FORBIDDEN, "counterId"):
        await district.give(shop.holding(), neighbour)
    with refused(RefusalCode.FORBIDDEN, "volunteerId"):
        await district.give(shop.holding(), other_volunteer)
    redemption = await shop.held()
    steps: list[Command] = [
        shop.confirming(redemption),
        FulfilRedemption(redemption_id=redemption),
        CancelRedemption(redemption_id=redemption, reason="改天"),
        ReturnRedemption(redemption_id=redemption, reason="破损"),
    ]
    for step in steps:
        with refused(RefusalCode.FORBIDDEN, "redemptionId"):
            await district.give(step, neighbour)
    with refused(RefusalCode.FORBIDDEN, "redemptionId"):
        await district.give(steps[2], other_volunteer)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(steps[0], shop.as_volunteer)
    await district.give(
        DismissOperator(counter_id=shop.counter, operator=shop.operator.subject), district.admin
    )
    with refused(RefusalCode.FORBIDDEN, "redemptionId"):
        await district.give(steps[0], shop.operator)


async def test_nobody_serves_themselves(shop: Shop, district: District) -> None:
    both = Actor(str(shop.volunteer), Role.COUNTER, district.station)
    counter = await shop.open_counter(both)
    await shop.deliver(1, counter)
    redemption = await district.give(shop.holding(counter_id=counter), both)
    with refused(RefusalCode.SELF_VERIFICATION, "redemptionId"):
        await district.give(shop.confirming(redemption), both)


async def test_staff_of_elsewhere_change_nothing_here(shop: Shop, district: District) -> None:
    delivery = ChangeStock(counter_id=shop.counter, reward_id=shop.reward, pieces=1, reason="到货")
    for command, field in (
        (delivery, "counterId"),
        (ShutDownCounter(counter_id=shop.counter, reason="x"), "counterId"),
        (WithdrawReward(reward_id=shop.reward, reason="x"), "rewardId"),
        (EndMerchantContract(merchant_id=shop.merchant, reason="x"), "merchantId"),
    ):
        with refused(RefusalCode.FORBIDDEN, field):
            await district.give(command, district.stranger)
    await district.give(delivery, shop.operator)
    assert await shop.stock() == (PIECES + 1, 0)


# --- what stands against a hold -------------------------------------------------------------------


async def make_closed(shop: Shop, district: District) -> None:
    await district.give(
        SetCounterHours(counter_id=shop.counter, weekdays=(7,), opens_minute=0, closes_minute=60),
        district.admin,
    )


async def make_limited(shop: Shop, district: District) -> None:
    await district.give(
        SetCounterDayLimit(counter_id=shop.counter, points=PRICE - 1), district.admin
    )


async def make_shut(shop: Shop, district: District) -> None:
    await district.give(ShutDownCounter(counter_id=shop.counter, reason="装修"), district.admin)


async def make_contract_end(shop: Shop, district: District) -> None:
    await district.give(
        EndMerchantContract(merchant_id=shop.merchant, reason="到期"), district.admin
    )


async def make_suspended(shop: Shop, district: District) -> None:
    await district.give(
        SuspendVolunteer(volunteer_id=shop.volunteer, reason="核查"), district.admin
    )


async def make_withdrawn(shop: Shop, district: District) -> None:
    await district.give(WithdrawReward(reward_id=shop.reward, reason="停产"), district.admin)


async def make_starred(shop: Shop, district: District) -> None:
    shop.reward = await shop.put_on(star_floor=1)


async def make_expensive(shop: Shop, district: District) -> None:
    shop.reward = await shop.put_on(points=POINTS + 1)


async def make_costly(shop: Shop, district: District) -> None:
    shop.reward = await shop.put_on(kind=RewardKind.SERVICE, cost_cents=FUND_CENTS + 1)


async def make_elsewhere(shop: Shop, district: District) -> None:
    shop.reward = await shop.put_on(unit_id=district.other_station, kind=RewardKind.SERVICE)


async def make_empty(shop: Shop, district: District) -> None:
    await shop.deliver(-PIECES)


async def make_had(shop: Shop, district: District) -> None:
    shop.reward = await shop.put_on(kind=RewardKind.SERVICE, per_person_max=1)
    await shop.confirmed()


OBSTACLES = [
    (make_closed, RefusalCode.CLOSED, "counterId"),
    (make_limited, RefusalCode.LIMIT_REACHED, "counterId"),
    (make_shut, RefusalCode.WRONG_STATE, "counterId"),
    (make_contract_end, RefusalCode.WRONG_STATE, "counterId"),
    (make_suspended, RefusalCode.WRONG_STATE, "volunteerId"),
    (make_withdrawn, RefusalCode.WRONG_STATE, "rewardId"),
    (make_starred, RefusalCode.NOT_ELIGIBLE, "rewardId"),
    (make_expensive, RefusalCode.INSUFFICIENT_POINTS, "quantity"),
    (make_costly, RefusalCode.FUND_EXHAUSTED, "rewardId"),
    (make_elsewhere, RefusalCode.INVALID, "counterId"),
    (make_empty, RefusalCode.OUT_OF_STOCK, "quantity"),
    (make_had, RefusalCode.LIMIT_REACHED, "quantity"),
]


@pytest.mark.parametrize(("arrange", "code", "field"), OBSTACLES)
async def test_a_hold_refused_changes_nothing_and_the_quote_says_so(
    shop: Shop, district: District, arrange: Arrange, code: RefusalCode, field: str
) -> None:
    await arrange(shop, district)
    before, points, fund = await district.position(), await shop.points(), await shop.fund()
    quote = await district.commands.quote(shop.holding(), actor=shop.as_volunteer)
    assert quote.refusal is not None
    assert (quote.refusal.code, quote.refusal.field) == (code, field)
    with refused(code, field):
        await district.give(shop.holding(), shop.as_volunteer)
    assert await district.position() == before
    assert (await shop.points(), await shop.fund()) == (points, fund)


# --- the quote ------------------------------------------------------------------------------------


async def test_a_quote_says_what_the_hold_will_do_and_does_nothing(
    shop: Shop, district: District
) -> None:
    before = await district.position()
    quote = await district.commands.quote(shop.holding(quantity=3), actor=shop.operator)
    assert quote == Quote(points=3 * PRICE, spendable=POINTS, refusal=None)
    assert await district.position() == before
    redemption = await shop.held(quantity=3)
    assert (await shop.get_redemption(redemption)).points == quote.points


async def test_only_who_may_hold_is_told_a_balance(shop: Shop, district: District) -> None:
    other_volunteer = district.as_volunteer(await district.volunteer())
    neighbour = Actor("neighbour", Role.COUNTER, district.station)
    for actor, command, code, field in (
        (other_volunteer, shop.holding(), RefusalCode.FORBIDDEN, "volunteerId"),
        (neighbour, shop.holding(), RefusalCode.FORBIDDEN, "counterId"),
        (neighbour, shop.holding(counter_id=uuid4()), RefusalCode.NOT_FOUND, "counterId"),
        (shop.operator, shop.holding(reward_id=uuid4()), RefusalCode.NOT_FOUND, "rewardId"),
        (shop.operator, shop.holding(volunteer_id=uuid4()), RefusalCode.NOT_FOUND, "volunteerId"),
        (district.admin, shop.holding(), RefusalCode.FORBIDDEN, "role"),
    ):
        with refused(code, field):
            await district.commands.quote(command, actor=actor)
