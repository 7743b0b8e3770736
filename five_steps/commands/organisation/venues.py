"""The venues of a unit."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.organisation.venue import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterVenue(Command):
    """Register a venue of a unit (登记阵地); `capacity` in persons."""

    unit_id: UUID
    name: str
    kind: VenueKind
    capacity: int
    opening_hours: str = ""


@handles(RegisterVenue)
async def register_venue(c: Context, command: RegisterVenue) -> UUID:
    """Register a venue."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    venue = Venue.register(
        id=c.work.new_id(),
        at=c.now,
        unit=unit,
        name=command.name,
        kind=command.kind,
        capacity=command.capacity,
        opening_hours=command.opening_hours,
    )
    c.work.add(venue)
    return venue.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseVenue(Command):
    """Stop using a venue (停用阵地)."""

    venue_id: UUID
    reason: str


@handles(CloseVenue)
async def close_venue(c: Context, command: CloseVenue) -> UUID:
    """Close a venue."""
    venue = await c.get(Venue, command.venue_id, "venueId")
    await scope.require_unit(c, venue.unit_id, "venueId")
    venue.close(reason=command.reason, at=c.now)
    return venue.id
