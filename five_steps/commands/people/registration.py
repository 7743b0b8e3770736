"""A volunteer's registration and its approval."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import identity, scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.commands.kernel.personal_data import Guardian, PersonalData
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.people.guardian import note_guardian
from five_steps.commands.people.id_document import claim_id_document
from five_steps.commands.people.person_id import new_person_id
from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterVolunteer(Command):
    """Register as a volunteer at a unit, or be registered by its staff (注册志愿者).

    `id_number` is the 18-digit resident identity card number; it is kept only as a keyed hash and,
    masked, under the person's own key. A minor needs the guardian's consent; of a child under 14
    the guardian is named.
    """

    unit_id: UUID
    name: str
    phone: str
    id_number: str
    categories: tuple[Category, ...]
    skills: tuple[str, ...] = ()
    party_member: bool = False
    guardian_consent: bool = False
    guardian: Guardian | None = None


@handles(RegisterVolunteer)
async def register_volunteer(c: Context, command: RegisterVolunteer) -> UUID:
    """Register a volunteer; a person registers once, known by the id document."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    if REACH[c.actor.role] is not Reach.OWN:
        await scope.require_unit(c, unit.id, "unitId")
    number = identity.id_number("idNumber", command.id_number)
    born = identity.birth_date(number)
    today = local_day(c.now)
    if born > today:
        raise Refusal(RefusalCode.INVALID, "idNumber", allowed="a birth date that has come")
    named = PersonalData.checked(name=command.name, phone=command.phone)
    personal = PersonalData(named.name, named.phone, born, identity.masked(number))
    volunteer_id = await new_person_id(c, own=Role.VOLUNTEER)
    id_hash = identity.id_hash(c.secrets, number)
    await claim_id_document(c, id_hash, volunteer_id)
    volunteer = Volunteer.register(
        id=volunteer_id,
        at=c.now,
        unit_id=unit.id,
        personal=await c.seal(volunteer_id, personal.to_text(), "volunteerId"),
        id_hash=id_hash,
        minor=identity.is_minor(born, today),
        guardian_consent=command.guardian_consent,
        party_member=command.party_member,
        skills=command.skills,
        categories=command.categories,
    )
    c.work.add(volunteer)
    if command.guardian is not None:
        await note_guardian(c, volunteer, command.guardian)
    elif identity.is_child(born, today):
        raise Refusal(
            RefusalCode.NOT_ELIGIBLE, "guardian", allowed="the guardian of a person under 14"
        )
    return volunteer_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveVolunteer(Command):
    """Approve a registration (审核通过注册)."""

    volunteer_id: UUID


@handles(ApproveVolunteer)
async def approve_volunteer(c: Context, command: ApproveVolunteer) -> UUID:
    """Approve a volunteer, whose service book and points account open with it."""
    volunteer = await _volunteer_of_staff(c, command.volunteer_id)
    volunteer.approve(by=c.actor.subject, at=c.now)
    c.work.add(ServiceBook.open(volunteer.id, at=c.now))
    c.work.add(PointsAccount.open(volunteer.id, at=c.now))
    return volunteer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectVolunteer(Command):
    """Do not approve a registration (审核不通过注册)."""

    volunteer_id: UUID
    reason: str


@handles(RejectVolunteer)
async def reject_volunteer(c: Context, command: RejectVolunteer) -> UUID:
    """Reject a registration."""
    volunteer = await _volunteer_of_staff(c, command.volunteer_id)
    volunteer.reject(by=c.actor.subject, reason=command.reason, at=c.now)
    return volunteer.id


async def _volunteer_of_staff(c: Context, volunteer_id: UUID) -> Volunteer:
    volunteer = await c.get(Volunteer, volunteer_id, "volunteerId")
    await scope.require_unit(c, volunteer.unit_id, "volunteerId")
    return volunteer
