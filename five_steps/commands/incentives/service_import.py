"""Taking over service records from a historical roster (历史导入)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.kernel.claims import claim
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import window
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer

WINDOW_DAYS_MAX = 31
KEY_CHARS_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportServiceRecord(Command):
    """Take over a record that was verified elsewhere (导入服务记录).

    `natural_key` tells the row of `source` from all others: the same one again is a DUPLICATE of
    that field.
    """

    source: str
    natural_key: str
    volunteer_id: UUID
    unit_id: UUID
    category: Category
    starts_at: datetime
    ends_at: datetime
    minutes: int
    verified_by: str


@handles(ImportServiceRecord)
async def import_service_record(c: Context, command: ImportServiceRecord) -> UUID:
    """Import a record; overlap and cap hold as for any other; returns the record."""
    source = checks.name("source", command.source)
    key = checks.text("naturalKey", command.natural_key, chars_max=KEY_CHARS_MAX)
    record_id = c.work.new_id()
    # First, so that an import run twice hears DUPLICATE and not OVERLAP.
    await claim(c, "imported_record", f"{source}\n{key}", record_id, "naturalKey")
    unit = await c.get(Unit, command.unit_id, "unitId")
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    book = await service_book(c, volunteer.id)
    book.import_record(
        record_id=record_id,
        unit_id=unit.id,
        volunteer=volunteer,
        category=command.category,
        window=window(command.starts_at, command.ends_at, days_max=WINDOW_DAYS_MAX),
        minutes=command.minutes,
        verified_by=command.verified_by,
        source=source,
        rules=await c.incentive_rules(),
        at=c.now,
    )
    return record_id
