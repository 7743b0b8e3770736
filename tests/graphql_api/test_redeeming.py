"""A counter's day over HTTP: who finds, sees and is told what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from five_steps.commands import Actor, Role, redemption_code
from five_steps.commands.incentives.redeeming.releasing import CancelRedemption
from five_steps.domain.incentives.redeeming.reward import RewardKind
from tests.commands.district import SECRETS
from tests.commands.shop import PRICE
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.market import Market, make_market
from tests.graphql_api.mutating import mutate, result
from tests.graphql_api.test_subscriptions import connected

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUOTE = """query ($volunteer: ID!, $counter: ID!, $reward: ID!, $quantity: Int!) {
    quoteRedemption(volunteerId: $volunteer, counterId: $counter, rewardId: $reward,
        quantity: $quantity) { points spendable
        refusal { __typename code field message allowed actual } } }"""
BY_CODE = """query ($counter: ID!, $code: String!) {
    redemptionByCode(counterId: $counter, code: $code) { id state reward { name } } }"""
BY_PHONE = """query ($counter: ID!, $phone: String!) {
    volunteerByPhone(counterId: $counter, phone: $phone) { id name phone } }"""
CODE = "query ($id: ID!) { redemption(id: $id) { state code codeQr } }"
AFFORDABLE = """query ($volunteer: ID!) {
    rewards(filter: {affordableFor: $volunteer}) { totalCount } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def market(api: Api) -> Market:
    return await make_market(api)


def somebody_else(api: Api) -> Actor:
    """An operator, of no counter."""
    return Actor("somebody", Role.COUNTER, api.district.station)


def holding(market: Market, **changes: Any) -> dict[str, Any]:
    shop = market.shop
    return {
        "volunteer": gid("Volunteer", shop.volunteer),
        "counter": gid("Counter", shop.counter),
        "reward": gid("Reward", shop.reward),
        "quantity": 1,
        **changes,
    }


# --- the calls of a counter -----------------------------------------------------------------------


async def test_from_the_telephone_number_to_the_handing_over(api: Api, market: Market) -> None:
    shop, operator = market.shop, market.shop.operator
    counter = gid("Counter", shop.counter)
    by_phone = {"counter": counter, "phone": "139 0000 0000"}
    found = (await api.data(BY_PHONE, by_phone, by=operator))["volunteerByPhone"]
    volunteer = gid("Volunteer", shop.volunteer)
    assert volunteer in {one["id"] for one in found}

    quote = (await api.data(QUOTE, holding(market), by=operator))["quoteRedemption"]
    assert (quote["points"], quote["refusal"]) == (PRICE, None)
    given = {"volunteerId": volunteer, "counterId": counter, "rewardId": gid("Reward", shop.reward)}
    held = await result(api, "holdRedemption", given, operator, shown={"id": ""})
    redemption = held["redemption"]["id"]

    # The volunteer reads the code out, the operator finds the hold by it.
    mine = (await api.data(CODE, {"id": redemption}, by=shop.as_volunteer))["redemption"]
    by_code = {"counter": counter, "code": f" {mine['code']} "}
    found = (await api.data(BY_CODE, by_code, by=operator))["redemptionByCode"]
    assert (found["id"], found["state"]) == (redemption, "HELD")
    for name, more in (("confirmRedemption", {"code": mine["code"]}), ("fulfilRedemption", {})):
        done = await result(api, name, {"redemptionId": redemption, **more}, operator)
        assert done["__typename"] == "RedemptionChanged", done
    after = (await api.data(CODE, {"id": redemption}, by=shop.as_volunteer))["redemption"]
    assert after == {"state": "FULFILLED", "code": None, "codeQr": None}


async def test_a_quote_tells_what_a_hold_would_be_refused_for(api: Api, market: Market) -> None:
    asked = holding(market, quantity=50)
    quote = (await api.data(QUOTE, asked, by=market.shop.operator))["quoteRedemption"]
    assert quote["points"] == 50 * PRICE
    refusal = quote["refusal"]
    assert (refusal["__typename"], refusal["code"], refusal["field"]) == (
        "Conflict",
        "INSUFFICIENT_POINTS",
        "quantity",
    )
    assert (refusal["allowed"], refusal["actual"]) == (str(quote["spendable"]), str(50 * PRICE))
    given = {f"{name}Id": asked[name] for name in ("volunteer", "counter", "reward")}
    held = await result(api, "holdRedemption", {**given, "quantity": 50}, market.shop.operator)
    assert {name: held[name] for name in refusal} == refusal


@pytest.mark.parametrize("who", ["nobody", "another operator", "another volunteer", "centre"])
async def test_a_quote_tells_no_stranger_what_somebody_has(
    api: Api, market: Market, who: str
) -> None:
    by = {
        "nobody": None,
        "another operator": somebody_else(api),
        "another volunteer": api.district.as_volunteer(api.district.resident),
        "centre": CENTRE,
    }[who]
    answered = await api.ask(QUOTE, holding(market), by=by)
    assert answered["data"] is None
    assert answered["errors"][0]["extensions"]["code"] == "FORBIDDEN"


# --- who sees what --------------------------------------------------------------------------------


async def test_only_the_volunteer_sees_the_code(api: Api, market: Market) -> None:
    variables = {"id": gid("Redemption", market.held)}
    mine = (await api.data(CODE, variables, by=market.shop.as_volunteer))["redemption"]
    assert mine["code"] == redemption_code(SECRETS, market.held)
    assert mine["codeQr"].startswith("<svg ")
    for staff in (market.shop.operator, api.district.admin, AUDITOR, CENTRE):
        seen = (await api.data(CODE, variables, by=staff))["redemption"]
        assert seen == {"state": "HELD", "code": None, "codeQr": None}
    for stranger in (None, somebody_else(api), api.district.stranger, api.district.as_resident):
        assert (await api.data(CODE, variables, by=stranger))["redemption"] is None


async def test_a_code_is_of_no_use_once_the_hold_is_over(api: Api, market: Market) -> None:
    shop = market.shop
    redemption = await shop.held(volunteer_id=await shop.rich_volunteer())
    volunteer = (await shop.get_redemption(redemption)).volunteer_id
    await api.shown()
    api.district.now += timedelta(minutes=15)
    # Nobody has released it yet, and still nothing can be done with it.
    variables = {"id": gid("Redemption", redemption)}
    seen = await api.data(CODE, variables, by=api.district.as_volunteer(volunteer))
    assert seen["redemption"] == {"state": "HELD", "code": None, "codeQr": None}


async def test_a_code_is_found_at_its_counter_by_those_who_work_there(
    api: Api, market: Market
) -> None:
    shop = market.shop
    other = await shop.open_counter(shop.operator, name="第二兑换点")
    await api.shown()
    code = redemption_code(SECRETS, market.held)

    async def found(by: Actor | None, counter: UUID = shop.counter, code: str = code) -> Any:
        variables = {"counter": gid("Counter", counter), "code": code}
        return await api.ask(BY_CODE, variables, by=by)

    assert (await found(shop.operator))["data"]["redemptionByCode"] is not None
    for answered in (
        await found(somebody_else(api)),
        await found(shop.operator, other),
        await found(shop.operator, code="0000000000"),
    ):
        assert answered == {"data": {"redemptionByCode": None}}
    for stranger in (None, shop.as_volunteer, api.district.admin, CENTRE):
        answered = await found(stranger)
        assert answered["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_telephone_number_is_masked_to_an_operator_of_another_unit(
    api: Api, market: Market
) -> None:
    elsewhere = Actor("operator", Role.COUNTER, api.district.other_station)
    variables = {"counter": gid("Counter", market.shop.counter), "phone": "+86 13900000000"}
    found = (await api.data(BY_PHONE, variables, by=elsewhere))["volunteerByPhone"]
    assert {(one["name"], one["phone"]) for one in found} == {("林**", None)}
    nothing = await api.data(BY_PHONE, variables, by=somebody_else(api))
    assert nothing["volunteerByPhone"] == []
    answered = await api.ask(BY_PHONE, {**variables, "phone": "12"}, by=elsewhere)
    assert answered["errors"][0]["extensions"]["code"] == "INVALID"


async def test_the_catalogue_tells_what_somebody_can_afford_to_those_who_may_know(
    api: Api, market: Market
) -> None:
    shop = market.shop
    await shop.put_on(name="电饭煲", points=90_000)
    await shop.put_on(name="五星礼遇", kind=RewardKind.SERVICE, star_floor=5)
    await api.shown()
    variables = {"volunteer": gid("Volunteer", shop.volunteer)}
    for knowing in (shop.as_volunteer, shop.operator, api.district.admin, AUDITOR, CENTRE):
        found = await api.data(AFFORDABLE, variables, by=knowing)
        assert found["rewards"]["totalCount"] == 1, knowing
    other = api.district.as_volunteer(api.district.resident)
    for stranger in (None, other, api.district.stranger):
        found = await api.data(AFFORDABLE, variables, by=stranger)
        assert found["rewards"]["totalCount"] == 0, stranger


async def test_the_books_are_closed_and_the_statement_is_public(api: Api, market: Market) -> None:
    books = "{ fund { cashCents } fundPostings { totalCount } }"
    for reader in (AUDITOR, CENTRE):
        assert (await api.data(books, by=reader))["fund"]["cashCents"] > 0
    for stranger in (None, market.shop.operator, api.district.admin, market.shop.as_volunteer):
        answered = await api.ask(books, by=stranger)
        assert {e["extensions"]["code"] for e in answered["errors"]} == {"FORBIDDEN"}
    statement = """{ fundStatement(year: 2026) { openingCents donatedCents allocatedCents
        paidCents spentCents closingCents spending { purpose spentCents } } }"""
    public = (await api.data(statement))["fundStatement"]
    assert public["spending"] == [
        {"purpose": "AWARDS", "spentCents": 200_000},
        {"purpose": "HELP", "spentCents": 300},
    ]
    came = public["openingCents"] + public["donatedCents"] + public["allocatedCents"]
    assert public["closingCents"] == came - public["paidCents"] - public["spentCents"]


async def test_a_settlement_is_for_the_payee_and_the_unit(api: Api, market: Market) -> None:
    query = "query ($id: ID!) { settlement(id: $id) { state lines { totalCount } } }"
    variables = {"id": gid("Settlement", market.settlement)}
    for reader in (market.shop.operator, api.district.admin, AUDITOR, CENTRE):
        seen = (await api.data(query, variables, by=reader))["settlement"]
        assert seen == {"state": "PAID", "lines": {"totalCount": 1}}
    for stranger in (None, somebody_else(api), api.district.stranger, market.shop.as_volunteer):
        assert (await api.data(query, variables, by=stranger))["settlement"] is None


async def test_any_object_is_found_by_its_id(api: Api, market: Market) -> None:
    query = "query ($id: ID!) { node(id: $id) { __typename id } }"
    shop = market.shop
    for type_name, local_id in (
        ("Counter", shop.counter),
        ("Merchant", shop.merchant),
        ("Redemption", market.held),
        ("Reward", shop.reward),
        ("Settlement", market.settlement),
    ):
        global_id = gid(type_name, local_id)
        found = (await api.data(query, {"id": global_id}, by=CENTRE))["node"]
        assert found == {"__typename": type_name, "id": global_id}


# --- being told -----------------------------------------------------------------------------------


async def test_redemption_and_points_are_pushed_after_each_change(api: Api, market: Market) -> None:
    shop = market.shop
    volunteer = await shop.rich_volunteer()
    redemption = await shop.held(volunteer_id=volunteer)
    await api.shown()
    async with connected(api, api.district.as_volunteer(volunteer)) as socket:
        await socket.subscribe(
            "r",
            "subscription ($id: ID!) { redemptionChanged(redemptionId: $id) { state code } }",
            id=gid("Redemption", redemption),
        )
        first = (await socket.data("r"))["redemptionChanged"]
        assert first == {"state": "HELD", "code": redemption_code(SECRETS, redemption)}
        await shop.district.give(shop.confirming(redemption), shop.operator)
        assert (await socket.data("r"))["redemptionChanged"] == {"state": "CONFIRMED", "code": None}
    redemption = await shop.held(volunteer_id=volunteer)
    await api.shown()
    async with connected(api, api.district.as_volunteer(volunteer)) as socket:
        await socket.subscribe(
            "p",
            "subscription ($id: ID!) { pointsAccountChanged(volunteerId: $id) { held spent } }",
            id=gid("Volunteer", volunteer),
        )
        before = (await socket.data("p"))["pointsAccountChanged"]
        assert before == {"held": PRICE, "spent": PRICE}
        cancel = CancelRedemption(redemption_id=redemption, reason="改天")
        await shop.district.give(cancel, shop.operator)
        assert (await socket.data("p"))["pointsAccountChanged"] == {"held": 0, "spent": PRICE}
        await socket.subscribe(
            "x",
            "subscription ($id: ID!) { redemptionChanged(redemptionId: $id) { state } }",
            id=gid("Redemption", market.held),
        )
        assert await socket.receive() == {"id": "x", "type": "complete"}


async def test_a_repeat_after_a_lost_connection_changes_nothing(api: Api, market: Market) -> None:
    shop = market.shop
    redemption = await shop.held(volunteer_id=await shop.rich_volunteer())
    given = {
        "redemptionId": gid("Redemption", redemption),
        "code": redemption_code(SECRETS, redemption),
    }
    command_id = redemption
    first = await mutate(api, "confirmRedemption", given, shop.operator, command_id=command_id)
    again = await mutate(api, "confirmRedemption", given, shop.operator, command_id=command_id)
    first_done, again_done = first["data"]["confirmRedemption"], again["data"]["confirmRedemption"]
    assert (first_done["repeated"], again_done["repeated"]) == (False, True)
    assert first_done["position"] == again_done["position"]
