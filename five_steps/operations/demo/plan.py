"""The orders of the year: who wants what, when, who serves it and what becomes of it.

A plan is made in full before anything is recorded, beyond today as well. What would happen after
today is not recorded, and so the boards show orders in every state.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from five_steps.domain.kernel.district_time import local_day
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.district import Institute, Station
from five_steps.operations.demo.menu import MENU, Service
from five_steps.operations.demo.roster import Resident, Roster, Volunteer
from five_steps.operations.demo.story import Ending, Route
from five_steps.operations.demo.wanted import Wanted, wanted_orders


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


def planned_orders(roster: Roster, now: datetime) -> Iterator[PlannedOrder]:
    """All orders of the year that ends now, and those placed for the days after."""
    planner = _Planner(roster)
    wanted_all = wanted_orders(roster.seed, roster.size.orders, now)
    for number, wanted in enumerate(wanted_all):
        yield planner.order(number, wanted)


class _Planner:
    """Gives each order a requester and volunteers who are free that day."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._busy: set[tuple[int, date]] = set()
        self._residents = {
            station.code: [r for r in roster.residents if r.station == station]
            for _, station in roster.places
        }

    def order(self, number: int, wanted: Wanted) -> PlannedOrder:
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
        headcount = 2 if wanted.ending is Ending.NO_SHOW_OF_ONE else service.headcount
        count = headcount + (wanted.route in (Route.DECLINED, Route.WITHDRAWN))
        free = self._free(service, local_day(wanted.starts_at))
        near = [v for v in free if v.institute == institute] or free
        skilled = [v for v in near if service.skill in v.skills] if on_menu else []
        team = self._chosen(skilled or near, station, count, throw)
        self._busy.update((v.number, local_day(wanted.starts_at)) for v in team)
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
            skills=(service.skill,) if skilled else (),
        )

    def _free(self, service: Service, day: date) -> list[Volunteer]:
        """The volunteers who may serve and do not yet serve that day."""
        return [
            volunteer
            for volunteer in self._roster.volunteers
            if (volunteer.number, day) not in self._busy
            and service.category in volunteer.categories
            and not (service.hazardous and volunteer.minor)
        ]

    def _chosen(
        self, fit: list[Volunteer], station: Station, count: int, throw: random.Random
    ) -> list[Volunteer]:
        """At most so many of them."""
        if not fit:
            return []
        weights = [_preference(volunteer, station) for volunteer in fit]
        drawn_often = throw.choices(fit, weights, k=4 * count)
        return list(dict.fromkeys(drawn_often))[:count]


def _preference(volunteer: Volunteer, station: Station) -> int:
    """Who has served often is asked often, and then those who live near."""
    return 3 * volunteer.star or (2 if volunteer.station == station else 1)


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
