"""What the inputs of commands about a volunteer begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a volunteer.")
class VolunteerInput(CommandInput):
    """A command about a volunteer."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")

    @property
    def volunteer(self) -> UUID:
        """The volunteer's own id."""
        return local_id("volunteerId", self.volunteer_id, "Volunteer")
