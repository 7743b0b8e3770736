"""What a mutation of a venue's booking answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.organisation.venue_booking import VenueBooking


@strawberry.type(description="The booking was changed, or made.")
class VenueBookingChanged(Done):
    """The booking was changed."""

    booking: VenueBooking | None = changed(VenueBooking, "The booking as it is now 预订")


VenueBookingResult: TypeAlias = Annotated[
    VenueBookingChanged | CommandError,
    strawberry.union("VenueBookingResult", description="The booking, or why it was refused."),
]
