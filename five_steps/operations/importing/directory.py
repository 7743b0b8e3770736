"""Finding the units and volunteers that rows speak of."""

from collections import defaultdict
from uuid import UUID

from five_steps.commands.kernel import identity
from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.guarantee.party_roster import PartyRoster, party_roster_id
from five_steps.domain.people.claim import Claim, claim_id
from five_steps.domain.people.volunteer import Volunteer
from five_steps.event_store import EventStore
from five_steps.operations.importing.errors import BadValue, Problem

_SELECT_UNITS = "SELECT id, code, name FROM read.units WHERE status <> 'MERGED'"


class Directory:
    """Units by code or name, volunteers by the number of their id document."""

    def __init__(self, store: EventStore, secrets: Secrets) -> None:
        self._store = store
        self._secrets = secrets
        self._by_code: dict[str, UUID] = {}
        self._by_name: defaultdict[str, set[UUID]] = defaultdict(set)

    async def load_units(self) -> None:
        """Learn all units."""
        for unit_id, code, name in await self._store.pool.fetch(_SELECT_UNITS):
            # asyncpg's own UUIDs are not what commands are made of.
            self.add_unit(UUID(int=unit_id.int), code, name)

    def add_unit(self, unit_id: UUID, code: str, name: str) -> None:
        """Learn a unit."""
        self._by_code[code] = unit_id
        self._by_name[name].add(unit_id)

    def unit(self, written: str, column: str) -> UUID:
        """The unit of a code, or of a name that only one unit has."""
        by_code = self._by_code.get(written)
        if by_code is not None:
            return by_code
        match list(self._by_name.get(written, ())):
            case []:
                raise BadValue(Problem.UNKNOWN_UNIT, column, written[:40])
            case [unit_id]:
                return unit_id
            case _:
                raise BadValue(Problem.AMBIGUOUS_UNIT, column, written[:40])

    async def volunteer(self, id_number: str, column: str) -> UUID:
        """The volunteer with this number of an id document."""
        key = identity.id_hash(self._secrets, id_number)
        claim = await self._store.repository.find(Claim, claim_id("id_document", key))
        if claim is None:
            raise BadValue(Problem.UNKNOWN_VOLUNTEER, column)
        return claim.owner_id

    async def home_unit(self, volunteer_id: UUID) -> UUID:
        """The unit that a volunteer belongs to."""
        return (await self._store.repository.get(Volunteer, volunteer_id)).unit_id

    async def roster_version(self, unit_id: UUID, year: int) -> int:
        """How often the party roster of a unit and year has been recorded."""
        roster = await self._store.repository.find(PartyRoster, party_roster_id(unit_id, year))
        return 0 if roster is None else roster.version
