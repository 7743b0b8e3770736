"""Who inspects whom: no unit inspects itself."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


async def require_above(c: Context, unit_id: UUID, field: str) -> None:
    """Refuse unless the actor is staff of a unit above this one, or of the centre."""
    await scope.require_unit(c, unit_id, field)
    if c.actor.unit_id == unit_id:
        raise Refusal(RefusalCode.FORBIDDEN, field, allowed="staff of a unit above it")


async def inspection_from_above(c: Context, inspection_id: UUID) -> Inspection:
    """The inspection, if the actor is staff of a unit above the inspected one."""
    inspection = await c.get(Inspection, inspection_id, "inspectionId")
    await require_above(c, inspection.unit_id, "inspectionId")
    return inspection
