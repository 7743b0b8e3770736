"""Founding a unit and changing how it is reached."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.claims import claim
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnit(Command):
    """Found a unit under its parent (设立单位); the district has one centre, which has none."""

    code: str
    name: str
    tier: Tier
    point_kind: PointKind | None = None
    parent_id: UUID | None = None
    region: str = ""
    responsible: str = ""
    opening_hours: str = ""


@handles(FoundUnit)
async def found_unit(c: Context, command: FoundUnit) -> UUID:
    """Found a unit; code and centre are unique by claims."""
    parent = await c.get(Unit, command.parent_id, "parentId") if command.parent_id else None
    unit = Unit.found(
        id=c.work.new_id(),
        at=c.now,
        code=command.code,
        name=command.name,
        tier=command.tier,
        point_kind=command.point_kind,
        parent=parent,
        region=command.region,
        responsible=command.responsible,
        opening_hours=command.opening_hours,
    )
    c.work.add(unit)
    await claim(c, "unit_code", unit.code.casefold(), unit.id, "code")
    if unit.tier is Tier.CENTRE:
        await claim(c, "unit_tier", Tier.CENTRE, unit.id, "tier")
    return unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUnitDetails(Command):
    """Change a unit's name, region, responsible person and opening hours (变更单位信息)."""

    unit_id: UUID
    name: str
    region: str = ""
    responsible: str = ""
    opening_hours: str = ""


@handles(ChangeUnitDetails)
async def change_unit_details(c: Context, command: ChangeUnitDetails) -> UUID:
    """Change a unit's details as a whole."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    unit.change_details(
        name=command.name,
        region=command.region,
        responsible=command.responsible,
        opening_hours=command.opening_hours,
        at=c.now,
    )
    return unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePartyHead(Command):
    """Name the main head of a unit's party organisation (党组织主要负责人)."""

    unit_id: UUID
    party_head: str


@handles(NamePartyHead)
async def name_party_head(c: Context, command: NamePartyHead) -> UUID:
    """Name the party head, whom the captains of the unit's teams follow."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    unit.name_party_head(command.party_head, at=c.now)
    return unit.id
