"""A counter, its reward, the fund and a merchant, in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.incentives.fund.fund import Fund, Purpose
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.fund.settlement import Settlement, SettlementLine
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.counter_day import CounterDay, counter_day_id
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock
from five_steps.domain.incentives.redeeming.redemption import Redemption, RedemptionState
from five_steps.domain.incentives.redeeming.reward import Reward, RewardKind
from five_steps.domain.kernel.district_time import Window, local_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from five_steps.domain.kernel.aggregate import Aggregate
    from five_steps.domain.people.volunteer import Volunteer
    from tests.projections.district import District

ADMIN, OPERATOR, CASHIER = "admin", "operator", "cashier"
WHY = "原因"


class Market:
    """Redeems points at one counter, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        at, unit_id = district.now, district.stations()[0].id
        self.fund = Fund.set_up(at=at)
        self.fund.allocate(2_000, source="区财政局", by=CASHIER, at=at)
        merchant_id = district.id()
        self.merchant = Merchant.sign_up(
            id=merchant_id,
            at=at,
            unit_id=unit_id,
            name="好又多超市",
            contact=district.seal(merchant_id, "13500000000"),
            account=district.seal(merchant_id, "6222 0000"),
        )
        self.counter = Counter.open(
            id=district.id(),
            at=at,
            unit_id=unit_id,
            merchant_id=merchant_id,
            name="积分超市",
            place="村口",
        )
        self.counter.appoint(OPERATOR, at=at)
        self.reward = Reward.put_on(
            id=district.id(),
            at=at,
            unit_id=unit_id,
            kind=RewardKind.GOODS,
            name="洗衣液",
            description="",
            points=3,
            cost_cents=250,
            star_floor=0,
            per_person_max=None,
            valid_from=at,
            valid_until=None,
            return_days=7,
        )
        self.stock = CounterStock.keep(self.counter.id, self.reward.id, at=at)
        self.stock.change(10, reason="到货", by=OPERATOR, at=at)
        self.days: dict[object, CounterDay] = {}
        self.redemptions: list[Redemption] = []
        self.settlements: list[Settlement] = []
        self.keep()

    def give_points(self, volunteer: Volunteer, points: int) -> None:
        """Give points that nobody has to earn."""
        account, adjustment_id = self.district.accounts[volunteer.id], self.district.id()
        at, rules = self.district.now, self.district.incentives
        account.propose_adjustment(adjustment_id, points, reason=WHY, by=ADMIN, at=at)
        account.approve_adjustment(adjustment_id, by=CASHIER, rules=rules, at=at)
        self.district.keep(account)

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self._aggregates())

    # --- redemptions ----------------------------------------------------------------------------

    def hold(self, volunteer: Volunteer, quantity: int = 1) -> Redemption:
        at, reward, redemption_id = self.district.now, self.reward, self.district.id()
        account = self.district.accounts[volunteer.id]
        points, cost_cents = reward.price(quantity), reward.cost(quantity)
        account.hold(redemption_id, reward_id=reward.id, quantity=quantity, points=points, at=at)
        self.stock.reserve(redemption_id, quantity, at=at)
        self._today().take(redemption_id, points, limit=self.counter.day_points_max, at=at)
        self.fund.reserve(redemption_id, cost_cents, at=at)
        redemption = Redemption.hold(
            id=redemption_id,
            at=at,
            volunteer_id=volunteer.id,
            counter_id=self.counter.id,
            merchant_id=self.merchant.id,
            reward_id=reward.id,
            quantity=quantity,
            points=points,
            cost_cents=cost_cents,
            stocked=True,
            code_hash=f"hash of {redemption_id}",
            by=str(volunteer.id),
            return_days=reward.return_days,
        )
        self.redemptions.append(redemption)
        self._keep_with_account(redemption)
        return redemption

    def confirm(self, redemption: Redemption) -> None:
        at = self.district.now
        redemption.confirm(code_matches=True, by=OPERATOR, at=at)
        self.district.accounts[redemption.volunteer_id].spend(redemption.id, at=at)
        self.stock.issue(redemption.id, redemption.quantity, at=at)
        self.fund.commit(redemption.id, redemption.merchant_id, redemption.cost_cents, at=at)
        self._keep_with_account(redemption)

    def fulfil(self, redemption: Redemption) -> None:
        redemption.fulfil(by=OPERATOR, at=self.district.now)
        self.keep()

    def cancel(self, redemption: Redemption) -> None:
        redemption.cancel(by=OPERATOR, reason=WHY, at=self.district.now)
        self._release(redemption)

    def time_out(self, redemption: Redemption) -> None:
        redemption.time_out(at=self.district.now)
        self._release(redemption)

    def take_back(self, redemption: Redemption) -> None:
        at = self.district.now
        redemption.take_back(by=OPERATOR, reason=WHY, at=at)
        self.district.accounts[redemption.volunteer_id].refund(redemption.id, at=at)
        self.stock.take_back(redemption.id, redemption.quantity, at=at)
        self.fund.reverse(redemption.id, redemption.merchant_id, redemption.cost_cents, at=at)
        self._keep_with_account(redemption)

    # --- settlements ----------------------------------------------------------------------------

    def settle(self) -> Settlement:
        """State a settlement of all that was handed over and is not settled yet."""
        at, settlement_id = self.district.now, self.district.id()
        period = Window(at - timedelta(days=366), at)
        due = [
            redemption
            for redemption in self.redemptions
            if redemption.state is RedemptionState.FULFILLED and redemption.settlement_id is None
        ]
        settlement = Settlement.state_account(
            id=settlement_id,
            at=at,
            merchant_id=self.merchant.id,
            unit_id=self.merchant.unit_id,
            period=period,
            lines=[SettlementLine(redemption.id, redemption.cost_cents) for redemption in due],
            by=ADMIN,
        )
        for redemption in due:
            redemption.settle(settlement_id, merchant_id=self.merchant.id, period=period, at=at)
        self.settlements.append(settlement)
        self.keep()
        return settlement

    def withdraw(self, settlement: Settlement) -> None:
        """The statement was wrong: another one may list its redemptions."""
        at = self.district.now
        settlement.withdraw(reason=WHY, by=ADMIN, at=at)
        for redemption in self.redemptions:
            if redemption.id in settlement.lines:
                redemption.leave_settlement(settlement.id, at=at)
        self.keep()

    def pay(self, settlement: Settlement) -> None:
        at = self.district.now
        settlement.pay(reference="凭证 1", by=CASHIER, at=at)
        self.fund.pay_settlement(
            settlement.id,
            settlement.merchant_id,
            settlement.total_cents,
            reference="凭证 1",
            by=CASHIER,
            at=at,
        )
        self.keep()

    def donate(self, donor: str, amount_cents: int, *, is_person: bool) -> None:
        donation_id = self.district.id()
        self.fund.donate(
            donation_id,
            amount_cents,
            donor=self.district.seal(donation_id, donor) if is_person else donor,
            donor_is_person=is_person,
            by=CASHIER,
            at=self.district.now,
        )
        self.keep()

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        self.district.random.choice(
            [self._open, self._progress, self._progress, self._points, self._money, self._counter]
        )()
        self.keep()

    def _open(self) -> None:
        dice = self.district.random
        volunteer = dice.choice(self.district.volunteers)
        if self.district.accounts[volunteer.id].issued == 0:
            self.give_points(volunteer, 20)
        redemption = self.hold(volunteer, dice.randint(1, 2))
        if dice.random() < 0.8:
            # Before the district's clock goes on by hours, and the hold times out.
            dice.choice([self.confirm, self.confirm, self.cancel])(redemption)

    def _progress(self) -> None:
        if not self.redemptions:
            return
        dice = self.district.random
        redemption = dice.choice(self.redemptions[-4:])
        match redemption.state:
            case RedemptionState.HELD:
                self.time_out(redemption)
            case RedemptionState.CONFIRMED:
                dice.choice([self.fulfil, self.fulfil, self.take_back])(redemption)
            case RedemptionState.FULFILLED if dice.random() < 0.3:
                self.take_back(redemption)
            case _:
                self._open()

    def _points(self) -> None:
        dice, now = self.district.random, self.district.now
        account = dice.choice(list(self.district.accounts.values()))
        if account.proposals:
            adjustment_id = next(iter(account.proposals))
            if dice.random() < 0.7:
                rules = self.district.incentives
                account.approve_adjustment(adjustment_id, by=OPERATOR, rules=rules, at=now)
            else:
                account.reject_adjustment(adjustment_id, reason=WHY, by=OPERATOR, at=now)
        elif dice.random() < 0.3:
            # Years pass for the points alone.
            account.expire_lots(at=now + timedelta(days=1000))
        else:
            points = dice.choice([5, 20, -4])
            account.propose_adjustment(self.district.id(), points, reason=WHY, by=ADMIN, at=now)
        self.district.keep(account)

    def _money(self) -> None:
        dice = self.district.random
        match dice.randrange(6):
            case 0:
                self.donate("林先生", dice.randint(1, 900), is_person=True)
            case 1:
                self.donate("洞头农商银行", 500, is_person=False)
            case 2:
                purpose = dice.choice(list(Purpose))
                self.fund.spend(purpose, 40, reference=WHY, by=CASHIER, at=self.district.now)
            case 3:
                self.settle()
            case _ if self.settlements:
                self._progress_settlement(self.settlements[-1])
            case _:
                self.fund.allocate(700, source="区财政局", by=CASHIER, at=self.district.now)

    def _progress_settlement(self, settlement: Settlement) -> None:
        at = self.district.now
        match settlement.state:
            case "STATED" if self.district.random.random() < 0.3:
                settlement.dispute(reason=WHY, by=OPERATOR, at=at)
            case "STATED":
                settlement.agree(by=OPERATOR, at=at)
            case "DISPUTED":
                settlement.answer_dispute(answer="已核对", by=ADMIN, at=at)
            case "AGREED" if self.district.random.random() < 0.2:
                self.withdraw(settlement)
            case "AGREED":
                self.pay(settlement)

    def _counter(self) -> None:
        dice, at = self.district.random, self.district.now
        match dice.randrange(4):
            case 0:
                self.stock.change(dice.choice([5, -1]), reason=WHY, by=OPERATOR, at=at)
            case 1:
                price = dice.randint(2, 4)
                self.reward.reprice(points=price, cost_cents=price * 100, reason=WHY, at=at)
            case 2:
                self.counter.set_day_limit(dice.choice([6, 1000]), at=at)
            case _ if "second" in self.counter.operators:
                self.counter.dismiss("second", at=at)
            case _:
                self.counter.appoint("second", at=at)

    # --- books ----------------------------------------------------------------------------------

    def _today(self) -> CounterDay:
        at = self.district.now
        day_id = counter_day_id(self.counter.id, local_day(at))
        if day_id not in self.days:
            self.days[day_id] = CounterDay.begin(self.counter.id, at=at)
        return self.days[day_id]

    def _release(self, redemption: Redemption) -> None:
        at = self.district.now
        self.district.accounts[redemption.volunteer_id].release_hold(redemption.id, at=at)
        self.stock.release(redemption.id, redemption.quantity, at=at)
        self.fund.release(redemption.id, redemption.cost_cents, at=at)
        if local_day(at) == local_day(redemption.created_on):
            self._today().give_back(redemption.id, redemption.points, at=at)
        self._keep_with_account(redemption)

    def _keep_with_account(self, redemption: Redemption) -> None:
        self.district.keep(self.district.accounts[redemption.volunteer_id])
        self.keep()

    def _aggregates(self) -> Iterator[Aggregate]:
        yield from (self.fund, self.merchant, self.counter, self.reward, self.stock)
        yield from self.days.values()
        yield from self.redemptions
        yield from self.settlements
