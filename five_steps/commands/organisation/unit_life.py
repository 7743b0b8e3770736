"""How a unit's place in the district changes: another parent, a pause, a merger."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReparentUnit(Command):
    """Hang a unit under another parent (变更隶属)."""

    unit_id: UUID
    parent_id: UUID
    reason: str


@handles(ReparentUnit)
async def reparent_unit(c: Context, command: ReparentUnit) -> UUID:
    """Hang a unit under another parent.

    Every unit's parent is of a higher tier, so no chain of parents can come back to its start.
    """
    unit = await c.get(Unit, command.unit_id, "unitId")
    parent = await c.get(Unit, command.parent_id, "parentId")
    unit.reparent(parent, reason=command.reason, at=c.now)
    return unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendUnit(Command):
    """Suspend a unit for a time (暂停单位)."""

    unit_id: UUID
    reason: str


@handles(SuspendUnit)
async def suspend_unit(c: Context, command: SuspendUnit) -> UUID:
    """Suspend a unit."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.suspend(reason=command.reason, at=c.now)
    return unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeUnit(Command):
    """Let a suspended unit work again (恢复单位)."""

    unit_id: UUID


@handles(ResumeUnit)
async def resume_unit(c: Context, command: ResumeUnit) -> UUID:
    """Resume a unit."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.resume(at=c.now)
    return unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUnit(Command):
    """Merge a unit into another of its tier, which answers for it from now on (并入单位)."""

    unit_id: UUID
    into_id: UUID
    reason: str


@handles(MergeUnit)
async def merge_unit(c: Context, command: MergeUnit) -> UUID:
    """Merge a unit into another."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    into = await c.get(Unit, command.into_id, "intoId")
    unit.merge_into(into, reason=command.reason, at=c.now)
    return unit.id
