"""The roster of in-service party members, an input of the assessment."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import identity, scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.party_roster import PartyRoster, party_roster_id
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPartyRoster(Command):
    """Record a unit's in-service party members of a year, in place of those before (登记党员名册).

    `id_numbers` are kept as keyed hashes only.
    """

    unit_id: UUID
    year: int
    id_numbers: tuple[str, ...]


@handles(RecordPartyRoster)
async def record_party_roster(c: Context, command: RecordPartyRoster) -> UUID:
    """Record a roster as a whole; the changed object is the unit."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    hashes = [
        identity.id_hash(c.secrets, identity.id_number("idNumbers", number))
        for number in command.id_numbers
    ]
    roster = await c.work.find(PartyRoster, party_roster_id(unit.id, command.year))
    if roster is None:
        roster = PartyRoster.begin(unit.id, command.year, at=c.now)
        c.work.add(roster)
    roster.record(unit.id, command.year, hashes, at=c.now)
    return unit.id
