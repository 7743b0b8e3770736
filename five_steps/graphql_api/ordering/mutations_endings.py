"""Orders that end without a service."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.endings import CancelOrder, ExpireOrder
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import OrderInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult


@strawberry.input(description="An order to cancel (取消订单).")
class CancelOrderInput(OrderInput):
    """An order to cancel."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> CancelOrder:
        """The command that is asked for."""
        return CancelOrder(order_id=self.order, reason=self.reason)


@strawberry.input(description="An order that nobody served in time (订单过期).")
class ExpireOrderInput(OrderInput):
    """An order that nobody served in time."""

    def command(self) -> ExpireOrder:
        """The command that is asked for."""
        return ExpireOrder(order_id=self.order)


@strawberry.type(description="Ending orders without a service.")
class EndingMutations:
    """Ending orders without a service."""

    @strawberry.mutation(description="Cancel an order before anybody has checked in 取消订单.")
    async def cancel_order(
        self,
        info: Info,
        input: Annotated[CancelOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Cancel an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(description="Close an order that nobody served in time 订单过期.")
    async def expire_order(
        self,
        info: Info,
        input: Annotated[ExpireOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Expire an order."""
        return await run(info, input, OrderChanged)
