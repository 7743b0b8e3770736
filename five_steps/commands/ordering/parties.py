"""Who stands in what relation to an order."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import RequesterKind


async def order_of_staff(c: Context, order_id: UUID) -> Order:
    """The order, if the actor is staff of the unit that handles it or of one above."""
    order = await c.get(Order, order_id, "orderId")
    await scope.require_unit(c, order.handling_unit_id, "orderId")
    return order


async def order_of_requester(c: Context, order_id: UUID) -> Order:
    """The order, if the actor ordered it: the resident, or staff of the unit that did."""
    order = await c.get(Order, order_id, "orderId")
    if order.requester_kind is RequesterKind.RESIDENT:
        scope.require_self(c, order.requester_id, "orderId")
    else:
        await scope.require_unit(c, order.requester_id, "orderId")
    return order


async def order_of_requester_or_staff(c: Context, order_id: UUID) -> Order:
    """The order, if the actor ordered it or is staff of the unit that handles it."""
    if c.actor.role is Role.RESIDENT:
        return await order_of_requester(c, order_id)
    return await order_of_staff(c, order_id)


async def order_of_volunteer_or_staff(c: Context, order_id: UUID, volunteer_id: UUID) -> Order:
    """The order, if the actor is that volunteer or staff of the unit that handles it."""
    if REACH[c.actor.role] is Reach.OWN:
        scope.require_self(c, volunteer_id, "volunteerId")
        return await c.get(Order, order_id, "orderId")
    return await order_of_staff(c, order_id)
