from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from five_steps.commands import Secrets
from five_steps.commands.kernel import identity
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.tiers import PointKind
from five_steps.operations.demo import FULL
from five_steps.operations.demo.district import INSTITUTES
from five_steps.operations.demo.order_steps import order_steps
from five_steps.operations.demo.plan import planned_orders
from five_steps.operations.demo.points import POINTS
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.story import SERVED, Ending, Route
from five_steps.operations.demo.wanted import YEAR

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
ROSTER = Roster("test", FULL, date(2026, 11, 24))
ORDERS = list(planned_orders(ROSTER, NOW))


def test_the_whole_district() -> None:
    assert len(INSTITUTES) == 8
    codes = [station.code for institute in INSTITUTES for station in institute.stations]
    assert len(codes) == len(set(codes)) == 94
    assert {point.kind for point in POINTS} == set(PointKind)
    assert len({point.code for point in POINTS}) == len(POINTS)


def test_people_are_made_up_and_different() -> None:
    volunteers = ROSTER.volunteers
    assert len(volunteers) >= 500
    numbers = [volunteer.person.id_number for volunteer in volunteers]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert identity.id_number("idNumber", number) == number
        assert number.startswith("99"), "no region of the country has this code"
    phones = [who.person.phone for who in volunteers] + [
        who.person.phone for who in ROSTER.residents
    ]
    assert len(set(phones)) == len(phones)
    assert all(identity.phone("phone", phone) == phone for phone in phones)
    assert all(v.minor == identity.is_minor(v.person.birth_date, NOW.date()) for v in volunteers)
    for station in (station for _, station in ROSTER.places):
        assert any(v.station == station for v in volunteers)


def test_everything_happens_in_the_year() -> None:
    assert len(ORDERS) == FULL.orders
    assert {order.service.category for order in ORDERS} == set(Category)
    assert {order.route for order in ORDERS} == set(Route)
    assert {order.ending for order in ORDERS} == set(Ending)
    assert all(order.volunteers for order in ORDERS if order.ending in SERVED)
    assert min(order.placed_at for order in ORDERS) > NOW - YEAR + timedelta(days=3)


def test_nobody_serves_twice_a_day() -> None:
    duties = Counter(
        (volunteer.number, local_day(order.starts_at))
        for order in ORDERS
        for volunteer in (*order.volunteers, *([order.reluctant] if order.reluctant else []))
    )
    assert max(duties.values()) == 1


def test_volunteers_fit_what_they_serve() -> None:
    for order in ORDERS:
        for volunteer in order.volunteers:
            assert order.service.category in volunteer.categories
            assert set(order.skills) <= set(volunteer.skills)
            assert not (order.service.hazardous and volunteer.minor)


def test_the_same_seed_plans_the_same_and_another_does_not() -> None:
    again = list(planned_orders(Roster("test", FULL, date(2026, 11, 24)), NOW))
    assert again == ORDERS
    assert list(planned_orders(Roster("other", FULL, date(2026, 11, 24)), NOW)) != ORDERS


def test_the_steps_of_an_order_follow_each_other() -> None:
    names: Counter[str] = Counter()
    for order in ORDERS[::7]:
        steps = order_steps(order, "test", Secrets.derive(b"x" * 32))
        assert steps[0].at == order.placed_at
        assert all(before.at <= after.at for before, after in pairwise(steps))
        names.update(step.name for step in steps)
    assert max(names.values()) == 1
