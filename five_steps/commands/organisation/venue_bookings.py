"""Booking a venue and giving it back, in the append of the command that needs it.

A handler that has something held at a venue calls `book` and keeps the id; `release` gives the
venue back. Both in one handler move a booking: release first, then book.
"""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import Window, window
from five_steps.domain.organisation.tiers import UnitStatus
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.organisation.venue_booking import (
    WINDOW_DAYS_MAX,
    BookingHolder,
    VenueBooking,
)
from five_steps.domain.organisation.venue_calendar import (
    VenueCalendar,
    months_of,
    venue_calendar_id,
)


async def book(
    c: Context,
    venue_id: UUID,
    wanted: Window,
    *,
    unit_id: UUID,
    holder_kind: BookingHolder,
    holder_id: UUID,
    purpose: str,
    headcount: int,
) -> UUID:
    """Book a venue for a unit, or for an activity or project of that unit; the booking's id.

    Refuses, naming `venueId`, `startsAt`, `endsAt`, `purpose` or `headcount`, what the venue or its
    calendar does not allow. Whether the actor may act for the unit is the caller's to ask.
    """
    wanted = window(wanted.start, wanted.end, days_max=WINDOW_DAYS_MAX)
    venue = await c.get(Venue, venue_id, "venueId")
    await _require_may_use(c, venue)
    venue.require_bookable(wanted, headcount=headcount, at=c.now)
    booking = VenueBooking.make(
        id=c.work.new_id(),
        at=c.now,
        venue_id=venue.id,
        unit_id=unit_id,
        holder_kind=holder_kind,
        holder_id=holder_id,
        purpose=purpose,
        headcount=headcount,
        window=wanted,
        by=c.actor.subject,
    )
    for month in months_of(wanted):
        calendar = await c.work.find(VenueCalendar, venue_calendar_id(venue.id, month))
        if calendar is None:
            calendar = VenueCalendar.begin(venue.id, month, at=c.now)
            c.work.add(calendar)
        calendar.take(booking.id, wanted, at=c.now)
    c.work.add(booking)
    return booking.id


async def release(c: Context, booking_id: UUID, *, reason: str) -> None:
    """Give a booked venue back; whether the actor may is the caller's to ask."""
    booking = await c.get(VenueBooking, booking_id, "bookingId")
    booking.release(reason=reason, by=c.actor.subject, at=c.now)
    for month in months_of(booking.window):
        calendar = await c.get(
            VenueCalendar, venue_calendar_id(booking.venue_id, month), "bookingId"
        )
        calendar.free(booking.id, at=c.now)


async def _require_may_use(c: Context, venue: Venue) -> None:
    """Refuse unless the venue's unit is under the actor's or above it: halls serve those below."""
    unit = await c.get(Unit, venue.unit_id, "venueId")
    checks.in_state("venueId", unit.status, UnitStatus.ACTIVE, UnitStatus.MERGED)
    own = c.actor.unit_id
    if own is None or not await scope.lies_under(c, own, unit.id):
        await scope.require_unit(c, unit.id, "venueId")
