"""Two counters at once: one balance, one last item, the last cents; the deadline and the code."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Commands, Role
from five_steps.commands.incentives.redeeming.releasing import CancelRedemption, TimeOutRedemption
from five_steps.domain.incentives.redeeming.redemption import HOLD_MINUTES, RedemptionState
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.event_store import EventStore
from tests.commands.district import SECRETS, SYSTEM
from tests.commands.shop import FUND_CENTS, PIECES, POINTS, PRICE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from uuid import UUID

    from five_steps.commands import Command
    from tests.commands.shop import Shop

AT_ONCE = 12


async def code_of(running: Awaitable[object]) -> RefusalCode | None:
    """Why it was refused, or None."""
    try:
        await running
    except Refusal as refusal:
        return refusal.code
    return None


async def race(*running: Awaitable[object]) -> Counter[RefusalCode | None]:
    return Counter(await asyncio.gather(*map(code_of, running)))


class TwoProcesses:
    """The shop's district, seen by another store on the same database as well."""

    def __init__(self, shop: Shop, other: EventStore) -> None:
        here = shop.district
        there = Commands(other, SECRETS, lambda: here.now)
        self._commands = (here.commands, there)
        self._turn = 0

    async def give(self, command: Command, actor: Actor) -> None:
        self._turn += 1
        commands = self._commands[self._turn % 2]
        await commands.run(command, command_id=uuid4(), actor=actor)


@pytest.fixture
async def processes(shop: Shop, postgres_dsn: str) -> AsyncIterator[TwoProcesses]:
    async with EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as other:
        yield TwoProcesses(shop, other)


async def test_one_balance_at_two_counters(shop: Shop, processes: TwoProcesses) -> None:
    second = await shop.open_counter(shop.operator)
    service = await shop.put_on(kind=RewardKind.SERVICE, points=30, cost_cents=1)
    outcomes = await race(
        *(
            processes.give(shop.holding(reward_id=service, counter_id=counter), shop.operator)
            for counter in (shop.counter, second)
            for _ in range(AT_ONCE // 2)
        )
    )
    assert outcomes == {None: 3, RefusalCode.INSUFFICIENT_POINTS: AT_ONCE - 3}
    assert await shop.points() == (POINTS - 90, 90, 0)
    assert await shop.fund() == (FUND_CENTS - 3, 3, 0)


async def test_the_last_item(shop: Shop, processes: TwoProcesses) -> None:
    await shop.deliver(1 - PIECES)
    volunteers = [await shop.rich_volunteer() for _ in range(AT_ONCE)]
    outcomes = await race(
        *(
            processes.give(shop.holding(volunteer_id=volunteer), shop.operator)
            for volunteer in volunteers
        )
    )
    assert outcomes == {None: 1, RefusalCode.OUT_OF_STOCK: AT_ONCE - 1}
    assert await shop.stock() == (1, 1)
    balances = Counter([await shop.points(volunteer) for volunteer in volunteers])
    assert balances == {(POINTS - PRICE, PRICE, 0): 1, (POINTS, 0, 0): AT_ONCE - 1}


async def test_the_last_cents_of_the_fund(shop: Shop, processes: TwoProcesses) -> None:
    service = await shop.put_on(kind=RewardKind.SERVICE, points=1, cost_cents=FUND_CENTS // 4 + 1)
    outcomes = await race(
        *(processes.give(shop.holding(reward_id=service), shop.operator) for _ in range(AT_ONCE))
    )
    assert outcomes == {None: 3, RefusalCode.FUND_EXHAUSTED: AT_ONCE - 3}
    reserved = 3 * (FUND_CENTS // 4 + 1)
    assert await shop.fund() == (FUND_CENTS - reserved, reserved, 0)


async def test_one_hold_is_confirmed_once(shop: Shop, processes: TwoProcesses) -> None:
    redemption = await shop.held()
    outcomes = await race(
        *(processes.give(shop.confirming(redemption), shop.operator) for _ in range(AT_ONCE))
    )
    assert outcomes == {None: 1, RefusalCode.WRONG_STATE: AT_ONCE - 1}
    assert await shop.points() == (POINTS - PRICE, 0, PRICE)
    assert await shop.stock() == (PIECES - 1, 0)


async def test_a_hold_is_confirmed_or_cancelled_but_not_both(
    shop: Shop, processes: TwoProcesses
) -> None:
    for _ in range(PIECES):
        redemption = await shop.held()
        outcomes = await race(
            processes.give(shop.confirming(redemption), shop.operator),
            processes.give(
                CancelRedemption(redemption_id=redemption, reason="改天"), shop.as_volunteer
            ),
        )
        assert outcomes == {None: 1, RefusalCode.WRONG_STATE: 1}
        await assert_books_agree(shop, redemption)


async def test_at_the_deadline_the_hold_goes_and_the_code_is_worth_nothing(
    shop: Shop, processes: TwoProcesses
) -> None:
    redemption = await shop.held()
    shop.district.now += timedelta(minutes=HOLD_MINUTES)
    outcomes = await race(
        processes.give(shop.confirming(redemption), shop.operator),
        processes.give(TimeOutRedemption(redemption_id=redemption), SYSTEM),
    )
    assert outcomes[None] == 1
    assert outcomes[RefusalCode.TOO_LATE] + outcomes[RefusalCode.WRONG_STATE] == 1
    assert (await shop.get_redemption(redemption)).state is RedemptionState.TIMED_OUT
    await assert_books_agree(shop, redemption)


async def test_clocks_that_disagree_about_the_deadline_settle_it_once(
    shop: Shop, processes: TwoProcesses
) -> None:
    """One process says it is over, the other that there is a minute left: either, and not both."""
    late = timedelta(minutes=HOLD_MINUTES)
    for _ in range(PIECES):
        redemption = await shop.held()
        outcomes = await race(
            processes.give(shop.confirming(redemption), shop.operator),
            shop.district.commands.run(
                TimeOutRedemption(redemption_id=redemption),
                command_id=uuid4(),
                actor=Actor("keeper", Role.SYSTEM),
                now=shop.district.now + late,
            ),
        )
        assert outcomes == {None: 1, RefusalCode.WRONG_STATE: 1}
        await assert_books_agree(shop, redemption)


async def assert_books_agree(shop: Shop, redemption: UUID) -> None:
    """Points, stock and fund say what the redemption's state says; nothing is held any more."""
    account = await shop.district.account(shop.volunteer)
    assert account.issued == account.available + account.held + account.spent + account.expired
    bought = account.spent // PRICE
    spent = (await shop.get_redemption(redemption)).state is RedemptionState.CONFIRMED
    assert (redemption in account.purchases) is spent
    assert await shop.points() == (POINTS - account.spent, 0, account.spent)
    assert await shop.stock() == (PIECES - bought, 0)
    free, reserved, payable = await shop.fund()
    assert (free + payable, reserved, payable) == (FUND_CENTS, 0, bought * 500)
