"""Booking venues (阵地预订) for units."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.organisation.booking import BookVenue, ReleaseVenueBooking
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.organisation.venue_booking_result import (
    VenueBookingChanged,
    VenueBookingResult,
)
from five_steps.graphql_api.organisation.venue_input import VenueInput


@strawberry.input(description="A venue to book (预订阵地).")
class BookVenueInput(VenueInput):
    """A venue to book."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that uses it 使用单位.")
    purpose: str = strawberry.field(description="What for 用途, 1–100 characters.")
    starts_at: datetime = strawberry.field(
        description="From 开始时间: not in the past, within the opening hours."
    )
    ends_at: datetime = strawberry.field(
        description="Until 结束时间, at most 7 days later and 366 days from now."
    )
    headcount: int = strawberry.field(
        default=1, description="Persons expected 预计人数, up to the venue's capacity."
    )

    def command(self) -> BookVenue:
        """The command that is asked for."""
        return BookVenue(
            venue_id=self.venue,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            purpose=self.purpose,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            headcount=self.headcount,
        )


@strawberry.input(description="A booking to give back (取消预订).")
class ReleaseVenueBookingInput(CommandInput):
    """A booking to give back."""

    booking_id: strawberry.ID = strawberry.field(description="The booking 预订.")
    reason: str = strawberry.field(description="Why 取消原因, 1–500 characters.")

    def command(self) -> ReleaseVenueBooking:
        """The command that is asked for."""
        return ReleaseVenueBooking(
            booking_id=local_id("bookingId", self.booking_id, "VenueBooking"),
            reason=self.reason,
        )


@strawberry.type(description="Booking venues.")
class VenueBookingMutations:
    """Booking venues."""

    @strawberry.mutation(
        description="Book a venue for a unit 预订阵地; for staff of the unit or above, at venues "
        "of units under or above their own. No two bookings of a venue overlap."
    )
    async def book_venue(
        self,
        info: Info,
        input: Annotated[BookVenueInput, GIVEN],  # noqa: A002
    ) -> VenueBookingResult:
        """Book a venue."""
        return await run(info, input, VenueBookingChanged)

    @strawberry.mutation(
        description="Give back a venue booked for a unit 取消预订; for staff of that unit or of "
        "the venue's, or above. What activities and projects booked they give back themselves."
    )
    async def release_venue_booking(
        self,
        info: Info,
        input: Annotated[ReleaseVenueBookingInput, GIVEN],  # noqa: A002
    ) -> VenueBookingResult:
        """Give back a venue."""
        return await run(info, input, VenueBookingChanged)
