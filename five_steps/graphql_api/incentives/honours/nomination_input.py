"""What the inputs of commands about a nomination begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a nomination.")
class NominationInput(CommandInput):
    """A command about a nomination."""

    nomination_id: strawberry.ID = strawberry.field(description="The nomination 推荐.")

    @property
    def nomination(self) -> UUID:
        """The nomination's own id."""
        return local_id("nominationId", self.nomination_id, "Nomination")
