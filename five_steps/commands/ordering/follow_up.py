"""Asking the requester afterwards (事后回访)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.feedback.opening_tasks import open_task
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.parties import order_of_staff
from five_steps.domain.feedback.improvement_state import ImprovementSource
from five_steps.domain.feedback.improvement_task import follow_up_task_id
from five_steps.domain.kernel import checks
from five_steps.domain.ordering.order_state import FollowUpChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpOrder(Command):
    """Note what the requester said when asked by phone or visit (回访).

    A complaint becomes an improvement task of the unit, for whoever notes it to see to at first.
    """

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
    if command.complaint:
        await open_task(
            c,
            unit_id=order.handling_unit_id,
            owner=c.actor.subject,
            matter=result,
            source_kind=ImprovementSource.FOLLOW_UP,
            source_id=order.id,
            asker_id=order.requester_id,
            due_at=c.now + (await c.service_rules()).improve_within,
            task_id=follow_up_task_id(order.id),
        )
    return order.id
