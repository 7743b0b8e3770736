"""Bookings 阵地预订: no two of a venue overlap, and each can be given back until it is over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation import venue_calendar
from five_steps.domain.organisation.venue_booking import BookingHolder, VenueBooking
from five_steps.domain.organisation.venue_calendar import VenueCalendar, months_of
from tests.domain.district import (
    CLERK,
    HOUR,
    INSTANT,
    MONDAY,
    STATION_ID,
    VENUE_ID,
    between,
    moment,
)
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

FIRST, SECOND = UUID(int=801), UUID(int=802)
WINDOW = between(MONDAY, 60)


def march() -> VenueCalendar:
    return VenueCalendar.begin(VENUE_ID, date(2026, 3, 1), at=MONDAY)


def take(booking: UUID = FIRST, window: Window = WINDOW) -> Verb[VenueCalendar]:
    return lambda calendar: calendar.take(booking, window, at=MONDAY)


def free(booking: UUID = FIRST) -> Verb[VenueCalendar]:
    return lambda calendar: calendar.free(booking, at=MONDAY)


def booking(*, purpose: str = "村晚排练") -> VenueBooking:
    return VenueBooking.make(
        id=FIRST,
        at=MONDAY,
        venue_id=VENUE_ID,
        unit_id=STATION_ID,
        holder_kind=BookingHolder.UNIT,
        holder_id=STATION_ID,
        purpose=purpose,
        headcount=30,
        window=WINDOW,
        by=CLERK,
    )


def test_no_two_overlap() -> None:
    taken = given(march(), take())
    for clash in (WINDOW, Window(MONDAY - HOUR, MONDAY + INSTANT), between(MONDAY, 10)):
        taken.when(take(SECOND, clash)).then_refused(
            RefusalCode.OVERLAP, "startsAt", actual=str(FIRST)
        )
    for beside in (Window(MONDAY - HOUR, MONDAY), Window(MONDAY + HOUR, MONDAY + 2 * HOUR)):
        taken.when(take(SECOND, beside)).then(happened(VenueCalendar.Taken, booking_id=SECOND))


def test_what_is_given_back_can_be_taken_again() -> None:
    freed = given(march(), take()).when(free()).then(happened(VenueCalendar.Freed))
    assert freed.ahead(MONDAY) == set()
    again = given(freed).when(take(SECOND)).then(happened(VenueCalendar.Taken))
    assert again.ahead(MONDAY) == {SECOND}
    assert again.ahead(WINDOW.end) == set()


def test_a_month_has_its_limit_of_bookings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(venue_calendar, "TAKEN_MAX", 1)
    given(march(), take(), free()).when(take(SECOND)).then_refused(
        RefusalCode.LIMIT_REACHED, "startsAt"
    )


def test_the_months_of_a_window() -> None:
    def firsts(window: Window) -> list[date]:
        return list(months_of(window))

    midnight = moment(4, 1)
    assert firsts(Window(midnight - HOUR, midnight)) == [date(2026, 3, 1)]
    assert firsts(Window(midnight - HOUR, midnight + INSTANT)) == [
        date(2026, 3, 1),
        date(2026, 4, 1),
    ]
    assert firsts(Window(moment(12, 31, 23), moment(1, 31, year=2027))) == [
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def test_a_booking_says_what_for() -> None:
    made(booking).then(happened(VenueBooking.Created, purpose="村晚排练", holder_kind="UNIT"))
    made(booking, purpose=" ").then_refused(RefusalCode.INVALID, "purpose")


def test_a_booking_is_given_back_once_and_before_it_is_over() -> None:
    made_ = given(booking())
    released = made_.when(lambda b: b.release(reason="改期", by=CLERK, at=MONDAY)).then(
        happened(VenueBooking.Released, reason="改期", released_by=CLERK)
    )
    given(released).when(lambda b: b.release(reason="改期", by=CLERK, at=MONDAY)).then_refused(
        RefusalCode.WRONG_STATE, "bookingId", actual="RELEASED"
    )
    made_.when(lambda b: b.release(reason="", by=CLERK, at=MONDAY)).then_refused(
        RefusalCode.INVALID, "reason"
    )
    made_.when(lambda b: b.release(reason="改期", by=CLERK, at=WINDOW.end)).then_refused(
        RefusalCode.TOO_LATE, "bookingId"
    )
