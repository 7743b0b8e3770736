"""Which kind of table is imported by what."""

from collections.abc import Mapping
from dataclasses import dataclass

from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.event_store import EventStore
from five_steps.operations.importing.columns import Kind
from five_steps.operations.importing.directory import Directory
from five_steps.operations.importing.importer import MakeImport
from five_steps.operations.importing.jobs import CommandRunner
from five_steps.operations.importing.kinds.party_members import PartyMemberImport
from five_steps.operations.importing.kinds.service_records import ServiceRecordImport
from five_steps.operations.importing.kinds.units import UnitImport
from five_steps.operations.importing.kinds.volunteers import VolunteerImport


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for rows that do not say.

    Attributes:
        unit: Code or name of the unit that people belong to.
        year: The year of a party roster.
        source: Where service records come from.
    """

    unit: str
    year: int
    source: str


async def row_imports(
    store: EventStore, commands: Commands, secrets: Secrets, defaults: Defaults
) -> Mapping[Kind, MakeImport]:
    """The import of each kind; `read.units` must be up to date."""
    runner = CommandRunner(commands, secrets)
    directory = Directory(store, secrets)
    await directory.load_units()
    return {
        Kind.UNITS: lambda: UnitImport(runner, directory),
        Kind.PARTY_MEMBERS: lambda: PartyMemberImport(
            runner, directory, defaults.unit, defaults.year
        ),
        Kind.VOLUNTEERS: lambda: VolunteerImport(runner, directory, defaults.unit),
        Kind.SERVICE_RECORDS: lambda: ServiceRecordImport(
            runner, directory, defaults.source, defaults.unit
        ),
    }
