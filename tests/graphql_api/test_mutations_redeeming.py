"""Mutations of the catalogue, counters and redemptions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role, redemption_code
from five_steps.commands.incentives.redeeming.operators import AppointOperator
from tests.commands.district import SECRETS
from tests.commands.shop import COST_CENTS, PRICE
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.market import confirmed, fulfilled, held, shop_of
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

WHY = {"reason": "盘点"}


def by_admin(district: District) -> Actor:
    return district.admin


def by_operator(district: District) -> Actor:
    """The operator of the shop."""
    return Actor("operator", Role.COUNTER, district.station)


def by_centre(district: District) -> Actor:
    return CENTRE


# --- catalogue ------------------------------------------------------------------------------------


async def put_on_reward(api: Api) -> Asked:
    shown = {
        "kind": "GOODS",
        "name": "洗衣液",
        "description": "两斤装",
        "points": 30,
        "costCents": 1200,
        "starFloor": 1,
        "perPersonMax": 2,
        "returnDays": 7,
    }
    window = {
        "validFrom": (api.district.now + timedelta(days=1)).isoformat(),
        "validUntil": (api.district.now + timedelta(days=100)).isoformat(),
    }
    unit = gid("Unit", api.district.station)
    return Asked(
        {"unitId": unit, **shown, **window},
        {**shown, **window, "unit": {"id": unit}, "withdrawn": False, "offered": False},
    )


async def new_reward(api: Api) -> str:
    return gid("Reward", await (await shop_of(api)).put_on())


async def reprice_reward(api: Api) -> Asked:
    reward = await new_reward(api)
    price = {"points": 12, "costCents": 600}
    return Asked({"rewardId": reward, **price, **WHY}, {"id": reward, **price})


async def withdraw_reward(api: Api) -> Asked:
    reward = await new_reward(api)
    return Asked({"rewardId": reward, **WHY}, {"id": reward, "withdrawn": True, "offered": False})


# --- counters -------------------------------------------------------------------------------------


async def new_counter(api: Api) -> UUID:
    shop = await shop_of(api)
    return await shop.open_counter(shop.operator)


async def open_counter(api: Api) -> Asked:
    unit = gid("Unit", api.district.station)
    merchant = gid("Merchant", (await shop_of(api)).merchant)
    shown = {"name": "海霞积分超市", "place": "村口 1 号"}
    return Asked(
        {"unitId": unit, "merchantId": merchant, **shown},
        {
            **shown,
            "unit": {"id": unit},
            "merchant": {"id": merchant},
            "weekdays": [1, 2, 3, 4, 5, 6, 7],
            "operators": [],
            "shut": False,
        },
    )


async def set_counter_hours(api: Api) -> Asked:
    counter = gid("Counter", await new_counter(api))
    hours = {"weekdays": [1, 3, 5], "opensMinute": 480, "closesMinute": 1020}
    return Asked({"counterId": counter, **hours}, {"id": counter, **hours})


async def set_counter_day_limit(api: Api) -> Asked:
    counter = gid("Counter", await new_counter(api))
    return Asked({"counterId": counter, "points": 500}, {"id": counter, "dayPointsMax": 500})


async def shut_down_counter(api: Api) -> Asked:
    counter = gid("Counter", await new_counter(api))
    return Asked(
        {"counterId": counter, **WHY}, {"id": counter, "shut": True, "shutReason": WHY["reason"]}
    )


async def appoint_operator(api: Api) -> Asked:
    counter = gid("Counter", await new_counter(api))
    return Asked(
        {"counterId": counter, "operator": "second"},
        {"id": counter, "operators": ["operator", "second"]},
    )


async def dismiss_operator(api: Api) -> Asked:
    counter_id = await new_counter(api)
    appoint = AppointOperator(counter_id=counter_id, operator="second")
    await api.district.give(appoint, api.district.admin)
    counter = gid("Counter", counter_id)
    return Asked(
        {"counterId": counter, "operator": "operator"}, {"id": counter, "operators": ["second"]}
    )


async def change_stock(api: Api) -> Asked:
    shop = await shop_of(api)
    reward = await new_reward(api)
    return Asked(
        {"counterId": gid("Counter", shop.counter), "rewardId": reward, "pieces": 8, **WHY},
        {"onHand": 8, "reserved": 0, "free": 8, "reward": {"id": reward}},
    )


# --- redemptions ----------------------------------------------------------------------------------


async def hold_redemption(api: Api) -> Asked:
    shop = await shop_of(api)
    volunteer = gid("Volunteer", await shop.rich_volunteer())
    counter, reward = gid("Counter", shop.counter), gid("Reward", shop.reward)
    return Asked(
        {"volunteerId": volunteer, "counterId": counter, "rewardId": reward, "quantity": 2},
        {
            "state": "HELD",
            "quantity": 2,
            "points": 2 * PRICE,
            "costCents": 2 * COST_CENTS,
            "volunteer": {"id": volunteer},
            "counter": {"id": counter},
            "reward": {"id": reward},
            # Nobody but the volunteer sees it.
            "code": None,
            "codeQr": None,
        },
    )


def about(redemption_id: UUID, state: str, **given: Any) -> Asked:
    """A command about a redemption, and the state it leaves it in."""
    redemption = gid("Redemption", redemption_id)
    return Asked({"redemptionId": redemption, **given}, {"id": redemption, "state": state})


async def confirm_redemption(api: Api) -> Asked:
    redemption = await held(api)
    return about(redemption, "CONFIRMED", code=redemption_code(SECRETS, redemption))


async def fulfil_redemption(api: Api) -> Asked:
    return about(await confirmed(api), "FULFILLED")


async def cancel_redemption(api: Api) -> Asked:
    return about(await held(api), "CANCELLED", **WHY)


async def time_out_redemption(api: Api) -> Asked:
    redemption = await held(api)
    api.district.now += timedelta(minutes=15)
    return about(redemption, "TIMED_OUT")


async def return_redemption(api: Api) -> Asked:
    return about(await fulfilled(api), "RETURNED", **WHY)


CASES = [
    Case("putOnReward", put_on_reward, by_admin),
    Case("repriceReward", reprice_reward, by_admin),
    Case("withdrawReward", withdraw_reward, by_admin),
    Case("openCounter", open_counter, by_admin),
    Case("setCounterHours", set_counter_hours, by_admin),
    Case("setCounterDayLimit", set_counter_day_limit, by_admin),
    Case("shutDownCounter", shut_down_counter, by_admin),
    Case("appointOperator", appoint_operator, by_admin),
    Case("dismissOperator", dismiss_operator, by_admin),
    Case("changeStock", change_stock, by_operator),
    Case("holdRedemption", hold_redemption, by_operator),
    Case("confirmRedemption", confirm_redemption, by_operator),
    Case("fulfilRedemption", fulfil_redemption, by_operator),
    Case("cancelRedemption", cancel_redemption, by_operator),
    Case("timeOutRedemption", time_out_redemption, by_centre),
    Case("returnRedemption", return_redemption, by_operator),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("incentives.redeeming")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# What is no code is a wrong code, and who is no operator cannot be dismissed.
OTHERWISE = {("text", "confirmRedemption"), ("text", "dismissOperator")}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- rules that show in the answer ----------------------------------------------------------------


@pytest.mark.parametrize("code", ["0000000000", "", "x" * 2_001])
async def test_a_wrong_code_spends_nothing(api: Api, code: str) -> None:
    asked = await confirm_redemption(api)
    answer = await result(
        api, "confirmRedemption", {**asked.given, "code": code}, by_operator(api.district)
    )
    assert (answer["__typename"], answer["code"], answer["field"]) == (
        "Conflict",
        "WRONG_CODE",
        "code",
    )
    answer = await result(
        api, "confirmRedemption", asked.given, by_operator(api.district), shown=asked.shown
    )
    assert answer["redemption"] == asked.shown


async def test_who_works_no_counter_confirms_nothing(api: Api) -> None:
    asked = await confirm_redemption(api)
    somebody = Actor("somebody", Role.COUNTER, api.district.station)
    for name in ("confirmRedemption", "returnRedemption"):
        given = {"redemptionId": asked.given["redemptionId"]}
        given |= {"code": asked.given["code"]} if name.startswith("confirm") else WHY
        answer = await result(api, name, given, somebody)
        assert (answer["__typename"], answer["code"]) == ("Forbidden", "FORBIDDEN")


async def test_a_volunteer_holds_for_themself_and_sees_the_code(api: Api) -> None:
    shop = await shop_of(api)
    volunteer = await shop.rich_volunteer()
    given = {
        "volunteerId": gid("Volunteer", volunteer),
        "counterId": gid("Counter", shop.counter),
        "rewardId": gid("Reward", shop.reward),
    }
    answer = await result(
        api,
        "holdRedemption",
        given,
        api.district.as_volunteer(volunteer),
        shown={"id": "", "code": "", "codeQr": "", "costCents": 0},
    )
    redemption = answer["redemption"]
    assert redemption["code"].isdigit()
    assert len(redemption["code"]) == 10
    assert redemption["codeQr"].startswith("<svg xmlns=")
    # What it costs the fund is no matter of theirs.
    assert redemption["costCents"] is None
