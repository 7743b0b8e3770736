"""The orders of the year: who wants what, when, who serves it and what becomes of it.

A plan is made in full before anything is recorded, beyond today as well. What would happen after
today is not recorded, and so the boards show orders in every state.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.district import Institute, Station
from five_steps.operations.demo.menu import MENU, Service
from five_steps.operations.demo.roster import Resident, Roster, Volunteer
from five_steps.operations.demo.story import ENDINGS, ROUTES, Ending, Route

YEAR = timedelta(days=365)
_SETTLING_IN = timedelta(days=12)
"""No service before the district has its units, volunteers and menu."""
_LONG_ENDED = timedelta(days=21)
"""So long after the service, an order has come to its end."""
_AROUND_TODAY = timedelta(days=21)
_SHARE_AROUND_TODAY = 0.14
_STARS_PREFERRED = 6
"""A veteran serves so many times as often as others: that is how one becomes a veteran."""


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """An order as it will go.

    Attributes:
        resident: Who orders; None when the station itself does.
        menu_number: Which service of the menu; None for a free request.
        dispatch_after: From placing, or from the escalation, to the dispatch.
        accept_after: From the dispatch to the first acceptance.
        volunteers: Who serve, or are to.
        reluctant: The volunteer who is named first and does not serve.
    """

    number: int
    institute: Institute
    station: Station
    resident: Resident | None
    service: Service
    menu_number: int | None
    placed_at: datetime
    dispatch_after: timedelta
    accept_after: timedelta
    starts_at: datetime
    ends_at: datetime
    route: Route
    ending: Ending
    volunteers: tuple[Volunteer, ...]
    reluctant: Volunteer | None
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
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


def planned_orders(roster: Roster, now: datetime) -> Iterator[PlannedOrder]:
    """All orders of the year that ends now, and those placed for the days after."""
    planner = _Planner(roster)
    for number, wanted in enumerate(_wanted(roster, now)):
        yield planner.order(number, wanted)


def _wanted(roster: Roster, now: datetime) -> list[_Wanted]:
    shows = [
        _Wanted(
            starts_at=now + timedelta(hours=starts),
            placed_at=now - timedelta(hours=placed),
            dispatch_after=timedelta(hours=dispatch),
            accept_after=timedelta(hours=accept),
            route=route,
            ending=ending,
            by_first_resident=copy == 0,
        )
        for route, ending, placed, starts, dispatch, accept in _STATES_TO_SHOW
        for copy in range(1 + roster.size.orders // _ORDERS_PER_SHOW)
    ]
    throw = dice(roster.seed, "orders")
    # However few orders there are, each way that one can go is gone.
    ways = [_drawn(throw, now, route=route) for route in Route]
    ways += [_drawn(throw, now, ending=ending) for ending in Ending]
    others = [_drawn(throw, now) for _ in range(roster.size.orders - len(shows) - len(ways))]
    return sorted(shows + ways + others, key=lambda wanted: wanted.starts_at)


def _drawn(
    throw: random.Random,
    now: datetime,
    *,
    route: Route | None = None,
    ending: Ending | None = None,
) -> _Wanted:
    """An order of any day, or a past one of a given route or ending."""
    if route is None and ending is None and throw.random() < _SHARE_AROUND_TODAY:
        moment = now + throw.uniform(-1, 1) * _AROUND_TODAY
    else:
        first = now - YEAR + _SETTLING_IN
        moment = first + throw.random() * (now - _LONG_ENDED - first)
    starts_at = datetime.combine(local_day(moment), datetime.min.time(), DISTRICT_ZONE)
    starts_at += timedelta(minutes=30 * throw.randint(16, 38))
    route = route or drawn(ROUTES if ending is None else {Route.NAMED: 1}, throw)
    patient = route in (Route.LATE_DISPATCH, Route.LATE_ACCEPT)
    ending = ending or drawn(ENDINGS, throw)
    # Until nobody but the centre is left to be late, three days go by.
    lead_days = throw.uniform(3.5, 8) if patient or ending is Ending.NOT_ACCEPTED else None
    lead = timedelta(days=lead_days or throw.uniform(2.2, 8))
    return _Wanted(
        starts_at=starts_at,
        placed_at=starts_at - lead,
        dispatch_after=timedelta(hours=throw.uniform(0.3, 12)),
        accept_after=timedelta(hours=throw.uniform(0.2, 10)),
        route=route,
        ending=ending,
    )


class _Planner:
    """Gives each order a requester and volunteers who are free that day."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._busy: set[tuple[int, date]] = set()
        self._residents = {
            station.code: [r for r in roster.residents if r.station == station]
            for _, station in roster.places
        }

    def order(self, number: int, wanted: _Wanted) -> PlannedOrder:
        throw = dice(self._roster.seed, "order", number)
        institute, station = throw.choice(self._roster.places)
        resident = None
        if throw.random() < 0.85:
            resident = throw.choice(self._residents[station.code])
        if wanted.by_first_resident:
            (institute, station), resident = self._roster.places[0], self._roster.residents[0]
        menu_number = throw.randrange(len(MENU))
        service = MENU[menu_number]
        on_menu = throw.random() < 0.75
        skills: tuple[str, ...] = (service.skill,) if on_menu else ()
        headcount = 2 if wanted.ending is Ending.NO_SHOW_OF_ONE else service.headcount
        team, skills = self._team(institute, station, service, skills, wanted, headcount, throw)
        reluctant = None
        if wanted.route in (Route.DECLINED, Route.WITHDRAWN) and len(team) > 1:
            *team, reluctant = team
        return PlannedOrder(
            number=number,
            institute=institute,
            station=station,
            resident=resident,
            service=service,
            menu_number=menu_number if on_menu else None,
            placed_at=wanted.placed_at,
            dispatch_after=wanted.dispatch_after,
            accept_after=wanted.accept_after,
            starts_at=wanted.starts_at,
            ends_at=wanted.starts_at + timedelta(minutes=service.minutes),
            route=_feasible(wanted.route, institute, team, reluctant),
            ending=_possible(wanted.ending, team),
            volunteers=tuple(team),
            reluctant=reluctant,
            skills=skills,
        )

    def _team(
        self,
        institute: Institute,
        station: Station,
        service: Service,
        skills: tuple[str, ...],
        wanted: _Wanted,
        headcount: int,
        throw: random.Random,
    ) -> tuple[list[Volunteer], tuple[str, ...]]:
        """Free volunteers who fit, and the skills that they can be asked for."""
        count = headcount + (wanted.route in (Route.DECLINED, Route.WITHDRAWN))
        day = local_day(wanted.starts_at)
        free = [
            volunteer
            for volunteer in self._roster.volunteers
            if (volunteer.number, day) not in self._busy
            and service.category in volunteer.categories
            and not (service.hazardous and volunteer.minor)
        ]
        near = [v for v in free if v.institute == institute] or free
        skilled = [v for v in near if set(skills) <= set(v.skills)]
        fit = skilled or near
        chosen: dict[int, Volunteer] = {}
        weights = [_STARS_PREFERRED if v.star else 2 if v.station == station else 1 for v in fit]
        for volunteer in throw.choices(fit, weights, k=4 * count):
            if len(chosen) < count:
                chosen[volunteer.number] = volunteer
        self._busy.update((number, day) for number in chosen)
        return list(chosen.values()), skills if skilled else ()


def _possible(ending: Ending, team: list[Volunteer]) -> Ending:
    """The ending wanted, or the one that these volunteers allow."""
    if not team:
        return Ending.NOT_ACCEPTED
    if ending is Ending.NO_SHOW_OF_ONE and len(team) < 2:
        return Ending.RATED
    return ending


def _feasible(
    route: Route, institute: Institute, team: list[Volunteer], reluctant: Volunteer | None
) -> Route:
    """The route wanted, or the one that these volunteers allow."""
    if route in (Route.DECLINED, Route.WITHDRAWN) and reluctant is None:
        return Route.NAMED
    if route is not Route.NAMED and any(v.institute != institute for v in team):
        return Route.NAMED if reluctant is None else route
    return route
