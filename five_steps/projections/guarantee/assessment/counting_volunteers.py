"""Counts volunteers, and what each served in a year."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.guarantee.counting.volunteers import (
    VOLUNTEER_CAME,
    VOLUNTEER_LEFT,
    volunteer_served,
)
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.people.volunteer import Volunteer
from five_steps.projections.guarantee.assessment.counting import Counting
from five_steps.projections.guarantee.assessment.memory_rows import (
    RecordRow,
    VolunteerRow,
    VolunteerYearRow,
)
from five_steps.projections.guarantee.assessment.result_rows import MinutesRow
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.values import Event, Id


class CountsVolunteers(Counting):
    """Hours count in the year the service began, for the home unit at that time.

    And for every roster of party members that names the person, wherever that is.
    """

    @on(Volunteer.Created)
    def registered(self, event: Event, unit_id: Id, id_hash: str) -> None:
        self.kept.volunteers.add(VolunteerRow(event.stream, unit_id, id_hash, counted=False))

    @on(Volunteer.Approved)
    def approved(self, event: Event) -> None:
        volunteer = self.kept.volunteers.change(event.stream)
        volunteer.counted = True
        self.count(event, volunteer.unit_id, local_year(event.at), VOLUNTEER_CAME)

    @on(Volunteer.Transferred)
    def transferred(self, event: Event, unit_id: Id) -> None:
        volunteer = self.kept.volunteers.change(event.stream)
        if volunteer.counted:
            year = local_year(event.at)
            self.count(event, volunteer.unit_id, year, VOLUNTEER_LEFT)
            self.count(event, unit_id, year, VOLUNTEER_CAME)
        volunteer.unit_id = unit_id

    @on(Volunteer.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        volunteer = self.kept.volunteers.change(event.stream)
        if volunteer.counted:
            self.count(event, volunteer.unit_id, local_year(event.at), VOLUNTEER_LEFT)
        volunteer.counted = False

    @on(ServiceBook.HoursSubmitted, begins=("assessed_records",))
    def hours_submitted(
        self, event: Event, volunteer_id: Id, record_id: Id, starts_at: datetime
    ) -> None:
        self.kept.records.add(RecordRow(record_id, volunteer_id, local_year(starts_at), 0, None))

    @on(ServiceBook.HoursVerified)
    def hours_verified(self, event: Event, record_id: Id, home_unit_id: Id, minutes: int) -> None:
        record = self.kept.records.change(record_id)
        record.unit_id = home_unit_id
        record.minutes = minutes
        self._serve(event, record, minutes)

    @on(ServiceBook.HoursImported, begins=("assessed_records",))
    def hours_imported(
        self,
        event: Event,
        volunteer_id: Id,
        record_id: Id,
        home_unit_id: Id,
        starts_at: datetime,
        minutes: int,
    ) -> None:
        record = self.kept.records.add(
            RecordRow(record_id, volunteer_id, local_year(starts_at), minutes, home_unit_id)
        )
        self._serve(event, record, minutes)

    @on(ServiceBook.HoursCorrected)
    def hours_corrected(self, event: Event, record_id: Id, minutes: int) -> None:
        record = self.kept.records.change(record_id)
        difference = minutes - record.minutes
        record.minutes = minutes
        self._serve(event, record, difference)

    @on(ServiceBook.RecordFrozen)
    def record_frozen(self, event: Event, record_id: Id) -> None:
        record = self.kept.records[record_id]
        self._serve(event, record, -record.minutes)

    @on(ServiceBook.RecordReleased)
    def record_released(self, event: Event, record_id: Id) -> None:
        record = self.kept.records[record_id]
        self._serve(event, record, record.minutes)

    def _serve(self, event: Event, record: RecordRow, minutes: int) -> None:
        """Count minutes, or take them back."""
        assert record.unit_id is not None
        key = (record.volunteer_id, record.unit_id, record.year)
        if self.kept.volunteer_years.find(key) is None:
            self.kept.volunteer_years.add(VolunteerYearRow(*key, 0, event.position))
        served = self.kept.volunteer_years.change(key)
        changes = volunteer_served(served.minutes, served.minutes + minutes)
        served.minutes += minutes
        served.position = event.position
        self.count(event, record.unit_id, record.year, changes)
        self.kept.minutes.append(
            MinutesRow(record.volunteer_id, record.year, event.position, minutes)
        )
