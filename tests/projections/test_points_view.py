"""What the points view shows: balances, lots, the double-entry ledger, adjustments."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.market import ADMIN, OPERATOR

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import StartViews

BALANCES = ("issued", "available", "frozen", "held", "spent", "expired")


async def shown(
    district: District, dsn: str, start_views: StartViews, connection: Connection[Record]
) -> dict[str, list[dict[str, Any]]]:
    """The rows of the points view, by table."""
    position = await append(dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)
    orders = {"points_accounts": "id", "points_lots": "id", "points_entries": "position"}
    return {
        table: [
            dict(r) for r in await connection.fetch(f"SELECT * FROM read.{table} ORDER BY {by}")
        ]
        for table, by in (orders | {"adjustments": "position"}).items()
    }


def balances_of(account: PointsAccount) -> tuple[int, ...]:
    return tuple(getattr(account, name) for name in BALANCES)


async def test_a_redemption_moves_points_between_balances_and_names_its_lots(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = District()
    district.populate(volunteers=1)
    (volunteer,) = district.volunteers
    market = district.market
    market.give_points(volunteer, 2)
    market.give_points(volunteer, 10)
    for end in (market.cancel, market.confirm):
        end(redemption := market.hold(volunteer, 1))
    market.take_back(redemption)
    market.confirm(market.hold(volunteer, 2))
    rows = await shown(district, postgres_dsn, start_views, connection)

    entries = [e for e in rows["points_entries"] if e["redemption_id"] is not None]
    assert [(e["kind"], e["from_balance"], e["to_balance"], e["points"]) for e in entries] == [
        ("HELD", "AVAILABLE", "HELD", 3),
        ("HOLD_RELEASED", "HELD", "AVAILABLE", 3),
        ("HELD", "AVAILABLE", "HELD", 3),
        ("SPENT", "HELD", "SPENT", 3),
        ("REFUNDED", "SPENT", "AVAILABLE", 3),
        ("HELD", "AVAILABLE", "HELD", 6),
        ("SPENT", "HELD", "SPENT", 6),
    ]
    # Both lots expire at once; the id decides which is taken first, and a return names the same.
    assert [e["lot_ids"] for e in entries[:5]] == [entries[0]["lot_ids"]] * 5
    assert all(sum(e["lot_points"]) == e["points"] for e in entries)
    last = entries[-1]
    assert [last[f"{name}_after"] for name in BALANCES] == [12, 6, 0, 0, 6, 0]
    account = district.accounts[volunteer.id]
    lots = {lot["id"]: (lot["available"], lot["spent"]) for lot in rows["points_lots"]}
    assert lots == {lot.lot_id: (lot.left, lot.spent) for lot in account.lots.values()}


async def test_an_adjustment_waits_for_the_second_person(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = District()
    district.populate(volunteers=1)
    (account,) = district.accounts.values()
    at, rules = district.now, district.incentives
    given, taken, refused, waiting = (district.id() for _ in range(4))
    for adjustment_id, points in ((given, 10), (taken, -4), (refused, 99), (waiting, 1)):
        account.propose_adjustment(adjustment_id, points, reason="奖励", by=ADMIN, at=at)
    account.approve_adjustment(given, by=OPERATOR, rules=rules, at=at)
    account.approve_adjustment(taken, by=OPERATOR, rules=rules, at=at)
    account.reject_adjustment(refused, reason="不合规", by=OPERATOR, at=at)
    district.keep(account)
    rows = await shown(district, postgres_dsn, start_views, connection)

    adjustments = {a["id"]: (a["state"], a["decided_by"]) for a in rows["adjustments"]}
    assert adjustments == {
        given: ("APPROVED", OPERATOR),
        taken: ("APPROVED", OPERATOR),
        refused: ("REJECTED", OPERATOR),
        waiting: ("PROPOSED", None),
    }
    entries = rows["points_entries"]
    assert [(e["adjustment_id"], e["from_balance"], e["to_balance"]) for e in entries] == [
        (given, "ISSUED", "AVAILABLE"),
        (taken, "AVAILABLE", "VOID"),
    ]
    # Taken from the lot that the first one made, which bears its id.
    assert [e["lot_ids"] for e in entries] == [[given], [given]]
    (lot,) = rows["points_lots"]
    assert (lot["id"], lot["issued"], lot["policy_version"]) == (given, 6, None)


async def test_what_expired_comes_back_where_the_lot_was_worth_less(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = District()
    district.populate(volunteers=1)
    volunteer = district.volunteers[0]
    order = district.place()
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer, minutes=120)
    account = district.accounts[volunteer.id]
    account.expire_lots(at=district.now + timedelta(days=900))
    district.keep(account)
    district.rate(order, 3)
    rows = await shown(district, postgres_dsn, start_views, connection)

    assert [
        (e["kind"], e["from_balance"], e["to_balance"], e["points"]) for e in rows["points_entries"]
    ] == [
        ("CREDITED", "ISSUED", "AVAILABLE", 20),
        ("EXPIRED", "AVAILABLE", "EXPIRED", 20),
        ("ADJUSTED", "AVAILABLE", "VOID", 4),
        ("EXPIRED", "EXPIRED", "AVAILABLE", 4),
    ]
    (shown_account,) = rows["points_accounts"]
    assert [shown_account[name] for name in BALANCES] == [16, 0, 0, 0, 0, 16]


async def test_the_ledger_balances_whatever_happens(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = District(seed=11)
    district.populate()
    for _ in range(12):
        district.complete_order()
    # What chance may leave out.
    market, volunteer = district.market, district.volunteers[0]
    market.give_points(volunteer, 10)
    market.confirm(redemption := market.hold(volunteer, 1))
    market.take_back(redemption)
    district.live(500)
    rows = await shown(district, postgres_dsn, start_views, connection)

    assert {
        row["id"]: tuple(row[name] for name in BALANCES) for row in rows["points_accounts"]
    } == {
        points_account_id(volunteer_id): balances_of(account)
        for volunteer_id, account in district.accounts.items()
    }
    balances: dict[Any, Counter[str]] = {v: Counter() for v in district.accounts}
    for entry in rows["points_entries"]:
        booked = balances[entry["volunteer_id"]]
        if entry["from_balance"] is not None:
            booked[entry["from_balance"]] -= entry["points"]
            booked[entry["to_balance"]] += entry["points"]
        assert sum(booked.values()) == 0
        for name in ("available", "held", "spent", "expired"):
            assert entry[f"{name}_after"] == booked[name.upper()]
        assert entry["issued_after"] == -booked["ISSUED"] - booked["VOID"]
    kinds = {entry["kind"] for entry in rows["points_entries"]}
    assert {"HELD", "SPENT", "REFUNDED", "EXPIRED", "ADJUSTMENT", "ADJUSTED"} <= kinds
