"""A volunteer's answer to a dispatched order (接单)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.fitness import require_fit
from five_steps.commands.ordering.insurance import require_insured
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.organisation.team import Team
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptOrder(Command):
    """Accept an order dispatched to you or your team, if you are free at that time (接单)."""

    order_id: UUID
    volunteer_id: UUID


@handles(AcceptOrder)
async def accept_order(c: Context, command: AcceptOrder) -> UUID:
    """Take a place of the order and reserve its window in the volunteer's book."""
    scope.require_self(c, command.volunteer_id, "volunteerId")
    order = await _order_offered(c, command.order_id, command.volunteer_id)
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    await require_fit(c, volunteer, order.category, order.skills, hazardous=order.hazardous)
    await require_insured(c, volunteer, order)
    book = await service_book(c, volunteer.id)
    order.accept(volunteer.id, at=c.now)
    book.reserve(order.id, order.window, at=c.now)
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOrder(Command):
    """Decline an order dispatched to you or your team (拒单)."""

    order_id: UUID
    volunteer_id: UUID
    reason: str


@handles(DeclineOrder)
async def decline_order(c: Context, command: DeclineOrder) -> UUID:
    """Decline an order."""
    scope.require_self(c, command.volunteer_id, "volunteerId")
    order = await _order_offered(c, command.order_id, command.volunteer_id)
    order.decline(
        command.volunteer_id, reason=command.reason, rules=await c.service_rules(), at=c.now
    )
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAcceptance(Command):
    """Step back from an accepted order before checking in (退单)."""

    order_id: UUID
    volunteer_id: UUID
    reason: str


@handles(WithdrawAcceptance)
async def withdraw_acceptance(c: Context, command: WithdrawAcceptance) -> UUID:
    """Give the place back and free the window."""
    scope.require_self(c, command.volunteer_id, "volunteerId")
    order = await c.get(Order, command.order_id, "orderId")
    book = await service_book(c, command.volunteer_id)
    order.withdraw_acceptance(
        command.volunteer_id, reason=command.reason, rules=await c.service_rules(), at=c.now
    )
    book.release(order.id, at=c.now)
    return order.id


async def _order_offered(c: Context, order_id: UUID, volunteer_id: UUID) -> Order:
    """The order; one dispatched to a team is for its members of today."""
    order = await c.get(Order, order_id, "orderId")
    if order.team_id is not None:
        team = await c.get(Team, order.team_id, "orderId")
        if volunteer_id not in team.members:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="members of the team")
    return order
