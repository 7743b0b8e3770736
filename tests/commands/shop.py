"""A merchant's counter in the small district, with a reward in stock and money behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.commands import Actor, Role, redemption_code
from five_steps.commands.incentives.fund.merchants import SignUpMerchant
from five_steps.commands.incentives.fund.money import AllocateToFund
from five_steps.commands.incentives.points_adjustment import ApproveAdjustment, ProposeAdjustment
from five_steps.commands.incentives.redeeming.counters import OpenCounter
from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.commands.incentives.redeeming.operators import AppointOperator
from five_steps.commands.incentives.redeeming.rewards import PutOnReward
from five_steps.commands.incentives.redeeming.stock import ChangeStock
from five_steps.domain.incentives.fund.fund import FUND_ID, Fund
from five_steps.domain.incentives.redeeming.counter_day import CounterDay, counter_day_id
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock, counter_stock_id
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.kernel.district_time import local_day
from tests.commands.district import SECRETS

if TYPE_CHECKING:
    from datetime import datetime

    from tests.commands.district import District

PRICE, COST_CENTS = 10, 500
PIECES, POINTS, FUND_CENTS = 5, 100, 10_000


class Shop:
    """A counter of the station, run by a merchant; Lin has 100 points and may have a reward."""

    merchant: UUID
    counter: UUID
    reward: UUID
    volunteer: UUID
    operator: Actor

    def __init__(self, district: District) -> None:
        self.district = district

    async def open(self) -> None:
        district = self.district
        self.operator = Actor("operator", Role.COUNTER, district.station)
        self.merchant = await district.give(
            SignUpMerchant(
                unit_id=district.station, name="海霞超市", contact="林店长", account="6222 0000"
            ),
            district.admin,
        )
        self.counter = await self.open_counter(self.operator, merchant_id=self.merchant)
        self.reward = await self.put_on()
        await self.deliver(PIECES)
        await district.give(AllocateToFund(amount_cents=FUND_CENTS, source="区财政"))
        self.volunteer = await self.rich_volunteer()

    async def open_counter(self, operator: Actor, **changes: Any) -> UUID:
        fields = {"unit_id": self.district.station, "name": "积分超市", "place": "村口"}
        counter = await self.district.give(
            OpenCounter(**{**fields, **changes}), self.district.admin
        )
        await self.district.give(
            AppointOperator(counter_id=counter, operator=operator.subject), self.district.admin
        )
        return counter

    async def put_on(self, **changes: Any) -> UUID:
        reward = PutOnReward(
            unit_id=self.district.station,
            kind=RewardKind.GOODS,
            name="洗衣液",
            points=PRICE,
            cost_cents=COST_CENTS,
            return_days=7,
        )
        return await self.district.give(replace(reward, **changes), self.district.admin)

    async def deliver(self, pieces: int, counter: UUID | None = None) -> None:
        await self.district.give(
            ChangeStock(
                counter_id=counter or self.counter,
                reward_id=self.reward,
                pieces=pieces,
                reason="到货",
            ),
            self.district.admin,
        )

    async def rich_volunteer(self, points: int = POINTS) -> UUID:
        volunteer = await self.district.volunteer()
        proposed = await self.district.give(
            ProposeAdjustment(volunteer_id=volunteer, points=points, reason="往年结余"),
            self.district.admin,
        )
        await self.district.give(ApproveAdjustment(volunteer_id=volunteer, adjustment_id=proposed))
        return volunteer

    @property
    def as_volunteer(self) -> Actor:
        return self.district.as_volunteer(self.volunteer)

    def holding(self, **changes: Any) -> HoldRedemption:
        fields = {
            "volunteer_id": self.volunteer,
            "counter_id": self.counter,
            "reward_id": self.reward,
        }
        return HoldRedemption(**{**fields, **changes})

    def confirming(self, redemption: UUID) -> ConfirmRedemption:
        return ConfirmRedemption(
            redemption_id=redemption, code=redemption_code(SECRETS, redemption)
        )

    async def held(self, **changes: Any) -> UUID:
        return await self.district.give(self.holding(**changes), self.operator)

    async def confirmed(self, **changes: Any) -> UUID:
        redemption = await self.held(**changes)
        await self.district.give(self.confirming(redemption), self.operator)
        return redemption

    async def fulfilled(self, **changes: Any) -> UUID:
        redemption = await self.confirmed(**changes)
        await self.district.give(FulfilRedemption(redemption_id=redemption), self.operator)
        return redemption

    # --- what the books say -----------------------------------------------------------------------

    async def get_redemption(self, redemption: UUID) -> Redemption:
        return await self.district.store.repository.get(Redemption, redemption, fresh=True)

    async def points(self, volunteer: UUID | None = None) -> tuple[int, int, int]:
        """Available, held and spent."""
        account = await self.district.account(volunteer or self.volunteer)
        return account.available, account.held, account.spent

    async def stock(self, counter: UUID | None = None) -> tuple[int, int]:
        """Pieces on hand and reserved."""
        stock_id = counter_stock_id(counter or self.counter, self.reward)
        stock = await self.district.store.repository.get(CounterStock, stock_id, fresh=True)
        return stock.on_hand, stock.reserved

    async def fund(self) -> tuple[int, int, int]:
        """Free, reserved and payable, in 分."""
        fund = await self.district.store.repository.get(Fund, FUND_ID, fresh=True)
        return fund.free, fund.reserved, fund.payable

    async def taken(self, at: datetime) -> int:
        """Points the counter took on a day."""
        day_id = counter_day_id(self.counter, local_day(at))
        day = await self.district.store.repository.get(CounterDay, day_id, fresh=True)
        return day.points
