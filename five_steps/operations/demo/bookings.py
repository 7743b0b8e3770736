"""Meetings of villagers in the party service centres: booked a week ahead, some called off."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from five_steps.commands.organisation.booking import BookVenue, ReleaseVenueBooking
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.operations.demo.district import Institute, Station
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import dispatcher, unit_step, venue_step
from five_steps.operations.demo.step import Made, Step
from five_steps.operations.demo.venue_hours import venue_hours

_TUESDAY: Final = 2
_FROM: Final = time(9)
_HOURS: Final = timedelta(hours=2)
_EVERY: Final = timedelta(days=14)
_BOOKED_BEFORE: Final = timedelta(days=7)
_CALLED_OFF_BEFORE: Final = timedelta(days=2)
_CALLED_OFF_EACH: Final = 9
"""One in so many."""


def bookings(roster: Roster, start: datetime, now: datetime) -> Iterator[Step]:
    """A meeting every other Tuesday at each party service centre, of its villages in turn."""
    kind = VenueKind.PARTY_SERVICE_CENTRE
    closed = venue_hours(kind, start.date()).closed_dates
    institutes = tuple(dict.fromkeys(institute for institute, _ in roster.places))
    # Every second institute has such a centre.
    for institute in institutes[::2]:
        stations = institute.stations[: roster.size.stations_per_institute]
        for number, day in enumerate(_days(start, now)):
            if day not in closed:
                station = stations[number % len(stations)]
                yield from _meeting(institute, station, day, number)


def _days(start: datetime, now: datetime) -> Iterator[date]:
    day = local_day(start) + timedelta(days=21)
    day += timedelta(days=(_TUESDAY - day.isoweekday()) % 7)
    while day <= local_day(now) + _BOOKED_BEFORE:
        yield day
        day += _EVERY


def _meeting(institute: Institute, station: Station, day: date, number: int) -> Iterator[Step]:
    starts_at = datetime.combine(day, _FROM, DISTRICT_ZONE)
    name = f"booking {institute.code} {day}"
    touches = (f"calendar {institute.code}",)
    yield Step(
        name,
        starts_at - _BOOKED_BEFORE,
        touches,
        partial(_book, institute, station, starts_at),
        dispatcher(institute.code),
    )
    if number % _CALLED_OFF_EACH == _CALLED_OFF_EACH - 1:
        yield Step(
            f"{name} called off",
            starts_at - _CALLED_OFF_BEFORE,
            touches,
            lambda made: ReleaseVenueBooking(booking_id=made[name], reason="会议改期"),
            dispatcher(institute.code),
        )


def _book(institute: Institute, station: Station, starts_at: datetime, made: Made) -> BookVenue:
    return BookVenue(
        venue_id=made[venue_step(institute.code, VenueKind.PARTY_SERVICE_CENTRE)],
        unit_id=made[unit_step(station.code)],
        purpose=f"{station.name}村民议事会",
        starts_at=starts_at,
        ends_at=starts_at + _HOURS,
        headcount=25,
    )
