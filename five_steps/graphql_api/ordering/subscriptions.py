"""Being told when orders change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.ordering.board import OrdersBoard
from five_steps.graphql_api.ordering.order import Order

_OrderId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the order.")
]
_UnitId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the unit.")
]


@strawberry.type(description="Being told when orders change.")
class OrderingSubscriptions:
    """Being told when orders change."""

    @strawberry.subscription(
        description=(
            "An order 订单: as it is now, and again after each change; ends when the viewer may no "
            "longer see it."
        )
    )
    async def order_changed(self, info: Info, order_id: _OrderId) -> AsyncIterator[Order]:
        """An order after each change."""
        order = local_id("orderId", order_id, "Order")
        async with info.context.live.stream(order) as changes:
            async for _ in changes:
                info.context.refresh()
                found: Order | None = await info.context.rows.by_id(entity_of(Order), order)
                if found is None:
                    return
                yield found

    @strawberry.subscription(
        description=(
            "The board of a unit's orders 订单看板: as it is now, and again when a count changes."
        )
    )
    async def orders_board(self, info: Info, unit_id: _UnitId) -> AsyncIterator[OrdersBoard]:
        """The board of a unit's orders after each change of a count."""
        unit = local_id("unitId", unit_id, "Unit")
        shown: OrdersBoard | None = None
        async with info.context.live.topic("order") as changes:
            async for _ in changes:
                info.context.refresh()
                board: OrdersBoard | None = await info.context.rows.by_key(
                    entity_of(OrdersBoard), "unit_id", unit
                )
                if board is None:
                    return
                if board != shown:
                    shown = board
                    yield board
