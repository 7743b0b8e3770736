"""Counts volunteers, and what each served in a year."""

from collections import defaultdict
from dataclasses import dataclass
from functools import singledispatchmethod
from uuid import UUID

from five_steps.domain.guarantee.counting.in_memory.tally import Tally
from five_steps.domain.guarantee.counting.volunteers import (
    VOLUNTEER_CAME,
    VOLUNTEER_LEFT,
    volunteer_served,
)
from five_steps.domain.incentives import service_book_events as book
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.people.volunteer import Volunteer


@dataclass(slots=True)
class _Volunteer:
    unit_id: UUID
    id_hash: str
    counted: bool = False
    """Approved and not withdrawn."""


@dataclass(slots=True)
class _Record:
    volunteer_id: UUID
    year: int
    """The civil year in which the service began."""
    unit_id: UUID | None = None
    """The home unit when it was verified."""
    minutes: int = 0


class VolunteerCount:
    """Remembers every volunteer and every service record."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._volunteers: dict[UUID, _Volunteer] = {}
        self._records: dict[UUID, _Record] = {}
        self._by_unit: defaultdict[tuple[UUID, UUID, int], int] = defaultdict(int)
        self._by_person: defaultdict[tuple[str, int], int] = defaultdict(int)

    def minutes_of(self, id_hash: str, year: int) -> int:
        """What a person served in a year, wherever and however often registered."""
        return self._by_person[id_hash, year]

    @singledispatchmethod
    def count(self, event: object) -> None:
        """Count an event, if it is about a volunteer or their service."""

    @count.register
    def _(self, event: Volunteer.Created) -> None:
        self._volunteers[event.originator_id] = _Volunteer(event.unit_id, event.id_hash)

    @count.register
    def _(self, event: Volunteer.Approved) -> None:
        volunteer = self._volunteers[event.originator_id]
        volunteer.counted = True
        self._tally.add(volunteer.unit_id, local_year(event.timestamp), VOLUNTEER_CAME)

    @count.register
    def _(self, event: Volunteer.Transferred) -> None:
        volunteer = self._volunteers[event.originator_id]
        if volunteer.counted:
            year = local_year(event.timestamp)
            self._tally.add(volunteer.unit_id, year, VOLUNTEER_LEFT)
            self._tally.add(event.unit_id, year, VOLUNTEER_CAME)
        volunteer.unit_id = event.unit_id

    @count.register
    def _(self, event: Volunteer.Withdrawn) -> None:
        volunteer = self._volunteers[event.originator_id]
        if volunteer.counted:
            self._tally.add(volunteer.unit_id, local_year(event.timestamp), VOLUNTEER_LEFT)
        volunteer.counted = False

    @count.register
    def _(self, event: book.HoursSubmitted) -> None:
        self._records[event.record_id] = _Record(event.volunteer_id, local_year(event.starts_at))

    @count.register
    def _(self, event: book.HoursVerified) -> None:
        record = self._records[event.record_id]
        record.unit_id = event.home_unit_id
        record.minutes = event.minutes
        self._serve(record, event.minutes)

    @count.register
    def _(self, event: book.HoursImported) -> None:
        record = _Record(
            event.volunteer_id, local_year(event.starts_at), event.home_unit_id, event.minutes
        )
        self._records[event.record_id] = record
        self._serve(record, event.minutes)

    @count.register
    def _(self, event: book.HoursCorrected) -> None:
        record = self._records[event.record_id]
        difference = event.minutes - record.minutes
        record.minutes = event.minutes
        self._serve(record, difference)

    @count.register
    def _(self, event: book.RecordFrozen) -> None:
        record = self._records[event.record_id]
        self._serve(record, -record.minutes)

    @count.register
    def _(self, event: book.RecordReleased) -> None:
        record = self._records[event.record_id]
        self._serve(record, record.minutes)

    def _serve(self, record: _Record, minutes: int) -> None:
        assert record.unit_id is not None
        key = (record.volunteer_id, record.unit_id, record.year)
        before = self._by_unit[key]
        self._by_unit[key] += minutes
        self._tally.add(record.unit_id, record.year, volunteer_served(before, before + minutes))
        self._by_person[self._volunteers[record.volunteer_id].id_hash, record.year] += minutes
