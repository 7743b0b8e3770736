"""What the inputs of most commands about the purchase list begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about an item of the purchase list.")
class PurchaseItemInput(CommandInput):
    """A command about an item of the purchase list."""

    purchase_item_id: strawberry.ID = strawberry.field(description="The item 采购事项.")

    @property
    def item(self) -> UUID:
        """The item's own id."""
        return local_id("purchaseItemId", self.purchase_item_id, "PurchaseItem")


@strawberry.input(description="A command about a milestone of a contract.")
class MilestoneInput(PurchaseItemInput):
    """A command about a milestone of a contract."""

    milestone: int = strawberry.field(description="Its number in the contract 付款节点, from 1.")
