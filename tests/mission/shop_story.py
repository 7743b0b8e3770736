"""A merchant's counter told step by step, from the contract to the handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from five_steps.commands import Actor, Role
from tests.graphql_api.api import CENTRE, gid
from tests.mission.telling import done, seen

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

OPERATOR_NAME = "operator"


def operator(api: Api) -> Actor:
    return Actor(OPERATOR_NAME, Role.COUNTER, api.district.station)


class Shop:
    """A merchant's counter with a reward of 10 points and 5 yuan, and money behind it."""

    def __init__(self, api: Api, counter: str, reward: str, merchant: str) -> None:
        self.api, self.counter, self.reward, self.merchant = api, counter, reward, merchant

    def wanted(self, volunteer: UUID, **changes: Any) -> dict[str, Any]:
        return {
            "volunteerId": gid("Volunteer", volunteer),
            "counterId": self.counter,
            "rewardId": self.reward,
            **changes,
        }

    async def hold(self, volunteer: UUID, **changes: Any) -> str:
        given = self.wanted(volunteer, **changes)
        as_volunteer = self.api.district.as_volunteer(volunteer)
        held = await done(self.api, "holdRedemption", as_volunteer, given, "state")
        assert held["state"] == "HELD"
        return str(held["id"])

    async def code(self, redemption: str, volunteer: UUID) -> str:
        """What the volunteer reads out at the counter."""
        query = "query ($id: ID!) { redemption(id: $id) { code } }"
        mine = self.api.district.as_volunteer(volunteer)
        return str((await seen(self.api, query, mine, id=redemption))["code"])

    async def step(self, name: str, redemption: str, **given: Any) -> str:
        """A step at the counter; the state it leads to."""
        about = {"redemptionId": redemption, **given}
        return str((await done(self.api, name, operator(self.api), about, "state"))["state"])

    async def redeemed(self, volunteer: UUID, **changes: Any) -> str:
        """Held, confirmed with the code, handed over."""
        redemption = await self.hold(volunteer, **changes)
        code = await self.code(redemption, volunteer)
        assert await self.step("confirmRedemption", redemption, code=code) == "CONFIRMED"
        assert await self.step("fulfilRedemption", redemption) == "FULFILLED"
        return redemption


async def open_shop(api: Api, *, pieces: int = 50, **reward: Any) -> Shop:
    """A merchant signs up, a counter opens, a reward is put on and delivered."""
    admin, station = api.district.admin, gid("Unit", api.district.station)
    merchant = await done(
        api,
        "signUpMerchant",
        admin,
        {"unitId": station, "name": "海霞超市", "contact": "林店长", "account": "6222 0000"},
    )
    counter = await done(
        api,
        "openCounter",
        admin,
        {"unitId": station, "merchantId": merchant["id"], "name": "积分超市", "place": "村口"},
    )
    named = {"counterId": counter["id"], "operator": OPERATOR_NAME}
    await done(api, "appointOperator", admin, named)
    offered = {"kind": "GOODS", "name": "洗衣液", "points": 10, "costCents": 500, "returnDays": 7}
    put_on = await done(api, "putOnReward", admin, {"unitId": station, **offered, **reward})
    delivery = {"counterId": counter["id"], "rewardId": put_on["id"], "reason": "到货"}
    await done(api, "changeStock", admin, {**delivery, "pieces": pieces})
    await done(api, "allocateToFund", CENTRE, {"amountCents": 100_00, "source": "区财政局"})
    return Shop(api, counter["id"], put_on["id"], merchant["id"])
