"""Venues: hours, bookings that never overlap, closing."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands.guarantee.counted_from_log import CountedFromLog
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.wrong_codes import WrongCodes
from five_steps.commands.organisation import venue_bookings
from five_steps.commands.organisation.booking import BookVenue, ReleaseVenueBooking
from five_steps.commands.organisation.unit_life import MergeUnit, SuspendUnit
from five_steps.commands.organisation.venues import (
    ChangeVenueDetails,
    CloseVenue,
    RegisterVenue,
    SetVenueHours,
)
from five_steps.commands.people.privacy.open_in_log import OpenInLog
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.opening_hours import OpenWindow
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.venue_booking import BookingHolder
from five_steps.domain.organisation.venue_calendar import VenueCalendar, venue_calendar_id
from tests.commands.district import SECRETS, START
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from five_steps.event_store import Work
    from tests.commands.district import District

AT_ONCE = 50
TOMORROW = START + timedelta(days=1)
"""A Tuesday, 9:00 in the district."""
HOUR = timedelta(hours=1)


@pytest.fixture
async def hall(district: District) -> UUID:
    """The station's hall for 80 persons, open at all hours."""
    return await district.give(
        RegisterVenue(
            unit_id=district.station, name="礼堂", kind=VenueKind.CULTURAL_HALL, capacity=80
        ),
        district.admin,
    )


def book(district: District, venue: UUID, start: datetime = TOMORROW, **changes: Any) -> BookVenue:
    fields: dict[str, Any] = {
        "venue_id": venue,
        "unit_id": district.station,
        "purpose": "村晚排练",
        "starts_at": start,
        "ends_at": start + 2 * HOUR,
    }
    return BookVenue(**{**fields, **changes})


def give_back(booking: UUID) -> ReleaseVenueBooking:
    return ReleaseVenueBooking(booking_id=booking, reason="改期")


async def code_of(district: District, command: BookVenue | CloseVenue) -> RefusalCode | None:
    """Why it was refused, or None."""
    try:
        await district.run(command, district.admin)
    except Refusal as refusal:
        return refusal.code
    return None


async def test_of_fifty_who_want_the_same_hour_one_gets_it(district: District, hall: UUID) -> None:
    # Each begins a minute later than the one before: all overlap each other.
    starts = [TOMORROW + n * timedelta(minutes=1) for n in range(AT_ONCE)]
    outcomes = Counter(
        await asyncio.gather(*(code_of(district, book(district, hall, start)) for start in starts))
    )
    assert outcomes == {None: 1, RefusalCode.OVERLAP: AT_ONCE - 1}
    calendar = await district.store.repository.get(
        VenueCalendar, venue_calendar_id(hall, TOMORROW.date().replace(day=1)), fresh=True
    )
    assert len(calendar.taken) == 1


async def test_what_was_given_back_can_be_booked_again(district: District, hall: UUID) -> None:
    booking = await district.give(book(district, hall), district.dispatcher)
    with refused(RefusalCode.OVERLAP, "startsAt"):
        await district.give(book(district, hall, TOMORROW + HOUR), district.dispatcher)
    await district.give(give_back(booking), district.dispatcher)
    await district.give(book(district, hall, TOMORROW + HOUR), district.dispatcher)
    with refused(RefusalCode.WRONG_STATE, "bookingId"):
        await district.give(give_back(booking), district.dispatcher)


async def test_a_night_between_two_months_is_taken_in_both(district: District, hall: UUID) -> None:
    # 1 April begins in the district at 16:00 UTC.
    midnight = datetime(2026, 3, 31, 16, tzinfo=START.tzinfo)
    booking = await district.give(book(district, hall, midnight - HOUR), district.dispatcher)
    for start in (midnight - 2 * HOUR, midnight):
        with refused(RefusalCode.OVERLAP, "startsAt"):
            await district.give(
                book(district, hall, start, ends_at=start + 1.5 * HOUR), district.dispatcher
            )
    await district.give(give_back(booking), district.dispatcher)
    await district.give(book(district, hall, midnight), district.dispatcher)


async def test_only_when_open_and_for_as_many_as_it_holds(district: District, hall: UUID) -> None:
    await district.give(
        SetVenueHours(
            venue_id=hall,
            open_windows=(OpenWindow(2, 8 * 60, 12 * 60), OpenWindow(2, 14 * 60, 18 * 60)),
            closed_dates=((TOMORROW + timedelta(days=7)).date(),),
        ),
        district.admin,
    )
    for start in (START + HOUR, TOMORROW + 2 * HOUR, TOMORROW + timedelta(days=7)):
        with refused(RefusalCode.CLOSED, "startsAt"):
            await district.give(book(district, hall, start), district.dispatcher)
    with refused(RefusalCode.TOO_EARLY, "startsAt"):
        await district.give(book(district, hall, START - HOUR), district.dispatcher)
    with refused(RefusalCode.INVALID, "endsAt"):
        await district.give(book(district, hall, ends_at=TOMORROW), district.dispatcher)
    with refused(RefusalCode.CAP_EXCEEDED, "headcount"):
        await district.give(book(district, hall, headcount=81), district.dispatcher)
    await district.give(
        ChangeVenueDetails(venue_id=hall, name="礼堂", kind=VenueKind.CULTURAL_HALL, capacity=200),
        district.admin,
    )
    await district.give(book(district, hall, headcount=200), district.dispatcher)


async def test_halls_serve_those_below_and_nobody_beside(district: District, hall: UUID) -> None:
    culture_station = await district.give(
        RegisterVenue(
            unit_id=district.institute,
            name="综合文化站",
            kind=VenueKind.CULTURE_STATION,
            capacity=300,
        ),
        district.admin,
    )
    booking = await district.give(book(district, culture_station), district.dispatcher)
    with refused(RefusalCode.FORBIDDEN, "venueId"):
        await district.give(book(district, hall, unit_id=district.other_station), district.stranger)
    with refused(RefusalCode.FORBIDDEN, "unitId"):
        await district.give(book(district, hall), district.stranger)
    with refused(RefusalCode.FORBIDDEN, "bookingId"):
        await district.give(give_back(booking), district.stranger)
    await district.give(give_back(booking), district.admin)


async def test_who_keeps_the_venue_may_give_back_what_others_booked(
    district: District, hall: UUID
) -> None:
    by_institute = book(district, hall, unit_id=district.institute)
    booking = await district.give(by_institute, district.admin)
    await district.give(give_back(booking), district.dispatcher)


async def test_a_venue_is_closed_when_nothing_is_booked_ahead(
    district: District, hall: UUID
) -> None:
    next_year = book(district, hall, START + timedelta(days=365))
    booking = await district.give(next_year, district.dispatcher)
    close = CloseVenue(venue_id=hall, reason="拆迁")
    with refused(RefusalCode.WRONG_STATE, "venueId"):
        await district.give(close, district.admin)
    await district.give(give_back(booking), district.dispatcher)
    await district.give(close, district.admin)
    with refused(RefusalCode.WRONG_STATE, "venueId"):
        await district.give(book(district, hall), district.dispatcher)


async def test_closing_and_booking_at_once_one_of_them_is_done(
    district: District, hall: UUID
) -> None:
    outcomes = await asyncio.gather(
        code_of(district, CloseVenue(venue_id=hall, reason="拆迁")),
        code_of(district, book(district, hall)),
    )
    assert Counter(outcomes) == {None: 1, RefusalCode.WRONG_STATE: 1}


async def test_a_suspended_unit_has_no_room_and_a_merged_one_left_it_to_its_successor(
    district: District, hall: UUID
) -> None:
    for_institute = book(district, hall, unit_id=district.institute)
    await district.give(SuspendUnit(unit_id=district.station, reason="装修"))
    with refused(RefusalCode.WRONG_STATE, "venueId"):
        await district.give(for_institute, district.admin)
    await district.give(
        MergeUnit(unit_id=district.station, into_id=district.other_station, reason="合并")
    )
    await district.give(book(district, hall, unit_id=district.other_station), district.stranger)


async def test_what_an_activity_booked_is_given_back_by_the_activity(
    district: District, hall: UUID
) -> None:
    activity = uuid4()

    async def hold(c: Context) -> UUID:
        return await venue_bookings.book(
            c,
            hall,
            Window(TOMORROW, TOMORROW + HOUR),
            unit_id=district.station,
            holder_kind=BookingHolder.ACTIVITY,
            holder_id=activity,
            purpose="道德讲堂",
            headcount=40,
        )

    async def call_off(c: Context) -> UUID:
        await venue_bookings.release(c, booking, reason="活动取消")
        return activity

    booking = await decide(district, hold)
    with refused(RefusalCode.WRONG_STATE, "bookingId"):
        await district.give(give_back(booking), district.dispatcher)
    await decide(district, call_off)
    await district.give(book(district, hall), district.dispatcher)


async def decide(district: District, handler: Callable[[Context], Awaitable[UUID]]) -> UUID:
    """Let the station's dispatcher do what a handler of another chapter does."""

    async def decided(work: Work) -> str:
        store, actor = district.store, district.dispatcher
        context = Context(
            work,
            actor,
            district.now,
            store.vault,
            SECRETS,
            WrongCodes(),
            CountedFromLog(store),
            OpenInLog(store),
        )
        return str(await handler(context))

    outcome = await district.store.executor.execute(
        decided,
        command_id=uuid4(),
        kind="hold_activity",
        fingerprint=b"",
        actor=str(district.dispatcher),
        now=district.now,
        refusals=Refusal,
    )
    return UUID(outcome.answer)
