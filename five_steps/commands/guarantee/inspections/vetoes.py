"""The veto of an inspection (一票否决): the centre's, in steps by different people."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.inspections.inspection import Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeVeto(Command):
    """Propose to veto a unit's year for a severe finding (提请一票否决)."""

    inspection_id: UUID
    reason: str


@handles(ProposeVeto)
async def propose_veto(c: Context, command: ProposeVeto) -> UUID:
    """Propose a veto."""
    inspection = await c.get(Inspection, command.inspection_id, "inspectionId")
    inspection.propose_veto(reason=command.reason, by=c.actor.subject, at=c.now)
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideVeto(Command):
    """Decide for or against a veto, as a second person (决定一票否决)."""

    inspection_id: UUID
    vetoed: bool
    reason: str


@handles(DecideVeto)
async def decide_veto(c: Context, command: DecideVeto) -> UUID:
    """Decide a veto."""
    inspection = await c.get(Inspection, command.inspection_id, "inspectionId")
    inspection.decide_veto(
        vetoed=command.vetoed, reason=command.reason, by=c.actor.subject, at=c.now
    )
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToVeto(Command):
    """Object to a veto, once, for the unit (对否决提出异议)."""

    inspection_id: UUID
    reason: str


@handles(ObjectToVeto)
async def object_to_veto(c: Context, command: ObjectToVeto) -> UUID:
    """Object to a veto."""
    inspection = await c.get(Inspection, command.inspection_id, "inspectionId")
    await scope.require_unit(c, inspection.unit_id, "inspectionId")
    inspection.object_to_veto(reason=command.reason, by=c.actor.subject, at=c.now)
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class UpholdVeto(Command):
    """Leave a veto in force in spite of the objection, as somebody without a part (维持否决)."""

    inspection_id: UUID
    reason: str


@handles(UpholdVeto)
async def uphold_veto(c: Context, command: UpholdVeto) -> UUID:
    """Uphold a veto."""
    inspection = await c.get(Inspection, command.inspection_id, "inspectionId")
    inspection.uphold_veto(reason=command.reason, by=c.actor.subject, at=c.now)
    return inspection.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftVeto(Command):
    """Lift a veto, as somebody without a part in it (解除否决)."""

    inspection_id: UUID
    reason: str


@handles(LiftVeto)
async def lift_veto(c: Context, command: LiftVeto) -> UUID:
    """Lift a veto."""
    inspection = await c.get(Inspection, command.inspection_id, "inspectionId")
    inspection.lift_veto(reason=command.reason, by=c.actor.subject, at=c.now)
    return inspection.id
