"""What a mutation of an order answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.ordering.order import Order


@strawberry.type(description="The order was changed, or placed.")
class OrderChanged(Done):
    """The order was changed."""

    order: Order | None = changed(Order, "The order as it is now 订单")


OrderResult: TypeAlias = Annotated[
    OrderChanged | CommandError,
    strawberry.union("OrderResult", description="The changed order, or why it was refused."),
]
