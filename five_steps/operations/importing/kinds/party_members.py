"""In-service party members (在职党员): the roster of each unit and year, as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from uuid import UUID

from five_steps.commands.guarantee.party_rosters import RecordPartyRoster
from five_steps.operations.importing import values as read
from five_steps.operations.importing.directory import Directory
from five_steps.operations.importing.jobs import CommandRunner, Fate, Job, Values
from five_steps.operations.importing.people import checked_id_number

_COLUMNS = {"idNumbers": "id_number", "unitId": "unit"}


class PartyMemberImport:
    """Records rosters; a unit's rows replace the roster that it had for the year."""

    def __init__(self, runner: CommandRunner, directory: Directory, unit: str, year: int) -> None:
        self._runner = runner
        self._directory = directory
        self._unit = unit
        self._year = year
        self._rosters: defaultdict[tuple[UUID, int], dict[str, int]] = defaultdict(dict)
        self._doubles: list[int] = []

    def read(self, values: Values) -> Iterable[Job]:
        """Keep the member for the unit's roster."""
        id_number = checked_id_number(values["id_number"])
        unit = read.text(values["unit"]) or read.required_text(self._unit, "unit")
        year = read.year(values["year"], "year") or self._year
        members = self._rosters[self._directory.unit(unit, "unit"), year]
        if id_number in members:
            self._doubles.append(values.line)
        members.setdefault(id_number, values.line)
        return ()

    def rest(self) -> Iterator[Job]:
        """One roster after the other, and the rows that named somebody twice."""
        for (unit_id, year), members in self._rosters.items():
            command = RecordPartyRoster(
                unit_id=unit_id, year=year, id_numbers=tuple(sorted(members))
            )
            yield Job(tuple(members.values()), (unit_id,), partial(self._record, command))
        if self._doubles:
            yield Job(tuple(self._doubles), (), self._already_there)

    async def _record(self, command: RecordPartyRoster) -> Fate:
        """Record a roster unless it is the one that holds; an earlier one may come back."""
        before = await self._directory.roster_version(command.unit_id, command.year)
        await self._runner.run(command, columns=_COLUMNS, occasion=f"after {before}")
        after = await self._directory.roster_version(command.unit_id, command.year)
        return Fate.ALREADY_THERE if after == before else Fate.IMPORTED

    async def _already_there(self) -> Fate:
        return Fate.ALREADY_THERE
