"""Adjusting points by hand, with a reason and a second person (积分调整)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAdjustment(Command):
    """Propose to give a volunteer points, or to take some away (below zero) (提议调整积分)."""

    volunteer_id: UUID
    points: int
    reason: str


@handles(ProposeAdjustment)
async def propose_adjustment(c: Context, command: ProposeAdjustment) -> UUID:
    """Propose an adjustment; returns its id."""
    account = await _account_of_staff(c, command.volunteer_id)
    adjustment_id = c.work.new_id()
    account.propose_adjustment(
        adjustment_id,
        command.points,
        reason=command.reason,
        by=c.actor.subject,
        at=c.now,
    )
    return adjustment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveAdjustment(Command):
    """Approve an adjustment as the second person (批准调整)."""

    volunteer_id: UUID
    adjustment_id: UUID


@handles(ApproveAdjustment)
async def approve_adjustment(c: Context, command: ApproveAdjustment) -> UUID:
    """Approve an adjustment, which takes effect; returns its id."""
    account = await _account_of_staff(c, command.volunteer_id)
    rules = await c.incentive_rules()
    account.approve_adjustment(command.adjustment_id, by=c.actor.subject, rules=rules, at=c.now)
    return command.adjustment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectAdjustment(Command):
    """Do not approve an adjustment, as the second person (驳回调整)."""

    volunteer_id: UUID
    adjustment_id: UUID
    reason: str


@handles(RejectAdjustment)
async def reject_adjustment(c: Context, command: RejectAdjustment) -> UUID:
    """Reject an adjustment; returns its id."""
    account = await _account_of_staff(c, command.volunteer_id)
    account.reject_adjustment(
        command.adjustment_id, reason=command.reason, by=c.actor.subject, at=c.now
    )
    return command.adjustment_id


async def _account_of_staff(c: Context, volunteer_id: UUID) -> PointsAccount:
    volunteer = await c.get(Volunteer, volunteer_id, "volunteerId")
    await scope.require_unit(c, volunteer.unit_id, "volunteerId")
    return await points_account(c, volunteer.id)
