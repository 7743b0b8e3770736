"""Help for volunteers in need (帮扶): what it is about is sealed with the volunteer's key."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.benefits.help_case import HelpCase
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.kernel import checks
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHelpCase(Command):
    """Open a case of a volunteer in need, as staff of the volunteer's unit (立案帮扶)."""

    volunteer_id: UUID
    situation: str


@handles(OpenHelpCase)
async def open_help_case(c: Context, command: OpenHelpCase) -> UUID:
    """Open a case."""
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    await scope.require_unit(c, volunteer.unit_id, "volunteerId")
    situation = checks.text("situation", command.situation)
    case = HelpCase.open(
        id=c.work.new_id(),
        at=c.now,
        volunteer_id=volunteer.id,
        unit_id=volunteer.unit_id,
        situation=await c.seal(volunteer.id, situation, "volunteerId"),
        by=c.actor.subject,
    )
    c.work.add(case)
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveHelp(Command):
    """Approve help up to an amount in 分, as a second person (批准帮扶)."""

    help_case_id: UUID
    amount_cents: int


@handles(ApproveHelp)
async def approve_help(c: Context, command: ApproveHelp) -> UUID:
    """Approve a case."""
    case = await _case_of_staff(c, command.help_case_id)
    case.approve(amount_cents=command.amount_cents, by=c.actor.subject, at=c.now)
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectHelp(Command):
    """Do not approve help, as a second person (不予帮扶)."""

    help_case_id: UUID
    reason: str


@handles(RejectHelp)
async def reject_help(c: Context, command: RejectHelp) -> UUID:
    """Reject a case; the reason tells of the person as much as the case does."""
    case = await _case_of_staff(c, command.help_case_id)
    reason = checks.reason("reason", command.reason)
    sealed = await c.seal(case.volunteer_id, reason, "helpCaseId")
    case.reject(reason=sealed, by=c.actor.subject, at=c.now)
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAssistance(Command):
    """Record help given, in 分, with the reference of its payment or receipt (发放帮扶)."""

    help_case_id: UUID
    amount_cents: int
    reference: str


@handles(GiveAssistance)
async def give_assistance(c: Context, command: GiveAssistance) -> UUID:
    """Give assistance, and book it: the fund pays what two persons have granted."""
    case = await _case_of_staff(c, command.help_case_id)
    case.give_assistance(
        amount_cents=command.amount_cents,
        reference=command.reference,
        by=c.actor.subject,
        at=c.now,
    )
    fund = await the_fund(c)
    fund.spend(
        Purpose.HELP,
        command.amount_cents,
        reference=command.reference,
        by=c.actor.subject,
        source_id=case.id,
        at=c.now,
    )
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHelpCase(Command):
    """Close an approved case with its result (帮扶办结)."""

    help_case_id: UUID
    result: str


@handles(CloseHelpCase)
async def close_help_case(c: Context, command: CloseHelpCase) -> UUID:
    """Close a case."""
    case = await _case_of_staff(c, command.help_case_id)
    result = checks.text("result", command.result)
    sealed = await c.seal(case.volunteer_id, result, "helpCaseId")
    case.close(result=sealed, by=c.actor.subject, at=c.now)
    return case.id


async def _case_of_staff(c: Context, help_case_id: UUID) -> HelpCase:
    case = await c.get(HelpCase, help_case_id, "helpCaseId")
    await scope.require_unit(c, case.unit_id, "helpCaseId")
    return case
