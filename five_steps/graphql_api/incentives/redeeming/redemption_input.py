"""What the inputs of commands about a redemption begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a redemption.")
class RedemptionInput(CommandInput):
    """A command about a redemption."""

    redemption_id: strawberry.ID = strawberry.field(description="The redemption 兑换.")

    @property
    def redemption(self) -> UUID:
        """The redemption's own id."""
        return local_id("redemptionId", self.redemption_id, "Redemption")
