"""Whenever the demo is made, its redemptions and settlements fit into the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from five_steps.commands import Secrets
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.operations.demo import FULL, Size
from five_steps.operations.demo.order_steps import order_steps
from five_steps.operations.demo.plan import planned_orders
from five_steps.operations.demo.redeeming.deal import Deal, Fate
from five_steps.operations.demo.redeeming.deal_steps import DealChain
from five_steps.operations.demo.redeeming.deals import planned_deals
from five_steps.operations.demo.redeeming.months import month_before
from five_steps.operations.demo.redeeming.purses import Purses
from five_steps.operations.demo.redeeming.shops import SHOPS, WARES
from five_steps.operations.demo.redeeming.statements import statements
from five_steps.operations.demo.roster import Roster

SECRETS = Secrets.derive(b"a secret of the tests, 32 bytes.")
SMALL = Size(orders=260, stations_per_institute=1, people_per_station=6, veterans_each=16)
MOMENTS = [
    datetime(2026, 11, 24, 11, 30, tzinfo=DISTRICT_ZONE),
    datetime(2027, 1, 1, 0, 0, 1, tzinfo=DISTRICT_ZONE),
    datetime(2028, 3, 1, 3, 0, tzinfo=DISTRICT_ZONE),
    datetime(2026, 8, 31, 23, 59, 59, tzinfo=DISTRICT_ZONE),
]


def deals(size: Size, now: datetime) -> list[Deal]:
    roster = Roster("test", size, local_day(now))
    told = [(order, order_steps(order, "test", SECRETS)) for order in planned_orders(roster, now)]
    return list(planned_deals(roster, Purses(told), now))


def test_some_hundreds_in_a_full_year_of_everything_by_many() -> None:
    planned = deals(FULL, MOMENTS[0])
    assert len(planned) > 300
    assert {deal.shop for deal in planned} == set(SHOPS)
    # What takes three stars depends on ratings, which nobody knows beforehand.
    assert {deal.ware for deal in planned} >= {ware for ware in WARES if ware.star_floor < 3}
    assert len({deal.volunteer.number for deal in planned}) > 50
    per_person = [
        (deal.volunteer.number, deal.ware) for deal in planned if deal.ware.per_person_max == 1
    ]
    assert len(per_person) == len(set(per_person))


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_it_fits_into_the_time_whenever_that_is(now: datetime) -> None:
    planned = deals(SMALL, now)
    assert {deal.fate for deal in planned} == set(Fate)
    assert all(before.at <= after.at for before, after in pairwise(planned))
    for deal in planned:
        local = deal.at.astimezone(DISTRICT_ZONE)
        minute = local.hour * 60 + local.minute
        assert local.isoweekday() in deal.shop.weekdays
        assert deal.shop.opens_minute <= minute < deal.shop.closes_minute
        steps = DealChain(deal, "test", SECRETS).steps()
        assert all(before.at <= after.at for before, after in pairwise(steps))
        assert steps[-1].at <= now
    account = list(statements(planned, now))
    assert [step.name for step in account] == [
        "settlement paid",
        "settlement paid agreed",
        "settlement paid paid",
        "settlement disputed",
        "settlement disputed disputed",
    ]
    assert all(step.at <= now for step in account)
    assert account[0].at > month_before(now, 2).end
    assert account[3].at >= month_before(now, 1).end


def test_months_are_the_districts() -> None:
    newyear = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    last, before_last = month_before(newyear, 1), month_before(newyear, 2)
    assert (local_day(last.start).isoformat(), last.end) == ("2026-12-01", newyear)
    assert (local_day(before_last.start).isoformat(), before_last.end) == (
        "2026-11-01",
        last.start,
    )
    assert month_before(newyear - timedelta(seconds=1), 1) == before_last
