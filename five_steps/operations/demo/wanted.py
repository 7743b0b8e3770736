"""When orders are wanted over a year, and what becomes of them."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.story import ENDINGS, ROUTES, Ending, Route

YEAR = timedelta(days=365)
_SETTLING_IN = timedelta(days=12)
"""No service before the district has its units, volunteers and menu."""
_LONG_ENDED = timedelta(days=21)
"""So long after the service, an order has come to its end."""
_AHEAD = timedelta(days=7)
_SHARE_RECENT = 0.14
"""Of all orders: more than its share of days, because the service grows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """When an order is wanted, and what becomes of it; a few are the first resident's."""

    starts_at: datetime
    placed_at: datetime
    dispatch_after: timedelta
    accept_after: timedelta
    route: Route
    ending: Ending
    by_first_resident: bool = False


_STATES_TO_SHOW = (
    # route, ending; hours: placed before now, service after now, to dispatch, to accept
    (Route.NAMED, Ending.RATED, 0.2, 72, 6, 4),  # waits for dispatch
    (Route.LATE_DISPATCH, Ending.RATED, 25, 70, 4, 4),  # overdue: waits at the institute
    (Route.TEAM, Ending.RATED, 8, 60, 2, 20),  # waits for acceptance
    (Route.LATE_ACCEPT, Ending.RATED, 30, 66, 3, 20),  # overdue, dispatched anew
    (Route.TEAM, Ending.RATED, 40, 22, 3, 4),  # waits for the service
    (Route.NAMED, Ending.RATED, 60, -0.6, 3, 4),  # is being served
    (Route.TEAM, Ending.UNRATED, 100, -48, 3, 4),  # waits for the rating
    (Route.NAMED, Ending.DISPUTED, 130, -72, 3, 4),  # disputed
)
_ORDERS_PER_SHOW = 650


def wanted_orders(seed: str, count: int, now: datetime) -> list[Wanted]:
    """So many orders of the year that ends now and of the days after, by the time of service."""
    shows = [
        Wanted(
            starts_at=now + timedelta(hours=starts),
            placed_at=now - timedelta(hours=placed),
            dispatch_after=timedelta(hours=dispatch),
            accept_after=timedelta(hours=accept),
            route=route,
            ending=ending,
            by_first_resident=copy == 0,
        )
        for route, ending, placed, starts, dispatch, accept in _STATES_TO_SHOW
        for copy in range(1 + count // _ORDERS_PER_SHOW)
    ]
    throw = dice(seed, "orders")
    # However few orders there are, each way that one can go is gone.
    ways = [_drawn(throw, _past(throw, now), route=route) for route in Route]
    ways += [_drawn(throw, _past(throw, now), ending=ending) for ending in Ending]
    others = [
        _drawn(
            throw,
            _recent(throw, now) if throw.random() < _SHARE_RECENT else _past(throw, now),
            route=drawn(ROUTES, throw),
            ending=drawn(ENDINGS, throw),
        )
        for _ in range(count - len(shows) - len(ways))
    ]
    return sorted(shows + ways + others, key=lambda wanted: wanted.starts_at)


def _past(throw: random.Random, now: datetime) -> datetime:
    """A moment of the year so long ago that an order of that day has come to its end."""
    first = now - YEAR + _SETTLING_IN
    return first + throw.random() * (now - _LONG_ENDED - first)


def _recent(throw: random.Random, now: datetime) -> datetime:
    """A moment of the weeks since then, or of the days to come."""
    return now - _LONG_ENDED + throw.random() * (_LONG_ENDED + _AHEAD)


def _drawn(
    throw: random.Random,
    moment: datetime,
    *,
    route: Route = Route.NAMED,
    ending: Ending = Ending.RATED,
) -> Wanted:
    """An order of the day of a moment, served between 8:00 and 22:00."""
    starts_at = datetime.combine(local_day(moment), datetime.min.time(), DISTRICT_ZONE)
    starts_at += timedelta(minutes=30 * throw.randint(16, 38))
    patient = route in (Route.LATE_DISPATCH, Route.LATE_ACCEPT)
    # Until nobody but the centre is left to be late, three days go by.
    lead_days = throw.uniform(3.5, 8) if patient or ending is Ending.NOT_ACCEPTED else None
    lead = timedelta(days=lead_days or throw.uniform(2.2, 8))
    return Wanted(
        starts_at=starts_at,
        placed_at=starts_at - lead,
        dispatch_after=timedelta(hours=throw.uniform(0.3, 12)),
        accept_after=timedelta(hours=throw.uniform(0.2, 10)),
        route=route,
        ending=ending,
    )
