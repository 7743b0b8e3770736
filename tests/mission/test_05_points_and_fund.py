"""§5 Points 积分 and the public-welfare fund 公益基金: each row, told over GraphQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.mutating import result
from tests.mission.order_story import DAY, HOUR, completed
from tests.mission.shop_story import Shop, open_shop, operator
from tests.mission.telling import done, refused, seen, time_passes

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINUTE = timedelta(minutes=1)
ACCOUNT = """query ($id: ID!) { pointsAccount(volunteerId: $id) {
    issued available held spent expired spendable } }"""
LOTS = """query ($id: ID!) { pointsAccount(volunteerId: $id) { lots(first: 9) {
    points left spent expiresAt } } }"""


def second_person(api: Api) -> Actor:
    return Actor("second", Role.UNIT_ADMIN, api.district.institute)


async def account(api: Api, volunteer: UUID, query: str = ACCOUNT) -> dict[str, Any]:
    """A volunteer's points, as they see them."""
    found: dict[str, Any] = await seen(
        api, query, api.district.as_volunteer(volunteer), id=gid("Volunteer", volunteer)
    )
    return found


async def balances(api: Api, volunteer: UUID) -> tuple[int, int, int]:
    """Available, held and spent points; issued = available + held + spent + expired, always."""
    points = await account(api, volunteer)
    parts = [points[part] for part in ("available", "held", "spent", "expired")]
    assert points["issued"] == sum(parts)
    return parts[0], parts[1], parts[2]


async def fund(api: Api) -> tuple[int, int, int]:
    """Free, reserved and payable money; cash is all of it."""
    books = await seen(api, "{ fund { freeCents reservedCents payableCents cashCents } }", AUDITOR)
    parts = books["freeCents"], books["reservedCents"], books["payableCents"]
    assert books["cashCents"] == sum(parts)
    return parts


async def has_points(api: Api, points: int) -> UUID:
    """A volunteer to whom two persons have given points."""
    volunteer = await api.district.volunteer()
    who = {"volunteerId": gid("Volunteer", volunteer)}
    given = {**who, "points": points, "reason": "往年结余"}
    proposed = await done(api, "proposeAdjustment", api.district.admin, given)
    await done(
        api, "approveAdjustment", second_person(api), {**who, "adjustmentId": proposed["id"]}
    )
    return volunteer


# --- credit 积分发放 -----------------------------------------------------------------------


async def test_points_come_with_the_verified_hours_in_the_same_transaction(api: Api) -> None:
    lan = await api.district.volunteer()
    story = await completed(api, lan)
    assert await balances(api, lan) == (20, 0, 0)
    log = await seen(
        api,
        "query ($of: ID!) { events(originatorId: $of) { edges { node { topic commandId } } } }",
        AUDITOR,
        of=story.id,
    )
    (verified,) = (
        edge["node"] for edge in log["edges"] if edge["node"]["topic"] == "order.hours_verified"
    )
    rows = await api.district.store.pool.fetch(
        "SELECT topic FROM stored_events WHERE command_id = $1", UUID(verified["commandId"])
    )
    assert {"service_book.hours_verified", "points_account.credited"} <= {r["topic"] for r in rows}


@pytest.mark.parametrize(("score", "points"), [(5, 24), (4, 20), (3, 16), (2, 10), (1, 10)])
async def test_the_rating_adjusts_the_points(api: Api, score: int, points: int) -> None:
    lan = await api.district.volunteer()
    story = await completed(api, lan)
    await story.rate(score)
    assert await balances(api, lan) == (points, 0, 0)
    await story.do("amendRating", api.district.as_resident, score=4)
    assert await balances(api, lan) == (20, 0, 0)


@pytest.mark.parametrize(("minutes", "points"), [(63, 10), (69, 12), (75, 12), (81, 14)])
async def test_points_are_rounded_half_to_even(api: Api, minutes: int, points: int) -> None:
    lan = await api.district.volunteer()
    await completed(api, lan, minutes=minutes)
    assert await balances(api, lan) == (points, 0, 0)


# --- lots and adjustments ------------------------------------------------------------------


async def test_lots_expire_with_the_second_year_and_the_oldest_is_spent_first(api: Api) -> None:
    lan, shop = await api.district.volunteer(), await open_shop(api)
    for _ in range(2):
        await completed(api, lan)
    await shop.redeemed(lan, quantity=3)
    lots = (await account(api, lan, LOTS))["lots"]
    assert sorted((lot["spent"], lot["left"]) for lot in lots) == [(10, 10), (20, 0)]
    year = api.district.now.year
    end = datetime(year + 2, 1, 1, tzinfo=UTC) - 8 * HOUR
    assert {lot["expiresAt"] for lot in lots} == {end.isoformat()}


async def test_an_adjustment_takes_a_reason_and_a_second_person(api: Api) -> None:
    lan, admin = await api.district.volunteer(), api.district.admin
    who = {"volunteerId": gid("Volunteer", lan)}
    assert await refused(api, "proposeAdjustment", admin, {**who, "points": 5, "reason": ""}) == (
        "INVALID",
        "reason",
    )
    proposed = await done(api, "proposeAdjustment", admin, {**who, "points": 5, "reason": "表扬"})
    about = {**who, "adjustmentId": proposed["id"]}
    assert (await refused(api, "approveAdjustment", admin, about))[0] == "SECOND_PERSON_REQUIRED"
    assert await balances(api, lan) == (0, 0, 0)
    await done(api, "approveAdjustment", second_person(api), about)
    assert await balances(api, lan) == (5, 0, 0)


# --- the catalogue 兑换目录 ----------------------------------------------------------------


async def test_a_reward_has_a_price_a_cost_a_stock_a_star_floor_and_a_limit(api: Api) -> None:
    lan = await has_points(api, 100)
    me = api.district.as_volunteer(lan)
    plain = await open_shop(api, pieces=2, perPersonMax=3)
    assert (await refused(api, "holdRedemption", me, plain.wanted(lan, quantity=3)))[0] == (
        "OUT_OF_STOCK"
    )
    assert (await refused(api, "holdRedemption", me, plain.wanted(lan, quantity=4)))[0] == (
        "LIMIT_REACHED"
    )
    starry = await open_shop(api, starFloor=1)
    assert (await refused(api, "holdRedemption", me, starry.wanted(lan)))[0] == "NOT_ELIGIBLE"
    dear = await open_shop(api, points=101)
    assert (await refused(api, "holdRedemption", me, dear.wanted(lan)))[0] == (
        "INSUFFICIENT_POINTS"
    )
    tomorrow = (api.district.now + DAY).isoformat()
    early = await open_shop(api, validFrom=tomorrow)
    assert (await refused(api, "holdRedemption", me, early.wanted(lan)))[0] == "TOO_EARLY"


@pytest.mark.parametrize("kind", ["SERVICE", "DISCOUNT"])
async def test_services_and_discounts_have_no_stock(api: Api, kind: str) -> None:
    lan, goods = await has_points(api, 10), await open_shop(api)
    unit = gid("Unit", api.district.station)
    offered = {"unitId": unit, "kind": kind, "name": "理发", "points": 10, "costCents": 0}
    reward = await done(api, "putOnReward", api.district.admin, offered)
    shop = Shop(api, goods.counter, reward["id"], goods.merchant)
    await shop.redeemed(lan)
    assert await balances(api, lan) == (0, 0, 10)


# --- redemption 兑换 -----------------------------------------------------------------------


async def test_a_redemption_goes_from_the_quote_to_the_handing_over(api: Api) -> None:
    lan, shop = await has_points(api, 30), await open_shop(api)
    free, reserved, payable = await fund(api)
    ask = """query ($v: ID!, $c: ID!, $r: ID!) {
        quoteRedemption(volunteerId: $v, counterId: $c, rewardId: $r, quantity: 2) {
            points refusal { code } } }"""
    named = {"v": gid("Volunteer", lan), "c": shop.counter, "r": shop.reward}
    quote = await seen(api, ask, api.district.as_volunteer(lan), **named)
    assert quote == {"points": 20, "refusal": None}
    redemption = await shop.hold(lan, quantity=2)
    assert await balances(api, lan) == (10, 20, 0)
    assert await fund(api) == (free - 1000, reserved + 1000, payable)
    code = await shop.code(redemption, lan)
    about = {"redemptionId": redemption}
    assert (await refused(api, "confirmRedemption", operator(api), {**about, "code": "0" * 10}))[
        0
    ] == "WRONG_CODE"
    await shop.step("confirmRedemption", redemption, code=code)
    assert await balances(api, lan) == (10, 0, 20)
    assert await fund(api) == (free - 1000, reserved, payable + 1000)
    assert await shop.step("fulfilRedemption", redemption) == "FULFILLED"


async def test_a_hold_is_cancelled_or_times_out_after_fifteen_minutes(api: Api) -> None:
    lan, shop = await has_points(api, 30), await open_shop(api)
    before = await fund(api)
    cancelled, late = await shop.hold(lan), await shop.hold(lan)
    assert await shop.step("cancelRedemption", cancelled, reason="改天再来") == "CANCELLED"
    await time_passes(api, api.district.now + 15 * MINUTE)
    query = "query ($id: ID!) { redemption(id: $id) { state } }"
    assert (await seen(api, query, operator(api), id=late))["state"] == "TIMED_OUT"
    assert await balances(api, lan) == (30, 0, 0)
    assert await fund(api) == before


async def test_a_return_refunds_the_same_lots(api: Api) -> None:
    lan, shop = await has_points(api, 30), await open_shop(api)
    before, lots = await fund(api), await account(api, lan, LOTS)
    redemption = await shop.redeemed(lan)
    assert await shop.step("returnRedemption", redemption, reason="破损") == "RETURNED"
    assert await account(api, lan, LOTS) == lots
    assert await fund(api) == before


async def test_every_step_is_done_once_whatever_is_sent_again(api: Api) -> None:
    lan, shop = await has_points(api, 30), await open_shop(api)
    given = {"commandId": str(uuid4()), **shop.wanted(lan)}
    answers = [
        await result(api, "holdRedemption", given, operator(api), shown={"id": ""})
        for _ in range(2)
    ]
    assert [answer["repeated"] for answer in answers] == [False, True]
    assert answers[0]["redemption"] == answers[1]["redemption"]
    assert await balances(api, lan) == (20, 10, 0)


async def test_a_counter_finds_a_volunteer_by_phone_or_by_their_code(api: Api) -> None:
    lan, shop = await has_points(api, 30), await open_shop(api)
    by_phone = "query ($c: ID!, $p: String!) { volunteerByPhone(counterId: $c, phone: $p) { id } }"
    found = await seen(api, by_phone, operator(api), c=shop.counter, p="139 0000 0000")
    assert gid("Volunteer", lan) in {volunteer["id"] for volunteer in found}
    mine = "query ($id: ID!) { volunteer(id: $id) { code } }"
    as_lan = api.district.as_volunteer(lan)
    code = (await seen(api, mine, as_lan, id=gid("Volunteer", lan)))["code"]
    ask = "query ($code: String!) { eligibility(code: $code) { volunteer { id } } }"
    shown = await seen(api, ask, operator(api), code=code)
    assert shown["volunteer"]["id"] == gid("Volunteer", lan)


# --- counters and merchants 兑换点与商户 ---------------------------------------------------


async def test_a_counter_has_hours_operators_and_a_limit_a_day(api: Api) -> None:
    lan, shop, admin = await has_points(api, 50), await open_shop(api), api.district.admin
    about = {"counterId": shop.counter}
    stranger = Actor("stranger", Role.COUNTER, api.district.station)
    assert (await refused(api, "holdRedemption", stranger, shop.wanted(lan)))[0] == "FORBIDDEN"
    await done(api, "setCounterDayLimit", admin, {**about, "points": 15})
    await shop.hold(lan)
    me = api.district.as_volunteer(lan)
    assert (await refused(api, "holdRedemption", me, shop.wanted(lan)))[0] == "LIMIT_REACHED"
    other_day = api.district.now.isoweekday() % 7 + 1
    hours = {"weekdays": [other_day], "opensMinute": 9 * 60, "closesMinute": 17 * 60}
    await done(api, "setCounterHours", admin, {**about, **hours})
    assert (await refused(api, "holdRedemption", me, shop.wanted(lan)))[0] == "CLOSED"


async def test_a_settlement_goes_from_the_statement_to_the_payment(api: Api) -> None:
    lan, shop, admin = await has_points(api, 50), await open_shop(api), api.district.admin
    begin = api.district.now
    redeemed = [await shop.redeemed(lan) for _ in range(2)]
    api.district.now += MINUTE
    period = {"startsAt": begin.isoformat(), "endsAt": api.district.now.isoformat()}
    statement = {"merchantId": shop.merchant, **period}
    stated = await done(
        api, "stateSettlement", admin, {**statement, "redemptionIds": redeemed}, "totalCents"
    )
    assert stated["totalCents"] == 1000
    about = {"settlementId": stated["id"], "counterId": shop.counter}
    disputed = {**about, "reason": "一件已退"}
    await done(api, "disputeSettlement", operator(api), disputed)
    # The statement is wrong: withdrawn, it lets go of what it listed.
    await done(
        api,
        "withdrawSettlement",
        admin,
        {"settlementId": stated["id"], "reason": "一件已退"},
    )
    await shop.step("returnRedemption", redeemed[0], reason="破损")
    right = await done(api, "stateSettlement", admin, {**statement, "redemptionIds": redeemed[1:]})
    about["settlementId"] = right["id"]
    _, _, owed = await fund(api)
    payment = {"settlementId": right["id"], "reference": "转账 1"}
    assert (await refused(api, "paySettlement", CENTRE, payment))[0] == "WRONG_STATE"
    await done(api, "agreeSettlement", operator(api), about)
    paid = await done(api, "paySettlement", CENTRE, payment, "state")
    assert paid["state"] == "PAID"
    assert (await fund(api))[2] == owed - 500


# --- the fund 公益基金 ---------------------------------------------------------------------


async def test_money_comes_in_and_never_more_goes_out(api: Api) -> None:
    await open_shop(api)
    free, reserved, payable = await fund(api)
    gift = {"amountCents": 88_00, "donor": "洞头商会", "donorIsPerson": False}
    await done(api, "donate", CENTRE, gift)
    assert await fund(api) == (free + 88_00, reserved, payable)
    too_much = {"purpose": "OTHER", "amountCents": free + 88_01, "reference": "纪要 1"}
    assert (await refused(api, "spendFromFund", CENTRE, too_much))[0] in (
        "FUND_EXHAUSTED",
        "SECOND_PERSON_REQUIRED",
    )
    statement = await seen(
        api,
        "query ($y: Int!) { fundStatement(year: $y) { donatedCents allocatedCents paidCents"
        " spentCents openingCents closingCents } }",
        None,
        y=api.district.now.year,
    )
    came = statement["openingCents"] + statement["donatedCents"] + statement["allocatedCents"]
    assert statement["closingCents"] == came - statement["paidCents"] - statement["spentCents"]


async def test_much_money_takes_a_second_person(api: Api) -> None:
    await done(api, "allocateToFund", CENTRE, {"amountCents": 2_000_00, "source": "区财政局"})
    free, _, _ = await fund(api)
    award = {"purpose": "AWARDS", "amountCents": 2_000_00, "reference": "纪要 2"}
    assert (await refused(api, "spendFromFund", CENTRE, award))[0] == "SECOND_PERSON_REQUIRED"
    proposed = await done(api, "proposeFundSpending", CENTRE, award)
    about = {"proposalId": proposed["id"]}
    assert (await refused(api, "approveFundSpending", CENTRE, about))[0] == (
        "SECOND_PERSON_REQUIRED"
    )
    await done(api, "approveFundSpending", Actor("deputy", Role.CENTRE_ADMIN), about)
    assert (await fund(api))[0] == free - 2_000_00


async def test_no_redemption_is_held_that_the_fund_could_not_pay(api: Api) -> None:
    lan, shop = await has_points(api, 50), await open_shop(api, costCents=10_000_000)
    me = api.district.as_volunteer(lan)
    before = await fund(api)
    assert (await refused(api, "holdRedemption", me, shop.wanted(lan)))[0] == "FUND_EXHAUSTED"
    assert await fund(api) == before


async def test_points_that_nobody_spent_expire(api: Api) -> None:
    """Last, as two years pass by."""
    lan = await has_points(api, 50)
    await time_passes(api, datetime(api.district.now.year + 2, 1, 1, tzinfo=UTC))
    points = await account(api, lan)
    assert (points["available"], points["expired"], points["issued"]) == (0, 50, 50)
