"""What SQL says may be spent is what the domain says, whatever happened to the account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from five_steps.graphql_api.incentives.spendable import SPENDABLE
from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from five_steps.domain.ordering.order import Order
    from five_steps.domain.people.volunteer import Volunteer
    from tests.projections.conftest import StartViews

QUERY = f"""
    SELECT a.volunteer_id, {SPENDABLE.replace("{t}", "a").replace("{now}", "$1::timestamptz")}
    FROM read.points_accounts a"""


def serve(district: District, volunteer: Volunteer) -> Order:
    """Two hours of service, credited."""
    order = district.place()
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer, minutes=120)
    return order


def spend_all(district: District, volunteer: Volunteer) -> None:
    """Redeem as much as the points are enough for."""
    market, account = district.market, district.accounts[volunteer.id]
    market.counter.set_day_limit(1_000, at=district.now)
    market.fund.allocate(100_000, source="区财政局", by="cashier", at=district.now)
    market.stock.change(500, reason="到货", by="operator", at=district.now)
    quantity = account.spendable(district.now) // market.reward.points
    market.confirm(market.hold(volunteer, quantity))


@pytest.mark.parametrize("seed", [1, 2])
async def test_both_say_the_same(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record], seed: int
) -> None:
    district = District(seed)
    district.populate()
    for _ in range(10):
        district.complete_order()
    district.live(300)
    # A debt: the rating came when more had been spent than it left. And a lot in dispute.
    indebted, disputed = district.volunteers[:2]
    rated = serve(district, indebted)
    spend_all(district, indebted)
    district.rate(rated, 1)
    district.dispute(serve(district, disputed))
    views = await start_views()
    assert await views.wait_for(await append(postgres_dsn, district.log), timeout=30)

    lots = [lot for account in district.accounts.values() for lot in account.lots.values()]
    expiries = sorted({lot.expires_at for lot in lots})
    moments = [
        district.now,
        *expiries,
        *(expiry - timedelta(microseconds=1) for expiry in expiries),
    ]
    for moment in moments:
        said = {row[0]: row[1] for row in await connection.fetch(QUERY, moment)}
        assert said == {
            volunteer_id: account.spendable(moment)
            for volunteer_id, account in district.accounts.items()
        }
    assert any(lot.frozen for lot in lots)
    assert any(lot.left < 0 for lot in lots)
    assert any(account.spendable(district.now) for account in district.accounts.values())
