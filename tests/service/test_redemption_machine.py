"""A search for a point, a piece or a cent that is lost or there twice: any deals, in any order.

A ledger kept by hand says beforehand what becomes of each command, and afterwards what the books
must say.
"""

from __future__ import annotations

import asyncio
from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from five_steps.commands import Actor, Command, Commands, Outcome, Role
from five_steps.commands.incentives.fund.money import Donate, SpendFromFund
from five_steps.commands.incentives.fund.settling import AgreeSettlement, PaySettlement
from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.commands.incentives.points_adjustment import ApproveAdjustment, ProposeAdjustment
from five_steps.commands.incentives.points_expiry import ExpirePoints
from five_steps.commands.incentives.redeeming.counters import SetCounterDayLimit
from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.commands.incentives.redeeming.releasing import CancelRedemption, TimeOutRedemption
from five_steps.commands.incentives.redeeming.returning import ReturnRedemption
from five_steps.commands.incentives.redeeming.stock import ChangeStock
from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder, VolunteerMinutes
from five_steps.domain.incentives.fund.fund import FUND_ID, Fund, Purpose
from five_steps.domain.incentives.redeeming.counter_day import CounterDay, counter_day_id
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.event_store import EventStore, Limits
from tests.commands.district import SECRETS, SYSTEM, District
from tests.commands.shop import COST_CENTS, FUND_CENTS, PIECES, POINTS, PRICE, Shop
from tests.conftest import administer
from tests.postgres_server import database_dsn
from tests.service.redemption.audit import Audit
from tests.service.redemption.ledger import Deal, Ledger, Ware

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = b"a secret of the tests, 32 bytes."
LIMITS = Limits(snapshot_every_events=4, aggregates_cached_max=6)
"""So few that snapshots are taken and aggregates loaded anew all the time."""
DAY_POINTS, PER_PERSON = 90, 6
GOODS = Ware(PRICE, COST_CENTS, stocked=True, per_person=PER_PERSON)
SERVICE = Ware(25, 0, stocked=False, per_person=None)
OUTCOMES = {
    *(f"ApproveAdjustment {why}" for why in ("done", "INSUFFICIENT_POINTS")),
    "ApproveAdjustment SECOND_PERSON_REQUIRED",
    *(f"HoldRedemption {why}" for why in ("done", "INSUFFICIENT_POINTS", "OUT_OF_STOCK")),
    *(f"HoldRedemption {why}" for why in ("LIMIT_REACHED", "FUND_EXHAUSTED")),
    *(f"ConfirmRedemption {why}" for why in ("done", "TOO_LATE", "WRONG_CODE", "FROZEN")),
    *(f"ReturnRedemption {why}" for why in ("done", "TOO_LATE", "WRONG_STATE")),
    *(f"TimeOutRedemption {why}" for why in ("done", "TOO_EARLY", "WRONG_STATE")),
    *(f"CancelRedemption {why}" for why in ("done", "WRONG_STATE")),
    *(f"{kind} done" for kind in ("FulfilRedemption", "DecideDispute", "PaySettlement")),
    *(f"SpendFromFund {why}" for why in ("done", "FUND_EXHAUSTED")),
}
"""What each game meets at its beginning already."""
_CHOICE = st.integers(0, 999)
_WHY = "原因"
_SECOND = timedelta(seconds=1)


class Earned(NamedTuple):
    """An order that earned points, as long as nobody disputes it."""

    order_id: UUID
    volunteer: UUID
    record_id: UUID


class Market:
    """A shop to copy for each game."""

    def __init__(self, server_dsn: str, template: str) -> None:
        self._server_dsn = server_dsn
        self.outcomes: set[str] = set()
        self.founded = self.copied(template)
        asyncio.run(self._found())

    async def _found(self) -> None:
        dsn = database_dsn(self._server_dsn, self.founded)
        async with EventStore.open(dsn, secret=SECRET) as store:
            district = District(store)
            await district.found()
            self.shop = Shop(district)
            await self.shop.open()
            await district.give(SetCounterDayLimit(counter_id=self.shop.counter, points=DAY_POINTS))
            self.goods = await self.shop.put_on(per_person_max=PER_PERSON)
            self.shop.reward = self.goods
            await self.shop.deliver(PIECES)
            self.service = await self.shop.put_on(
                kind=RewardKind.SERVICE, points=SERVICE.points, cost_cents=SERVICE.cents
            )
            self.volunteers = (self.shop.volunteer, await self.shop.rich_volunteer())
            self.lots = {v: next(iter((await district.account(v)).lots)) for v in self.volunteers}

    def copied(self, template: str) -> str:
        """The name of a copy of a database."""
        name = f"five_steps_game_{uuid4().hex}"
        asyncio.run(administer(self._server_dsn, f"CREATE DATABASE {name} TEMPLATE {template}"))
        return name

    def dsn(self, name: str) -> str:
        return database_dsn(self._server_dsn, name)

    def drop(self, name: str) -> None:
        """Drop a database."""
        asyncio.run(administer(self._server_dsn, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="module")
def market(postgres_server_dsn: str, postgres_template: str) -> Iterator[Market]:
    made = Market(postgres_server_dsn, postgres_template)
    yield made
    made.drop(made.founded)


class Game(RuleBasedStateMachine):
    """One game: each rule gives a command, or lets time pass."""

    market: Market

    def __init__(self) -> None:
        super().__init__()
        market = self.market
        self.name = market.copied(market.founded)
        self.runner = asyncio.Runner()
        self.opening = EventStore.open(market.dsn(self.name), secret=SECRET, limits=LIMITS)
        self.store = self.runner.run(self.opening.__aenter__())
        self.district = copy(market.shop.district)
        self.district.store = self.store
        self.district.commands = Commands(self.store, SECRETS, lambda: self.district.now)
        self.shop = copy(market.shop)
        self.shop.district = self.district
        self.ledger = Ledger(shelf=PIECES, free=FUND_CENTS, day_points_max=DAY_POINTS)
        for volunteer, lot_id in market.lots.items():
            self.ledger.credit(volunteer, lot_id, POINTS, self.district.now)
        self.earned: list[Earned] = []
        self.done: list[tuple[Command, Actor, UUID, Outcome]] = []
        self.sound = True

    # --- giving commands --------------------------------------------------------------------------

    def give(self, command: Command, actor: Actor, expected: RefusalCode | None) -> UUID | None:
        """Give a command, of which we know what becomes of it; the books must agree."""
        self.sound = False
        position = self.runner.run(self.district.position())
        command_id = uuid4()
        refused, object_id = None, None
        try:
            outcome = self.runner.run(self.district.run(command, actor, command_id))
        except Refusal as refusal:
            refused = refusal.code
            assert self.runner.run(self.district.position()) == position
        else:
            object_id = outcome.object_id
            self.done.append((command, actor, command_id, outcome))
        what = f"{type(command).__name__} {refused or 'done'}"
        event(what)
        self.market.outcomes.add(what)
        assert refused == expected, what
        self.sound = True
        return object_id

    def compare(self) -> None:
        """The books say what the ledger says."""
        self.runner.run(self._compare())

    async def _compare(self) -> None:
        ledger, now = self.ledger, self.district.now
        for volunteer, lots in ledger.lots.items():
            account = await self.district.account(volunteer)
            assert {
                lot.lot_id: (lot.points, lot.held, lot.spent, lot.expired, lot.frozen)
                for lot in account.lots.values()
            } == {
                lot.lot_id: (lot.points, lot.held, lot.spent, lot.expired, lot.frozen)
                for lot in lots
            }
            assert account.spendable(now) == ledger.spendable(volunteer, now)
            assert account.issued == (
                account.available + account.held + account.spent + account.expired
            )
        assert await self.shop.stock() == (ledger.shelf + ledger.set_aside, ledger.set_aside)
        assert await self.shop.fund() == (ledger.free, ledger.reserved, ledger.payable)
        today = local_day(now)
        day = await self.store.repository.find(
            CounterDay, counter_day_id(self.shop.counter, today), fresh=True
        )
        assert (day.points if day else 0) == ledger.taken[today]
        for redemption_id, deal in ledger.deals.items():
            redemption = await self.store.repository.get(Redemption, redemption_id, fresh=True)
            assert redemption.state == deal.state

    def _volunteer(self, which: int) -> UUID:
        return self.market.volunteers[which % 2]

    def _deal(self, which: int, *states: str) -> tuple[UUID, Deal]:
        """A deal: mostly one in such a state, if there is one."""
        deals = list(self.ledger.deals.items())
        fitting = [(id_, deal) for id_, deal in deals if deal.state in states]
        among = fitting if fitting and which % 5 else deals
        return among[which % len(among)]

    # --- points -----------------------------------------------------------------------------------

    @initialize(left=st.integers(5, 20), money=st.sampled_from([5_000, 1_500, 700]))
    def begin(self, left: int, money: int) -> None:
        """What seldom comes by chance; then there are few points, and little money."""
        self.earn(0, 20)
        self.earn(1, 20)
        for late in (False, True):
            self.hold(0, goods=True, quantity=1, staff=late)
            self.confirm(1, right_code=False)
            self.confirm(1, right_code=True)
            self.fulfil(1)
            self.take_back(1, late=late)
        self.settle()
        # Less than the service costs, so that points just earned are held with the old ones.
        self.adjust(0, left - (POINTS - PRICE), alone=True)
        self.hold(0, goods=False, quantity=1, staff=False)
        self.dispute_what_is_held()
        self.time_out(1)
        self.wait(900)
        self.confirm(1, right_code=True)
        self.time_out(1)
        self.dispute_or_decide(0, left)
        self.hold(1, goods=True, quantity=1, staff=True)
        self.cancel(1)
        self.adjust(1, -2 * POINTS, alone=False)
        self.too_late_for_the_first_deal()
        self.more_than_there_is()
        self.spend(-1)
        self.spend(money)

    def too_late_for_the_first_deal(self) -> None:
        """What was taken back can be neither given up, nor run out, nor be taken back again."""
        self.cancel(0)
        self.time_out(0)
        self.take_back(0, late=False)

    def more_than_there_is(self) -> None:
        """More than one person may have, than the volunteer, the shelf and the fund have."""
        self.hold(1, goods=True, quantity=PER_PERSON + 1, staff=True)
        self.hold(0, goods=False, quantity=3, staff=False)
        self.hold(1, goods=True, quantity=PER_PERSON, staff=True)
        left = self.ledger.free
        self.spend(COST_CENTS - 1)
        self.hold(1, goods=True, quantity=1, staff=True)
        self.donate(left, person=False)

    @rule(which=_CHOICE, units=st.integers(1, 20))
    def earn(self, which: int, units: int) -> None:
        """Serve six minutes for each point."""
        volunteer, minutes = self._volunteer(which), timedelta(minutes=6 * units)
        starts_at = self.district.now + timedelta(days=1)
        order_id = self.runner.run(
            self.district.completed(volunteer, starts_at=starts_at, ends_at=starts_at + minutes)
        )
        book = self.runner.run(self.district.book(volunteer))
        record_id = book.record_of_order(order_id).record_id
        self.ledger.credit(volunteer, record_id, units, self.district.now)
        self.earned.append(Earned(order_id, volunteer, record_id))
        self.compare()

    @precondition(lambda self: self.earned)
    @rule(which=_CHOICE, units=st.none() | st.integers(1, 20))
    def dispute_or_decide(self, which: int, units: int | None) -> None:
        """A dispute freezes what was earned; the decision may leave less of it."""
        earned = self.earned[which % len(self.earned)]
        lot = self.ledger.lot(earned.volunteer, earned.record_id)
        if not lot.frozen:
            self.give(
                DisputeOrder(order_id=earned.order_id, reason=_WHY),
                self.district.as_resident,
                None,
            )
            lot.frozen = True
        else:
            left = None if units is None else min(units, lot.points + lot.taken_away)
            minutes = () if left is None else (VolunteerMinutes(earned.volunteer, 6 * left),)
            self.give(
                DecideDispute(
                    order_id=earned.order_id,
                    upheld=left is not None,
                    minutes=minutes,
                    reason=_WHY,
                ),
                self.district.admin,
                None,
            )
            lot.frozen = False
            if left is not None:
                self.ledger.revalue(earned.volunteer, earned.record_id, left)
        self.compare()

    @rule(which=_CHOICE, points=st.integers(-150, 60).filter(bool), alone=st.booleans())
    def adjust(self, which: int, points: int, alone: bool) -> None:
        """Points are given or taken away, by two persons."""
        volunteer, second = self._volunteer(which), Actor("deputy", Role.CENTRE_ADMIN)
        proposed = self.give(
            ProposeAdjustment(volunteer_id=volunteer, points=points, reason=_WHY),
            self.district.admin,
            None,
        )
        assert proposed is not None
        approve = ApproveAdjustment(volunteer_id=volunteer, adjustment_id=proposed)
        if alone:
            self.give(approve, self.district.admin, RefusalCode.SECOND_PERSON_REQUIRED)
        expected = None
        if points < 0:
            expected = self.ledger.debit(volunteer, -points, self.district.now)
        else:
            self.ledger.credit(volunteer, proposed, points, self.district.now)
        self.give(approve, second, expected)
        self.compare()

    @precondition(lambda self: self._earned_and_held())
    @rule()
    def dispute_what_is_held(self) -> None:
        """Points that a redemption holds are frozen under it: it cannot be confirmed."""
        redemption_id, deal, number = self._earned_and_held()[0]
        if not self.ledger.lot(deal.volunteer, self.earned[number].record_id).frozen:
            self.dispute_or_decide(number, None)
        expected = self.ledger.confirm(deal, self.district.now, right_code=True)
        self.give(self.shop.confirming(redemption_id), self.shop.operator, expected)

    def _earned_and_held(self) -> list[tuple[UUID, Deal, int]]:
        return [
            (redemption_id, deal, number)
            for redemption_id, deal in self.ledger.deals.items()
            if deal.state == "HELD"
            for number, earned in enumerate(self.earned)
            if earned.record_id in deal.parts
        ]

    @rule(which=_CHOICE)
    def expire(self, which: int) -> None:
        volunteer = self._volunteer(which)
        due = self.ledger.expire(volunteer, self.district.now)
        expected = None if due else RefusalCode.NOT_FOUND
        self.give(ExpirePoints(volunteer_id=volunteer), SYSTEM, expected)
        self.compare()

    # --- redemptions ------------------------------------------------------------------------------

    @rule(which=_CHOICE, goods=st.booleans(), quantity=st.integers(1, 4), steps=st.integers(0, 3))
    def serve(self, which: int, goods: bool, quantity: int, steps: int) -> None:
        """Go at least some of the way that redemptions mostly go."""
        self.hold(which, goods, quantity, staff=steps % 2 == 0)
        if steps > 0 and self.ledger.deals:
            self.confirm(which, right_code=True)
        if steps > 1 and self.ledger.deals:
            self.fulfil(which)

    @rule(which=_CHOICE, goods=st.booleans(), quantity=st.integers(1, 4), staff=st.booleans())
    def hold(self, which: int, goods: bool, quantity: int, staff: bool) -> None:
        volunteer = self._volunteer(which)
        deal = self.ledger.hold(volunteer, GOODS if goods else SERVICE, quantity, self.district.now)
        redemption_id = self.give(
            HoldRedemption(
                volunteer_id=volunteer,
                counter_id=self.shop.counter,
                reward_id=self.market.goods if goods else self.market.service,
                quantity=quantity,
            ),
            self.shop.operator if staff else self.district.as_volunteer(volunteer),
            None if isinstance(deal, Deal) else deal,
        )
        if redemption_id is not None:
            assert isinstance(deal, Deal)
            self.ledger.deals[redemption_id] = deal
        self.compare()

    @precondition(lambda self: self.ledger.deals)
    @rule(which=_CHOICE, right_code=st.booleans())
    def confirm(self, which: int, right_code: bool) -> None:
        redemption_id, deal = self._deal(which, "HELD")
        command = self.shop.confirming(redemption_id)
        if not right_code:
            command = ConfirmRedemption(redemption_id=redemption_id, code="0" * 10)
        expected = self.ledger.confirm(deal, self.district.now, right_code=right_code)
        self.give(command, self.shop.operator, expected)
        self.compare()

    @precondition(lambda self: self.ledger.deals)
    @rule(which=_CHOICE)
    def fulfil(self, which: int) -> None:
        redemption_id, deal = self._deal(which, "CONFIRMED")
        expected = self.ledger.fulfil(deal)
        self.give(FulfilRedemption(redemption_id=redemption_id), self.shop.operator, expected)
        self.compare()

    @precondition(lambda self: self.ledger.deals)
    @rule(which=_CHOICE)
    def cancel(self, which: int) -> None:
        redemption_id, deal = self._deal(which, "HELD")
        expected = self.ledger.cancel(deal, self.district.now)
        command = CancelRedemption(redemption_id=redemption_id, reason=_WHY)
        self.give(command, self.district.as_volunteer(deal.volunteer), expected)
        self.compare()

    @precondition(lambda self: self.ledger.deals)
    @rule(which=_CHOICE)
    def time_out(self, which: int) -> None:
        redemption_id, deal = self._deal(which, "HELD")
        expected = self.ledger.time_out(deal, self.district.now)
        self.give(TimeOutRedemption(redemption_id=redemption_id), SYSTEM, expected)
        self.compare()

    @precondition(lambda self: self.ledger.deals)
    @rule(which=_CHOICE, late=st.booleans())
    def take_back(self, which: int, late: bool) -> None:
        redemption_id, deal = self._deal(which, "CONFIRMED", "FULFILLED")
        if late:
            self.wait(7 * 86_400)
        expected = self.ledger.take_back(deal, self.district.now)
        command = ReturnRedemption(redemption_id=redemption_id, reason=_WHY)
        self.give(command, self.shop.operator, expected)
        self.compare()

    # --- shelf and fund ---------------------------------------------------------------------------

    @rule(pieces=st.integers(1, 4))
    def deliver(self, pieces: int) -> None:
        self.ledger.shelf += pieces
        command = ChangeStock(
            counter_id=self.shop.counter, reward_id=self.market.goods, pieces=pieces, reason=_WHY
        )
        self.give(command, self.shop.operator, None)
        self.compare()

    @rule(cents=st.integers(1, 2_000), person=st.booleans())
    def donate(self, cents: int, person: bool) -> None:
        self.ledger.free += cents
        self.give(Donate(amount_cents=cents, donor="林善", donor_is_person=person), SYSTEM, None)
        self.compare()

    @rule(left=st.integers(-500, 1_500))
    def spend(self, left: int) -> None:
        """Spend until so much is left: at times, more than there is."""
        cents = self.ledger.free - left
        if cents < 1:
            return
        expected = self.ledger.spend(cents)
        command = SpendFromFund(purpose=Purpose.HELP, amount_cents=cents, reference="凭证")
        self.give(command, SYSTEM, expected)
        self.compare()

    @rule()
    def settle(self) -> None:
        """All that was handed over is settled with the merchant, and paid."""
        self.wait(1)
        now = self.district.now
        starts_at = now - timedelta(days=366)
        settled = {
            redemption_id: deal
            for redemption_id, deal in self.ledger.deals.items()
            if deal.state == "FULFILLED"
            and not deal.settled
            and deal.confirmed_at is not None
            and deal.confirmed_at >= starts_at
        }
        settlement_id = self.give(
            StateSettlement(
                merchant_id=self.shop.merchant,
                starts_at=starts_at,
                ends_at=now,
                redemption_ids=tuple(settled),
            ),
            self.district.admin,
            self.ledger.settle(settled.values()),
        )
        if settlement_id is not None:
            agree = AgreeSettlement(settlement_id=settlement_id, counter_id=self.shop.counter)
            self.give(agree, self.shop.operator, None)
            pay = PaySettlement(settlement_id=settlement_id, reference="转账")
            self.give(pay, SYSTEM, None)
        self.compare()

    # --- time, and the same again -----------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 60, 899, 900, 86_400, 7 * 86_400, 300 * 86_400]))
    def wait(self, seconds: int) -> None:
        self.district.now += seconds * _SECOND

    @precondition(lambda self: self.done)
    @rule(which=_CHOICE)
    def repeat(self, which: int) -> None:
        """A command that was done is sent again: the same answer, and nothing else."""
        command, actor, command_id, first = self.done[which % len(self.done)]
        position = self.runner.run(self.district.position())
        again = self.runner.run(self.district.run(command, actor, command_id))
        assert again == first._replace(repeated=True)
        assert self.runner.run(self.district.position()) == position
        self.compare()

    def teardown(self) -> None:
        """In the end the log is gone through event by event."""
        try:
            if self.sound:
                rows = self.runner.run(self.store.recorder.select_notifications(1, 1_000_000))
                audit = Audit()
                audit.follow(rows)
                fund = audit.aggregates[FUND_ID]
                assert isinstance(fund, Fund)
                assert fund.free == self.ledger.free
        finally:
            self.runner.run(self.opening.__aexit__(None, None, None))
            self.runner.close()
            self.market.drop(self.name)


def play(market: Market, **how: Any) -> None:
    """Play games; Hypothesis makes the shortest one of any that goes wrong."""

    class Played(Game):
        pass

    Played.market = market
    run_state_machine_as_test(
        Played,
        settings=settings(deadline=None, suppress_health_check=list(HealthCheck), **how),
    )


def test_the_books_say_what_the_ledger_says(market: Market) -> None:
    """New games each time; each meets all that should come of the commands."""
    play(market, max_examples=5, stateful_step_count=25, database=None, phases=[Phase.generate])
    assert market.outcomes >= OUTCOMES


@pytest.mark.slow
def test_the_books_say_what_the_ledger_says_in_longer_games(market: Market) -> None:
    play(market, max_examples=15, stateful_step_count=60, database=None)
