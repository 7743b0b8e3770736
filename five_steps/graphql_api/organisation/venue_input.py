"""What the inputs of commands about a venue begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a venue.")
class VenueInput(CommandInput):
    """A command about a venue."""

    venue_id: strawberry.ID = strawberry.field(description="The venue 阵地.")

    @property
    def venue(self) -> UUID:
        """The venue's own id."""
        return local_id("venueId", self.venue_id, "Venue")
