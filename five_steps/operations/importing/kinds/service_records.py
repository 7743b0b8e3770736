"""Service records from before (历史服务记录), each verified elsewhere by somebody named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.domain.kernel.checks import NAME_CHARS_MAX
from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.domain.ordering.category import Category
from five_steps.operations.importing import values as read
from five_steps.operations.importing.directory import Directory
from five_steps.operations.importing.errors import BadValue, Problem
from five_steps.operations.importing.jobs import CommandRunner, Fate, Job, Values
from five_steps.operations.importing.people import checked_id_number

_COLUMNS = {
    "naturalKey": "id_number",
    "startsAt": "start",
    "endsAt": "end",
    "minutes": "hours",
    "verifiedBy": "verified_by",
}
_DAY_BEGINS = time(8, 0)
"""A record without a time of day is put behind the others of the day, from here on."""


@dataclass(frozen=True, slots=True)
class _Served:
    id_number: str
    unit: str
    category: Category
    starts_at: datetime
    ends_at: datetime
    minutes: int
    verified_by: str


class ServiceRecordImport:
    """Takes records over."""

    def __init__(self, runner: CommandRunner, directory: Directory, source: str, unit: str) -> None:
        self._runner = runner
        self._directory = directory
        self._source = source
        self._unit = unit
        self._next_free: dict[tuple[str, date], datetime] = {}

    def read(self, values: Values) -> Iterable[Job]:
        """A volunteer's records go in one after the other."""
        id_number = checked_id_number(values["id_number"])
        starts_at, ends_at, minutes = self._time(values, id_number)
        served = _Served(
            id_number=id_number,
            unit=read.text(values["unit"]) or self._unit,
            category=read.category(read.required_text(values["category"], "category"), "category"),
            starts_at=starts_at,
            ends_at=ends_at,
            minutes=minutes,
            verified_by=read.required_text(
                values["verified_by"], "verified_by", chars_max=NAME_CHARS_MAX
            ),
        )
        return (Job((values.line,), (id_number,), partial(self._import, served)),)

    def rest(self) -> Iterator[Job]:
        """Nothing is kept."""
        return iter(())

    def _time(self, values: Values, id_number: str) -> tuple[datetime, datetime, int]:
        """From when to when, and how many minutes of that count."""
        minutes = read.minutes(values["hours"], "hours", minutes_in_one=60)
        if minutes is None:
            minutes = read.minutes(values["minutes"], "minutes", minutes_in_one=1)
        day = read.day(values["date"] or values["start"], "date")
        start = read.time_of_day(values["start"], "start")
        end = read.time_of_day(values["end"], "end")
        if start is None:
            if minutes is None:
                raise BadValue(Problem.MISSING, "hours")
            starts_at = self._next_free.get((id_number, day), _moment(day, _DAY_BEGINS))
            ends_at = starts_at + timedelta(minutes=minutes)
            self._next_free[id_number, day] = ends_at
            return starts_at, ends_at, minutes
        starts_at = _moment(day, start)
        if end is None:
            if minutes is None:
                raise BadValue(Problem.MISSING, "end")
            return starts_at, starts_at + timedelta(minutes=minutes), minutes
        ends_at = _moment(day, end)
        if ends_at <= starts_at:
            raise BadValue(Problem.TIME, "end", f"{end:%H:%M}")
        return starts_at, ends_at, minutes or int((ends_at - starts_at).total_seconds()) // 60

    async def _import(self, served: _Served) -> Fate:
        volunteer_id = await self._directory.volunteer(served.id_number, "id_number")
        unit_id = (
            self._directory.unit(served.unit, "unit")
            if served.unit
            else await self._directory.home_unit(volunteer_id)
        )
        command = ImportServiceRecord(
            source=self._source,
            # Whatever the file is called: a person's time is used once.
            natural_key=f"{volunteer_id} {served.starts_at.isoformat()} {served.minutes}",
            volunteer_id=volunteer_id,
            unit_id=unit_id,
            category=served.category,
            starts_at=served.starts_at,
            ends_at=served.ends_at,
            minutes=served.minutes,
            verified_by=served.verified_by,
        )
        outcome = await self._runner.run(command, columns=_COLUMNS)
        return Fate.ALREADY_THERE if outcome.repeated else Fate.IMPORTED


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, DISTRICT_ZONE)
