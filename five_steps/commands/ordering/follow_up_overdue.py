"""Follow-ups that nobody did in time (回访逾期)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFollowUpOverdue(Command):
    """Note that a drawn order was not followed up in time; the deadline keeper's."""

    order_id: UUID


@handles(MarkFollowUpOverdue)
async def mark_follow_up_overdue(c: Context, command: MarkFollowUpOverdue) -> UUID:
    """Mark a follow-up overdue, by the rules under which the order was drawn."""
    order = await c.get(Order, command.order_id, "orderId")
    if order.closed_at is None:
        raise Refusal(RefusalCode.WRONG_STATE, "orderId", actual=order.state, allowed="closed")
    policy = await c.get(ServicePolicy, SERVICE_POLICY_ID, "policy")
    order.mark_follow_up_overdue(rules_at_close=policy.in_force(order.closed_at), at=c.now)
    return order.id
