"""Orders that end without a service."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.duties import release_duties
from five_steps.commands.ordering.parties import order_of_requester_or_staff
from five_steps.domain.ordering.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder(Command):
    """Cancel an order before anybody has checked in (取消订单)."""

    order_id: UUID
    reason: str


@handles(CancelOrder)
async def cancel_order(c: Context, command: CancelOrder) -> UUID:
    """Cancel an order and free its volunteers."""
    order = await order_of_requester_or_staff(c, command.order_id)
    order.cancel(by=c.actor.subject, reason=command.reason, at=c.now)
    await release_duties(c, order, order.assignments)
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireOrder(Command):
    """Close an order that nobody served in time (订单过期)."""

    order_id: UUID


@handles(ExpireOrder)
async def expire_order(c: Context, command: ExpireOrder) -> UUID:
    """Expire an order and free its volunteers."""
    order = await c.get(Order, command.order_id, "orderId")
    order.expire(by=c.actor.subject, at=c.now)
    await release_duties(c, order, order.assignments)
    return order.id
