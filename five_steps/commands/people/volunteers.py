"""What changes about a volunteer after registration."""

from dataclasses import dataclass, replace
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.personal_data import PersonalData
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVolunteerProfile(Command):
    """Change a volunteer's name, phone, skills, categories and party membership (变更资料)."""

    volunteer_id: UUID
    name: str
    phone: str
    categories: tuple[Category, ...]
    skills: tuple[str, ...] = ()
    party_member: bool = False


@handles(ChangeVolunteerProfile)
async def change_volunteer_profile(c: Context, command: ChangeVolunteerProfile) -> UUID:
    """Change a profile as a whole; birth date and id number stay."""
    volunteer = await _volunteer_of_self_or_staff(c, command.volunteer_id)
    named = PersonalData.checked(name=command.name, phone=command.phone)
    before = await c.open(volunteer.id, volunteer.personal, "volunteerId")
    personal = replace(PersonalData.from_text(before), name=named.name, phone=named.phone)
    volunteer.change_profile(
        personal=await c.seal(volunteer.id, personal.to_text(), "volunteerId"),
        party_member=command.party_member,
        skills=command.skills,
        categories=command.categories,
        at=c.now,
    )
    return volunteer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferVolunteer(Command):
    """Move a volunteer to another unit (转移志愿者)."""

    volunteer_id: UUID
    unit_id: UUID
    reason: str


@handles(TransferVolunteer)
async def transfer_volunteer(c: Context, command: TransferVolunteer) -> UUID:
    """Transfer a volunteer; the unit that lets go decides."""
    volunteer = await _volunteer_of_self_or_staff(c, command.volunteer_id)
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    volunteer.transfer(unit.id, reason=command.reason, at=c.now)
    return volunteer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendVolunteer(Command):
    """Suspend a volunteer: no new duties until resumed (暂停志愿者)."""

    volunteer_id: UUID
    reason: str


@handles(SuspendVolunteer)
async def suspend_volunteer(c: Context, command: SuspendVolunteer) -> UUID:
    """Suspend a volunteer."""
    volunteer = await _volunteer_of_self_or_staff(c, command.volunteer_id)
    volunteer.suspend(reason=command.reason, at=c.now)
    return volunteer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeVolunteer(Command):
    """End a volunteer's suspension (恢复志愿者)."""

    volunteer_id: UUID


@handles(ResumeVolunteer)
async def resume_volunteer(c: Context, command: ResumeVolunteer) -> UUID:
    """Resume a volunteer."""
    volunteer = await _volunteer_of_self_or_staff(c, command.volunteer_id)
    volunteer.resume(at=c.now)
    return volunteer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawVolunteer(Command):
    """Withdraw a volunteer; hours and points stay on record (退出)."""

    volunteer_id: UUID
    reason: str


@handles(WithdrawVolunteer)
async def withdraw_volunteer(c: Context, command: WithdrawVolunteer) -> UUID:
    """Withdraw a volunteer who has no duty ahead."""
    volunteer = await _volunteer_of_self_or_staff(c, command.volunteer_id)
    book = await c.work.find(ServiceBook, service_book_id(volunteer.id))
    if book is not None and book.duties:
        raise Refusal(
            RefusalCode.WRONG_STATE,
            "volunteerId",
            actual=f"{len(book.duties)} duties",
            allowed="no accepted orders",
        )
    volunteer.withdraw(reason=command.reason, at=c.now)
    return volunteer.id


async def _volunteer_of_self_or_staff(c: Context, volunteer_id: UUID) -> Volunteer:
    """The volunteer, if the actor reaches them; which roles may do what is the permissions' say."""
    volunteer = await c.get(Volunteer, volunteer_id, "volunteerId")
    await scope.require_self_or_unit(c, volunteer.id, volunteer.unit_id, "volunteerId")
    return volunteer
