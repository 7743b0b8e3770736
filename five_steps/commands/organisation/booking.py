"""Booking a venue for a unit (阵地预订); activities and projects book their own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.organisation import venue_bookings
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.organisation.venue_booking import BookingHolder, VenueBooking


@dataclass(frozen=True, slots=True, kw_only=True)
class BookVenue(Command):
    """Book a venue for a unit, within its opening hours (预订阵地); `headcount` in persons."""

    venue_id: UUID
    unit_id: UUID
    purpose: str
    starts_at: datetime
    ends_at: datetime
    headcount: int = 1


@handles(BookVenue)
async def book_venue(c: Context, command: BookVenue) -> UUID:
    """Book a venue for a working unit."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    await scope.require_unit(c, unit.id, "unitId")
    return await venue_bookings.book(
        c,
        command.venue_id,
        Window(command.starts_at, command.ends_at),
        unit_id=unit.id,
        holder_kind=BookingHolder.UNIT,
        holder_id=unit.id,
        purpose=command.purpose,
        headcount=command.headcount,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseVenueBooking(Command):
    """Give back a venue that was booked for a unit (取消阵地预订)."""

    booking_id: UUID
    reason: str


@handles(ReleaseVenueBooking)
async def release_venue_booking(c: Context, command: ReleaseVenueBooking) -> UUID:
    """Release a booking; the unit's staff may, and the venue's."""
    booking = await c.get(VenueBooking, command.booking_id, "bookingId")
    if not await scope.covers(c, booking.unit_id):
        venue = await c.get(Venue, booking.venue_id, "bookingId")
        await scope.require_unit(c, venue.unit_id, "bookingId")
    if booking.holder_kind is not BookingHolder.UNIT:
        # Else an activity would go on believing that it has a place.
        raise Refusal(
            RefusalCode.WRONG_STATE,
            "bookingId",
            actual=booking.holder_kind,
            allowed=BookingHolder.UNIT,
        )
    await venue_bookings.release(c, booking.id, reason=command.reason)
    return booking.id
