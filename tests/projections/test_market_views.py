"""What redeeming shows: catalogue, counter, stock, redemptions, merchant, fund, settlements."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.incentives.redeeming.redemption import HOLD_MINUTES
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.market import ADMIN, CASHIER, OPERATOR, WHY, Market

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import PlainOpener, StartViews


@pytest.fixture
def market() -> Market:
    """A market with one volunteer, who has points to spend."""
    district = District()
    district.populate(volunteers=1)
    district.market.give_points(district.volunteers[0], 100)
    return district.market


async def show(market: Market, dsn: str, start_views: StartViews) -> None:
    """Let the views show the district's log."""
    position = await append(dsn, market.district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)


async def rows(connection: Connection[Record], table: str, by: str = "") -> list[dict[str, Any]]:
    order = f"ORDER BY {by}" if by else ""
    return [dict(row) for row in await connection.fetch(f"SELECT * FROM read.{table} {order}")]


async def row(connection: Connection[Record], table: str) -> dict[str, Any]:
    (only,) = await rows(connection, table)
    return only


async def test_catalogue_and_counter(
    market: Market, postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    at = market.district.now
    market.counter.set_hours([1, 3], 8 * 60, 17 * 60, at=at)
    market.counter.set_day_limit(50, at=at)
    market.counter.appoint("a second operator", at=at)
    market.counter.dismiss(OPERATOR, at=at)
    market.counter.shut_down(reason="装修", at=at)
    market.reward.reprice(points=4, cost_cents=300, reason=WHY, at=at)
    market.reward.withdraw(reason=WHY, at=at)
    market.merchant.end_contract(reason="到期", at=at)
    market.keep()
    await show(market, postgres_dsn, start_views)

    counter = await row(connection, "counters")
    assert (counter["weekdays"], counter["opens_minute"], counter["closes_minute"]) == (
        [1, 3],
        480,
        1020,
    )
    assert (counter["day_points_max"], counter["operators"]) == (50, ["a second operator"])
    assert (counter["shut"], counter["shut_reason"]) == (True, "装修")
    reward = await row(connection, "rewards")
    assert (reward["points"], reward["cost_cents"], reward["withdrawn"]) == (4, 300, True)
    merchant = await row(connection, "merchants")
    assert (merchant["contact"], merchant["account"]) == ("13500000000", "6222 0000")
    assert (merchant["ended_at"], merchant["ended_reason"]) == (at, "到期")


async def test_a_merchant_whose_key_is_erased_shows_nothing_sealed(
    market: Market,
    opener: PlainOpener,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    opener.erased.add(market.merchant.id)
    await show(market, postgres_dsn, start_views)
    merchant = await row(connection, "merchants")
    assert (merchant["name"], merchant["contact"], merchant["account"]) == (
        "好又多超市",
        None,
        None,
    )


async def test_stock_and_day_follow_each_step(
    market: Market, postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    (volunteer,) = market.district.volunteers
    market.hold(volunteer, 2)
    market.confirm(market.hold(volunteer, 3))
    market.cancel(market.hold(volunteer, 1))
    returned = market.hold(volunteer, 1)
    market.confirm(returned)
    market.take_back(returned)
    await show(market, postgres_dsn, start_views)

    stock = await row(connection, "counter_stocks")
    assert (stock["on_hand"], stock["reserved"], stock["free"]) == (7, 2, 5)
    day = await row(connection, "counter_days")
    assert (day["points"], day["redemption_count"]) == (3 * (2 + 3 + 1), 3)


async def test_redemptions_show_how_they_ended(
    market: Market, postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = market.district
    (volunteer,) = district.volunteers
    held = market.hold(volunteer)
    market.confirm(confirmed := market.hold(volunteer))
    market.confirm(fulfilled := market.hold(volunteer))
    market.fulfil(fulfilled)
    market.cancel(cancelled := market.hold(volunteer))
    market.confirm(returned := market.hold(volunteer))
    market.take_back(returned)
    late = market.hold(volunteer)
    district.tick(HOLD_MINUTES / 60)
    market.time_out(late)
    settlement = market.settle()
    await show(market, postgres_dsn, start_views)

    redemptions = {r["id"]: r for r in await rows(connection, "redemptions")}
    assert {id_: r["state"] for id_, r in redemptions.items()} == {
        held.id: "HELD",
        confirmed.id: "CONFIRMED",
        fulfilled.id: "FULFILLED",
        cancelled.id: "CANCELLED",
        returned.id: "RETURNED",
        late.id: "TIMED_OUT",
    }
    assert {id_ for id_, r in redemptions.items() if r["settlement_id"] == settlement.id} == {
        fulfilled.id
    }
    shown = redemptions[returned.id]
    assert (shown["confirmed_by"], shown["ended_by"], shown["ended_reason"]) == (
        OPERATOR,
        OPERATOR,
        WHY,
    )
    assert redemptions[late.id]["ended_at"] == late.expires_at
    assert redemptions[held.id]["code_hash"] == held.code_hash


async def test_a_settlement_from_statement_to_payment(
    market: Market, postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = market.district
    (volunteer,) = district.volunteers
    for quantity in (1, 2):
        market.confirm(redemption := market.hold(volunteer, quantity))
        market.fulfil(redemption)
    district.tick()
    settlement = market.settle()
    settlement.dispute(reason="少算一笔", by=OPERATOR, at=district.now)
    settlement.answer_dispute(answer="已核对", by=ADMIN, at=district.now)
    settlement.agree(by=OPERATOR, at=district.now)
    market.keep()
    district.tick()
    market.pay(settlement)
    await show(market, postgres_dsn, start_views)

    shown = await row(connection, "settlements")
    assert (shown["state"], shown["line_count"], shown["total_cents"]) == ("PAID", 2, 750)
    assert (shown["stated_by"], shown["dispute_reason"], shown["answer"]) == (
        ADMIN,
        "少算一笔",
        "已核对",
    )
    assert (shown["agreed_by"], shown["paid_by"], shown["paid_at"]) == (
        OPERATOR,
        CASHIER,
        district.now,
    )
    lines = await rows(connection, "settlement_lines", "number")
    assert [(line["number"], line["cost_cents"]) for line in lines] == [(1, 250), (2, 500)]
    assert [line["redemption_id"] for line in lines] == list(settlement.lines)


async def test_a_withdrawn_settlement_says_why_and_lets_its_redemptions_go(
    market: Market, postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = market.district
    (volunteer,) = district.volunteers
    market.confirm(redemption := market.hold(volunteer))
    market.fulfil(redemption)
    district.tick()
    market.withdraw(market.settle())
    await show(market, postgres_dsn, start_views)

    shown = await row(connection, "settlements")
    assert (shown["state"], shown["withdrawn_by"], shown["withdrawn_at"]) == (
        "WITHDRAWN",
        ADMIN,
        district.now,
    )
    assert shown["withdrawn_reason"] == WHY
    assert (await row(connection, "redemptions"))["settlement_id"] is None


async def test_the_fund_posts_each_movement_twice(
    market: Market,
    opener: PlainOpener,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    (volunteer,) = market.district.volunteers
    market.donate("林先生", 100, is_person=True)
    market.donate("洞头农商银行", 900, is_person=False)
    market.cancel(market.hold(volunteer))
    returned = market.hold(volunteer)
    market.confirm(returned)
    market.take_back(returned)
    market.fund.spend(Purpose.HELP, 40, reference="决定 3 号", by=CASHIER, at=market.district.now)
    market.keep()
    await show(market, postgres_dsn, start_views)

    postings = await rows(connection, "fund_postings", "position")
    assert [(p["cause"], p["credit"], p["debit"], p["amount_cents"]) for p in postings] == [
        ("ALLOCATION", "OUTSIDE", "FREE", 2_000),
        ("DONATION", "OUTSIDE", "FREE", 100),
        ("DONATION", "OUTSIDE", "FREE", 900),
        ("RESERVATION", "FREE", "RESERVED", 250),
        ("RELEASE", "RESERVED", "FREE", 250),
        ("RESERVATION", "FREE", "RESERVED", 250),
        ("COMMITMENT", "RESERVED", "PAYABLE", 250),
        ("REVERSAL", "PAYABLE", "FREE", 250),
        ("SPENDING", "FREE", "OUTSIDE", 40),
    ]
    assert [p["party"] for p in postings[:3]] == ["区财政局", "林先生", "洞头农商银行"]
    fund = await row(connection, "fund")
    assert (fund["free_cents"], fund["reserved_cents"], fund["payable_cents"]) == (2_960, 0, 0)
    assert fund["cash_cents"] == postings[-1]["cash_after"] == 2_960


async def test_a_year_opens_with_what_the_year_before_left(
    market: Market, postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = market.district
    (volunteer,) = district.volunteers
    market.confirm(redemption := market.hold(volunteer, 2))
    market.fulfil(redemption)
    market.donate("林先生", 100, is_person=True)
    district.now += timedelta(days=100)
    settlement = market.settle()
    settlement.agree(by=OPERATOR, at=district.now)
    market.pay(settlement)
    market.fund.spend(Purpose.HELP, 40, reference=WHY, by=CASHIER, at=district.now)
    market.fund.spend(Purpose.AWARDS, 60, reference=WHY, by=CASHIER, at=district.now)
    market.keep()
    await show(market, postgres_dsn, start_views)

    first, second = await rows(connection, "fund_years", "year")
    assert (first["year"], first["opening_cents"], first["closing_cents"]) == (2026, 0, 2_100)
    assert (first["allocated_cents"], first["donated_cents"], first["donation_count"]) == (
        2_000,
        100,
        1,
    )
    assert (first["committed_cents"], first["paid_cents"]) == (500, 0)
    assert (second["year"], second["opening_cents"], second["closing_cents"]) == (
        2027,
        2_100,
        1_500,
    )
    assert (second["committed_cents"], second["paid_cents"], second["spent_cents"]) == (0, 500, 100)
    purposes = await rows(connection, "fund_year_purposes", "purpose")
    assert [(p["year"], p["purpose"], p["spent_cents"]) for p in purposes] == [
        (2027, "AWARDS", 60),
        (2027, "HELP", 40),
    ]


async def test_the_fund_adds_up_whatever_happens(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = District(seed=11)
    district.populate()
    district.live(500)
    market = district.market
    await show(market, postgres_dsn, start_views)

    balances = {"FREE": 0, "RESERVED": 0, "PAYABLE": 0, "OUTSIDE": 0}
    for posting in await rows(connection, "fund_postings", "position"):
        balances[posting["credit"]] -= posting["amount_cents"]
        balances[posting["debit"]] += posting["amount_cents"]
        assert (posting["free_after"], posting["reserved_after"], posting["payable_after"]) == (
            balances["FREE"],
            balances["RESERVED"],
            balances["PAYABLE"],
        )
        assert posting["cash_after"] == -balances["OUTSIDE"]
    assert (balances["FREE"], balances["RESERVED"], balances["PAYABLE"]) == (
        market.fund.free,
        market.fund.reserved,
        market.fund.payable,
    )
    for year in await rows(connection, "fund_years"):
        came = year["opening_cents"] + year["donated_cents"] + year["allocated_cents"]
        assert year["closing_cents"] == came - year["paid_cents"] - year["spent_cents"]
    stock = await row(connection, "counter_stocks")
    assert (stock["on_hand"], stock["reserved"]) == (market.stock.on_hand, market.stock.reserved)
