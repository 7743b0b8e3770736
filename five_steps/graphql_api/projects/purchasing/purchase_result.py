"""What a mutation of the purchase list answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.projects.purchasing.purchase_item import PurchaseItem


@strawberry.type(description="The item was changed, or listed.")
class PurchaseItemChanged(Done):
    """The item was changed."""

    purchase_item: PurchaseItem | None = changed(PurchaseItem, "The item as it is now 采购事项")


PurchaseItemResult: TypeAlias = Annotated[
    PurchaseItemChanged | CommandError,
    strawberry.union("PurchaseItemResult", description="The changed item, or why it was refused."),
]
