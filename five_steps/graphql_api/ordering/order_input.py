"""What the inputs of most commands about orders begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about an order.")
class OrderInput(CommandInput):
    """A command about an order."""

    order_id: strawberry.ID = strawberry.field(description="The order 订单.")

    @property
    def order(self) -> UUID:
        """The order's own id."""
        return local_id("orderId", self.order_id, "Order")


@strawberry.input(description="A command about a volunteer's part in an order.")
class AssignmentInput(OrderInput):
    """A command about a volunteer's part in an order."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")

    @property
    def volunteer(self) -> UUID:
        """The volunteer's own id."""
        return local_id("volunteerId", self.volunteer_id, "Volunteer")
