"""What the inputs of commands about a unit begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a unit.")
class UnitInput(CommandInput):
    """A command about a unit."""

    unit_id: strawberry.ID = strawberry.field(description="The unit 单位.")

    @property
    def unit(self) -> UUID:
        """The unit's own id."""
        return local_id("unitId", self.unit_id, "Unit")
