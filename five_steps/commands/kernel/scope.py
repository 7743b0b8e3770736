"""Whether the actor's reach covers a unit or a person."""

from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.tiers import UnitStatus
from five_steps.domain.organisation.unit import Unit

LEVELS_MAX = 32
"""Four tiers and a long history of mergers; beyond that the data is broken, not deep."""


async def require_unit(c: Context, unit_id: UUID, field: str) -> None:
    """Refuse unless the actor is staff of the unit or of one above it."""
    if not await covers(c, unit_id):
        raise Refusal(RefusalCode.FORBIDDEN, field, allowed="staff of the unit or of one above it")


def require_self(c: Context, person_id: UUID, field: str) -> None:
    """Refuse unless the actor is that person."""
    if REACH[c.actor.role] is not Reach.OWN or not c.actor.is_person(person_id):
        raise Refusal(RefusalCode.FORBIDDEN, field, allowed="yourself")


async def require_self_or_unit(c: Context, person_id: UUID, unit_id: UUID, field: str) -> None:
    """Refuse unless the actor is that person, or staff of the unit or of one above it."""
    if REACH[c.actor.role] is Reach.OWN:
        require_self(c, person_id, field)
    else:
        await require_unit(c, unit_id, field)


async def unit_above(c: Context, unit_id: UUID) -> Unit | None:
    """The nearest working unit above, if there is one."""
    above = await _next_above(c, unit_id)
    while above is not None:
        unit = await c.get(Unit, above, "unitId")
        if unit.status is UnitStatus.ACTIVE:
            return unit
        above = _above(unit)
    return None


async def lies_under(c: Context, unit_id: UUID, above: UUID) -> bool:
    """Whether a unit is another one or lies under it."""
    current: UUID | None = unit_id
    for _ in range(LEVELS_MAX):
        if current is None or current == above:
            break
        current = await _next_above(c, current)
    return current == above


async def covers(c: Context, unit_id: UUID) -> bool:
    """Whether the actor is staff of the unit or of one above it."""
    if REACH[c.actor.role] is Reach.DISTRICT:
        return True
    if REACH[c.actor.role] is not Reach.UNIT or c.actor.unit_id is None:
        return False
    return await lies_under(c, unit_id, c.actor.unit_id)


async def _next_above(c: Context, unit_id: UUID) -> UUID | None:
    return _above(await c.get(Unit, unit_id, "unitId"))


def _above(unit: Unit) -> UUID | None:
    # Who took a unit over answers for what it left.
    return unit.merged_into or unit.parent_id
