"""Volunteers come on duty at an activity (上岗)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.activities.duties import release_duties
from five_steps.commands.activities.parties import (
    duty_roster,
    roster_of_staff,
    roster_of_volunteer_or_staff,
)
from five_steps.commands.incentives.books import service_book
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import optional_evidence_hash
from five_steps.commands.kernel.presence import method_of, sealed_location
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.fitness import require_fit
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDuty(Command):
    """Be on duty at an activity, if you fit and are free at that time (上岗报名)."""

    activity_id: UUID
    volunteer_id: UUID


@handles(JoinDuty)
async def join_duty(c: Context, command: JoinDuty) -> UUID:
    """Take a place on the roster and reserve its window in the volunteer's book."""
    scope.require_self(c, command.volunteer_id, "volunteerId")
    roster = await duty_roster(c, command.activity_id)
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    await require_fit(c, volunteer, roster.category, roster.skills, hazardous=False)
    book = await service_book(c, volunteer.id)
    roster.join(volunteer.id, at=c.now)
    book.reserve_for_activity(roster.activity_id, roster.window, at=c.now)
    return roster.activity_id


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveDuty(Command):
    """Step back from duty at an activity before coming on it (退出值勤)."""

    activity_id: UUID
    volunteer_id: UUID
    reason: str


@handles(LeaveDuty)
async def leave_duty(c: Context, command: LeaveDuty) -> UUID:
    """Give the place back and free the window."""
    scope.require_self(c, command.volunteer_id, "volunteerId")
    roster = await duty_roster(c, command.activity_id)
    roster.leave(command.volunteer_id, reason=command.reason, at=c.now)
    await release_duties(c, roster.activity_id, [command.volunteer_id])
    return roster.activity_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInDuty(Command):
    """Come on duty (上岗签到): a volunteer by the activity's code, staff without it.

    `location`, if given, is free text such as coordinates; it is sealed for the volunteer.
    """

    activity_id: UUID
    volunteer_id: UUID
    code: str | None = None
    location: str | None = None


@handles(CheckInDuty)
async def check_in_duty(c: Context, command: CheckInDuty) -> UUID:
    """Check a volunteer in."""
    volunteer_id = command.volunteer_id
    roster = await roster_of_volunteer_or_staff(c, command.activity_id, volunteer_id)
    roster.check_in(
        volunteer_id,
        method=await method_of(c, roster.activity_id, command.code),
        location=await sealed_location(c, volunteer_id, command.location),
        rules=await c.service_rules(),
        at=c.now,
    )
    return roster.activity_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutDuty(Command):
    """Go off duty (离岗签退); as for coming on it.

    `evidence_hash` is the SHA-256, in hexadecimal, of a photo kept elsewhere.
    """

    activity_id: UUID
    volunteer_id: UUID
    code: str | None = None
    location: str | None = None
    evidence_hash: str | None = None


@handles(CheckOutDuty)
async def check_out_duty(c: Context, command: CheckOutDuty) -> UUID:
    """Check a volunteer out."""
    volunteer_id = command.volunteer_id
    roster = await roster_of_volunteer_or_staff(c, command.activity_id, volunteer_id)
    roster.check_out(
        volunteer_id,
        method=await method_of(c, roster.activity_id, command.code),
        location=await sealed_location(c, volunteer_id, command.location),
        evidence_hash=optional_evidence_hash("evidenceHash", command.evidence_hash),
        at=c.now,
    )
    return roster.activity_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDutyNoShow(Command):
    """Record that a volunteer on the roster did not come (未到岗)."""

    activity_id: UUID
    volunteer_id: UUID


@handles(RecordDutyNoShow)
async def record_duty_no_show(c: Context, command: RecordDutyNoShow) -> UUID:
    """Record a no-show and free the volunteer's window."""
    roster = await roster_of_staff(c, command.activity_id)
    roster.record_no_show(command.volunteer_id, by=c.actor.subject, at=c.now)
    await release_duties(c, roster.activity_id, [command.volunteer_id])
    return roster.activity_id
