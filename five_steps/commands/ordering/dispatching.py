"""Dispatching an order, and handing it to another unit (派单)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.fitness import require_fit
from five_steps.commands.ordering.parties import order_of_staff
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.steps.dispatch import NAMED_MAX
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrder(Command):
    """Dispatch an order either to a team or to named volunteers who fit it (派单)."""

    order_id: UUID
    team_id: UUID | None = None
    volunteer_ids: tuple[UUID, ...] = ()


@handles(DispatchOrder)
async def dispatch_order(c: Context, command: DispatchOrder) -> UUID:
    """Dispatch an order."""
    order = await order_of_staff(c, command.order_id)
    rules = await c.service_rules()
    by = c.actor.subject
    if (command.team_id is None) == (not command.volunteer_ids):
        raise Refusal(RefusalCode.INVALID, "teamId", allowed="either a team or volunteers")
    if command.team_id is not None:
        team = await c.get(Team, command.team_id, "teamId")
        team.require_standing()
        order.dispatch_to_team(team.id, by=by, rules=rules, at=c.now)
        return order.id
    if len(command.volunteer_ids) > NAMED_MAX:
        raise Refusal(RefusalCode.INVALID, "volunteerIds", allowed=f"1–{NAMED_MAX} volunteers")
    for volunteer_id in command.volunteer_ids:
        volunteer = await c.get(Volunteer, volunteer_id, "volunteerIds")
        await require_fit(c, volunteer, order.category, order.skills, hazardous=order.hazardous)
    order.dispatch_to_volunteers(command.volunteer_ids, by=by, rules=rules, at=c.now)
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferOrder(Command):
    """Hand an order to another unit, up or down the tiers (转派)."""

    order_id: UUID
    to_unit_id: UUID
    reason: str


@handles(TransferOrder)
async def transfer_order(c: Context, command: TransferOrder) -> UUID:
    """Transfer an order."""
    order = await order_of_staff(c, command.order_id)
    to_unit = await c.get(Unit, command.to_unit_id, "toUnitId")
    to_unit.require_active("toUnitId")
    order.transfer(to_unit.id, reason=command.reason, rules=await c.service_rules(), at=c.now)
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateOrder(Command):
    """Flag an order whose deadline has passed and move it a tier up (逾期上报)."""

    order_id: UUID


@handles(EscalateOrder)
async def escalate_order(c: Context, command: EscalateOrder) -> UUID:
    """Escalate an overdue order to the next working unit above, if there is one."""
    order = await order_of_staff(c, command.order_id)
    above = await scope.unit_above(c, order.handling_unit_id)
    order.escalate(above.id if above else None, rules=await c.service_rules(), at=c.now)
    return order.id
