"""A volunteer's hours on duty at an activity: submitted, then verified by staff (时长审核)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.activities.duties import release_duties
from five_steps.commands.activities.parties import (
    roster_of_staff,
    roster_of_volunteer_or_staff,
)
from five_steps.commands.incentives.books import service_book
from five_steps.commands.incentives.crediting import Served, submit_served, verify_and_credit
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDutyHours(Command):
    """Submit the minutes served at an activity (提交时长).

    Without `minutes`, all from check-in to check-out that no other record has taken, as far as the
    day's cap goes.
    """

    activity_id: UUID
    volunteer_id: UUID
    minutes: int | None = None
    note: str = ""


@handles(SubmitDutyHours)
async def submit_duty_hours(c: Context, command: SubmitDutyHours) -> UUID:
    """Put a record into the volunteer's book, waiting for verification; returns the record."""
    volunteer_id = command.volunteer_id
    roster = await roster_of_volunteer_or_staff(c, command.activity_id, volunteer_id)
    served = Served(
        window=roster.served_window(volunteer_id, await c.service_rules()),
        unit_id=roster.unit_id,
        category=roster.category,
        evidence_hash=roster.assignments[volunteer_id].evidence_hash,
        activity_id=roster.activity_id,
    )
    book = await service_book(c, volunteer_id)
    return await submit_served(c, book, served, minutes=command.minutes, note=command.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyDutyHours(Command):
    """Verify a volunteer's submitted minutes, or fewer of them (审核时长)."""

    activity_id: UUID
    volunteer_id: UUID
    minutes: int | None = None


@handles(VerifyDutyHours)
async def verify_duty_hours(c: Context, command: VerifyDutyHours) -> UUID:
    """Verify hours: book, points and roster in one append; returns the record."""
    roster = await roster_of_staff(c, command.activity_id)
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    book = await service_book(c, volunteer.id)
    record = book.record_of_activity(roster.activity_id)
    minutes = await verify_and_credit(c, volunteer, book, record, command.minutes)
    roster.verify_hours(volunteer.id, record.record_id, minutes, by=c.actor.subject, at=c.now)
    await release_duties(c, roster.activity_id, [volunteer.id])
    return record.record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectDutyHours(Command):
    """Do not accept a volunteer's submitted minutes (驳回时长)."""

    activity_id: UUID
    volunteer_id: UUID
    reason: str


@handles(RejectDutyHours)
async def reject_duty_hours(c: Context, command: RejectDutyHours) -> UUID:
    """Reject hours: the duty ends with no minutes of this volunteer; returns the record."""
    roster = await roster_of_staff(c, command.activity_id)
    book = await service_book(c, command.volunteer_id)
    record = book.record_of_activity(roster.activity_id)
    by = c.actor.subject
    book.reject(record.record_id, reason=command.reason, by=by, at=c.now)
    roster.verify_hours(command.volunteer_id, record.record_id, 0, by=by, at=c.now)
    await release_duties(c, roster.activity_id, [command.volunteer_id])
    return record.record_id
