"""Residents, who order services."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.personal_data import PersonalData
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.people.person_id import new_person_id
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.resident import Resident


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterResident(Command):
    """Register at the unit of the area, or be registered by its staff (登记群众)."""

    unit_id: UUID
    name: str
    phone: str


@handles(RegisterResident)
async def register_resident(c: Context, command: RegisterResident) -> UUID:
    """Register a resident, who then may order services."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    if c.actor.role is not Role.RESIDENT:
        await scope.require_unit(c, unit.id, "unitId")
    resident_id = await new_person_id(c, own=Role.RESIDENT)
    personal = PersonalData.checked(name=command.name, phone=command.phone)
    c.work.add(
        Resident.register(
            id=resident_id,
            at=c.now,
            unit_id=unit.id,
            personal=await c.seal(resident_id, personal.to_text(), "residentId"),
        )
    )
    return resident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeResidentContact(Command):
    """Change a resident's name, phone and area (变更联系方式)."""

    resident_id: UUID
    unit_id: UUID
    name: str
    phone: str


@handles(ChangeResidentContact)
async def change_resident_contact(c: Context, command: ChangeResidentContact) -> UUID:
    """Change a resident's contact as a whole."""
    resident = await c.get(Resident, command.resident_id, "residentId")
    await scope.require_self_or_unit(c, resident.id, resident.unit_id, "residentId")
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    personal = PersonalData.checked(name=command.name, phone=command.phone)
    resident.change_contact(
        unit_id=unit.id,
        personal=await c.seal(resident.id, personal.to_text(), "residentId"),
        at=c.now,
    )
    return resident.id
