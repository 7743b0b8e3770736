"""Counters open: merchants sign up, the catalogue is made, the shelves are filled."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from five_steps.commands.incentives.fund.merchants import SignUpMerchant
from five_steps.commands.incentives.fund.money import AllocateToFund
from five_steps.commands.incentives.redeeming.counters import (
    OpenCounter,
    SetCounterDayLimit,
    SetCounterHours,
)
from five_steps.commands.incentives.redeeming.operators import AppointOperator
from five_steps.commands.incentives.redeeming.rewards import PutOnReward
from five_steps.commands.incentives.redeeming.stock import ChangeStock
from five_steps.commands.kernel.registry import Command
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.district import DISTRICT_CODE
from five_steps.operations.demo.redeeming.deal import Deal
from five_steps.operations.demo.redeeming.shops import MERCHANTS, SHOPS, WARES, Merchant, Shop, Ware
from five_steps.operations.demo.staff import (
    centre_admin,
    counter_step,
    merchant_step,
    operator_subject,
    reward_step,
    unit_step,
)
from five_steps.operations.demo.step import Made, Step

_OPENS_AFTER = timedelta(days=11)
_DAY_POINTS = 3_000
_FIRST_CENTS = 20_000_000


class Opening:
    """The steps that open the counters, in the minutes of one morning."""

    def __init__(self, seed: str, start: datetime, deals: Iterable[Deal]) -> None:
        self._throw = dice(seed, "stock")
        self._start = start + _OPENS_AFTER
        self._wanted = Counter((deal.shop, deal.ware) for deal in deals)
        self._steps = 0

    def stages(self) -> Iterator[list[Step]]:
        """Stage after stage; each needs what the one before it made."""
        yield [
            self._allocation(),
            *(self._merchant(number, merchant) for number, merchant in enumerate(MERCHANTS)),
            *map(self._reward, WARES),
        ]
        yield [self._counter(shop) for shop in SHOPS]
        yield [step for shop in SHOPS for step in self._equipment(shop)]

    def _step(self, name: str, command: Callable[[Made], Command], *touches: str) -> Step:
        self._steps += 1
        at = self._start + timedelta(seconds=20 * self._steps)
        return Step(name, at, touches, command, centre_admin)

    def _allocation(self) -> Step:
        return self._step(
            "fund 0",
            lambda _: AllocateToFund(amount_cents=_FIRST_CENTS, source="洞头区财政局"),
            "fund",
        )

    def _merchant(self, number: int, merchant: Merchant) -> Step:
        return self._step(
            merchant_step(number),
            lambda made: SignUpMerchant(
                unit_id=made[unit_step(DISTRICT_CODE)],
                name=merchant.name,
                contact=merchant.contact,
                account=merchant.account,
            ),
        )

    def _reward(self, ware: Ware) -> Step:
        return self._step(
            reward_step(ware.name),
            lambda made: PutOnReward(
                unit_id=made[unit_step(DISTRICT_CODE)],
                kind=ware.kind,
                name=ware.name,
                points=ware.points,
                cost_cents=ware.cost_cents,
                star_floor=ware.star_floor,
                per_person_max=ware.per_person_max,
                return_days=ware.return_days,
            ),
        )

    def _counter(self, shop: Shop) -> Step:
        return self._step(
            counter_step(shop.code),
            lambda made: OpenCounter(
                unit_id=made[unit_step(shop.unit_code)],
                merchant_id=None if shop.merchant is None else made[merchant_step(shop.merchant)],
                name=shop.name,
                place=shop.place,
            ),
        )

    def _equipment(self, shop: Shop) -> Iterator[Step]:
        """Opening hours, the day's limit, an operator, and the first delivery."""
        counter = counter_step(shop.code)
        yield self._step(
            f"{counter} hours",
            lambda made: SetCounterHours(
                counter_id=made[counter],
                weekdays=shop.weekdays,
                opens_minute=shop.opens_minute,
                closes_minute=shop.closes_minute,
            ),
            counter,
        )
        yield self._step(
            f"{counter} limit",
            lambda made: SetCounterDayLimit(counter_id=made[counter], points=_DAY_POINTS),
            counter,
        )
        yield self._step(
            f"{counter} operator",
            lambda made: AppointOperator(
                counter_id=made[counter], operator=operator_subject(shop.staff_code)
            ),
            counter,
        )
        for ware in shop.wares:
            if ware.stocked:
                yield self._delivery(shop, ware)

    def _delivery(self, shop: Shop, ware: Ware) -> Step:
        """Enough for the year, and a few pieces more."""
        counter, reward = counter_step(shop.code), reward_step(ware.name)
        pieces = self._wanted[shop, ware] + self._throw.randint(2, 20)
        return self._step(
            f"{counter} {reward}",
            lambda made: ChangeStock(
                counter_id=made[counter], reward_id=made[reward], pieces=pieces, reason="首批进货"
            ),
            counter,
        )
