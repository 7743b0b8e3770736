"""What the inputs of commands about a settlement begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a settlement.")
class SettlementInput(CommandInput):
    """A command about a settlement."""

    settlement_id: strawberry.ID = strawberry.field(description="The settlement 结算单.")

    @property
    def settlement(self) -> UUID:
        """The settlement's own id."""
        return local_id("settlementId", self.settlement_id, "Settlement")
