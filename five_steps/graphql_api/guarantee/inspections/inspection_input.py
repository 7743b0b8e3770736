"""What the inputs of commands about an inspection begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about an inspection.")
class InspectionInput(CommandInput):
    """A command about an inspection."""

    inspection_id: strawberry.ID = strawberry.field(description="The inspection 监督检查.")

    @property
    def inspection(self) -> UUID:
        """The inspection's own id."""
        return local_id("inspectionId", self.inspection_id, "Inspection")


@strawberry.input(description="A command about an item of an inspection's checklist.")
class InspectionItemInput(InspectionInput):
    """A command about an item of an inspection's checklist."""

    number: int = strawberry.field(description="The item's number, from 1 序号.")
