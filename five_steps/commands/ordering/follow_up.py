"""Asking the requester afterwards (事后回访)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.parties import order_of_staff
from five_steps.domain.kernel import checks
from five_steps.domain.ordering.order_state import FollowUpChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpOrder(Command):
    """Note what the requester said when asked by phone or visit (回访)."""

    order_id: UUID
    channel: FollowUpChannel
    satisfied: bool
    complaint: bool
    result: str


@handles(FollowUpOrder)
async def follow_up_order(c: Context, command: FollowUpOrder) -> UUID:
    """Follow an order up; what was said is sealed for the requester."""
    order = await order_of_staff(c, command.order_id)
    result = checks.text("result", command.result)
    order.follow_up(
        channel=command.channel,
        satisfied=command.satisfied,
        complaint=command.complaint,
        result=await c.seal(order.requester_id, result, "orderId"),
        by=c.actor.subject,
        at=c.now,
    )
    return order.id
