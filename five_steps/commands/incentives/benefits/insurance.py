"""Insurance covers (免费保险) and who is enrolled under them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.benefits.insurance_cover import InsuranceCover
from five_steps.domain.incentives.benefits.insurance_enrolment import (
    InsuranceEnrolment,
    insurance_enrolment_id,
)
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer

VOLUNTEERS_MAX = 200
"""Volunteers of one command: two events each, and one append holds a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutInsurance(Command):
    """Take out an insurance policy for volunteers of a unit and those under it (投保).

    `hazardous` says whether it covers dangerous duty; volunteers of `star_floor` or above may be
    enrolled.
    """

    unit_id: UUID
    insurer: str
    policy_number: str
    categories: tuple[Category, ...]
    hazardous: bool
    starts_at: datetime
    ends_at: datetime
    star_floor: int = 0


@handles(TakeOutInsurance)
async def take_out_insurance(c: Context, command: TakeOutInsurance) -> UUID:
    """Take out a policy."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    cover = InsuranceCover.take_out(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        insurer=command.insurer,
        policy_number=command.policy_number,
        categories=command.categories,
        hazardous=command.hazardous,
        star_floor=command.star_floor,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
    )
    c.work.add(cover)
    return cover.id


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolVolunteers(Command):
    """Enrol active volunteers under a policy (参保), all of them or none."""

    cover_id: UUID
    volunteer_ids: tuple[UUID, ...]


@handles(EnrolVolunteers)
async def enrol_volunteers(c: Context, command: EnrolVolunteers) -> UUID:
    """Enrol volunteers; returns the policy."""
    cover = await _cover_of_staff(c, command.cover_id)
    if not 1 <= len(command.volunteer_ids) <= VOLUNTEERS_MAX:
        raise Refusal(RefusalCode.INVALID, "volunteerIds", allowed=f"1–{VOLUNTEERS_MAX} volunteers")
    for volunteer_id in command.volunteer_ids:
        await _enrol(c, cover, volunteer_id)
    return cover.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateInsurance(Command):
    """End an insurance policy before its time (提前终止保险)."""

    cover_id: UUID
    reason: str


@handles(TerminateInsurance)
async def terminate_insurance(c: Context, command: TerminateInsurance) -> UUID:
    """Terminate a policy."""
    cover = await _cover_of_staff(c, command.cover_id)
    cover.terminate(reason=command.reason, at=c.now)
    return cover.id


async def _cover_of_staff(c: Context, cover_id: UUID) -> InsuranceCover:
    cover = await c.get(InsuranceCover, cover_id, "coverId")
    await scope.require_unit(c, cover.unit_id, "coverId")
    return cover


async def _enrol(c: Context, cover: InsuranceCover, volunteer_id: UUID) -> None:
    volunteer = await c.get(Volunteer, volunteer_id, "volunteerIds")
    if not await scope.lies_under(c, volunteer.unit_id, cover.unit_id):
        raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerIds", allowed="whom the policy is for")
    volunteer.require_active()
    book = await c.get(ServiceBook, service_book_id(volunteer.id), "volunteerIds")
    cover.require_enrolling(star_level=book.star_level, at=c.now)
    enrolment = await c.work.find(InsuranceEnrolment, insurance_enrolment_id(volunteer.id))
    if enrolment is None:
        enrolment = InsuranceEnrolment.begin(volunteer.id, at=c.now)
        c.work.add(enrolment)
    enrolment.enrol(cover.id, by=c.actor.subject, at=c.now)
