"""Root fields of the order loop."""

import strawberry

from five_steps.graphql_api.kernel.as_of import FOR_EVERYONE, FOR_OFFICES
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.ordering.board import OrdersBoard
from five_steps.graphql_api.ordering.menu_item import BY_TITLE, MenuItem, MenuItemFilter
from five_steps.graphql_api.ordering.order import Order
from five_steps.graphql_api.ordering.order_filter import ORDER_SORTS, OrderFilter, OrderSort

_ORDER_ID = Argument(
    strawberry.ID, "Global id of the order.", Condition("{t}.id = {p}::uuid", reads_id("Order"))
)
_BOARD_UNIT_ID = Argument(
    strawberry.ID,
    "Global id of the unit.",
    Condition("{t}.unit_id = {p}::uuid", reads_id("Unit")),
)


@strawberry.type(description="Reading the order loop.")
class OrderingQueries:
    """Root fields of the order loop."""

    menu_items: Connection[MenuItem] = connection(
        "The service menu, in the order of titles 服务菜单.", filter=MenuItemFilter, sorts=BY_TITLE
    )
    order: Order | None = one("An order 订单.", arguments={"id": _ORDER_ID}, past_for=FOR_EVERYONE)
    orders: Connection[Order] = connection(
        "The orders that the viewer may see 订单.",
        filter=OrderFilter,
        order_by=OrderSort,
        sorts=ORDER_SORTS,
        past_for=FOR_OFFICES,
    )
    orders_board: OrdersBoard | None = one(
        "How many orders a unit and all under it handle, by state 订单看板.",
        arguments={"unitId": _BOARD_UNIT_ID},
        past_for=FOR_OFFICES,
    )
