"""Bookings of venues (阵地预订)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.organisation.venue_booking import VenueBooking
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class VenueBookingRow:
    """A booking; `headcount` in persons."""

    id: Id
    venue_id: Id
    unit_id: Id
    holder_kind: str
    holder_id: Id
    purpose: str
    headcount: int
    starts_at: datetime
    ends_at: datetime
    booked_by: str
    booked_at: datetime
    released_at: datetime | None
    released_by: str | None
    release_reason: str | None
    position: Position


class VenueBookingsView(Projection):
    """`read.venue_bookings`."""

    name = "venue_bookings"

    def declare(self) -> None:
        self.bookings = self.table(
            Rows[Id, VenueBookingRow](
                VenueBookingRow,
                "venue_bookings",
                key=["id"],
                indexes=[
                    "(venue_id, starts_at, id)",
                    "(unit_id, starts_at, id)",
                    "(holder_id)",
                    "(starts_at, id)",
                ],
            )
        )

    @on(VenueBooking.Created)
    def booked(
        self,
        event: Event,
        venue_id: Id,
        unit_id: Id,
        holder_kind: str,
        holder_id: Id,
        purpose: str,
        headcount: int,
        starts_at: datetime,
        ends_at: datetime,
        booked_by: str,
    ) -> None:
        self.bookings.add(
            VenueBookingRow(
                id=event.stream,
                venue_id=venue_id,
                unit_id=unit_id,
                holder_kind=holder_kind,
                holder_id=holder_id,
                purpose=purpose,
                headcount=headcount,
                starts_at=starts_at,
                ends_at=ends_at,
                booked_by=booked_by,
                booked_at=event.at,
                released_at=None,
                released_by=None,
                release_reason=None,
                position=event.position,
            )
        )

    @on(VenueBooking.Released)
    def released(self, event: Event, reason: str, released_by: str) -> None:
        booking = self.bookings.change(event.stream)
        booking.released_at = event.at
        booking.released_by = released_by
        booking.release_reason = reason
        booking.position = event.position
