"""Volunteers (志愿者): who they are, what they served, and what it made of them."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id
from five_steps.projections.people.volunteer_rows import (
    ServiceEntryKind,
    ServiceEntryRow,
    ServiceRecordRow,
    StarChangeRow,
    VolunteerPeriodRow,
    VolunteerRow,
)

_BY_VOLUNTEER = {"volunteer": STREAM, "service_book": "volunteer_id"}


class VolunteersView(Projection):
    """`read.volunteers`, `service_records`, `service_entries`, `volunteer_periods`, `star_changes`.

    One view, so that a volunteer's sums and the records they are made of never disagree.
    """

    name = "volunteers"
    version = 4

    def declare(self) -> None:
        self.volunteers = self.table(
            Rows[Id, VolunteerRow](
                VolunteerRow,
                "volunteers",
                key=["id"],
                group=_BY_VOLUNTEER,
                indexes=["(unit_id, id)", "(phone)", "(star_level)"],
                personal={"id": ("name", "phone", "birth_date", "id_number_masked")},
            )
        )
        self.records = self.table(
            Rows[Id, ServiceRecordRow](
                ServiceRecordRow,
                "service_records",
                key=["id"],
                group={"service_book": "record_id"},
                indexes=[
                    "(volunteer_id, starts_at, id)",
                    "(unit_id, starts_at, id)",
                    "(order_id) WHERE order_id IS NOT NULL",
                    "(activity_id) WHERE activity_id IS NOT NULL",
                    # For auditors, who look for odd records by when somebody made them.
                    "(submitted_at) WHERE kind = 'BACK_ENTERED'",
                    "(verified_at) WHERE verified_at IS NOT NULL",
                ],
            )
        )
        self.entries = self.table(
            Ledger(
                ServiceEntryRow,
                "service_entries",
                key=["position"],
                indexes=["(volunteer_id, position)"],
            )
        )
        self.periods = self.table(
            Rows[tuple[Id, str], VolunteerPeriodRow](
                VolunteerPeriodRow,
                "volunteer_periods",
                key=["volunteer_id", "period"],
                group=_BY_VOLUNTEER,
                indexes=[
                    "(period, minutes DESC, volunteer_id)",
                    "(unit_id, period, minutes DESC, volunteer_id)",
                ],
            )
        )
        self.star_changes = self.table(
            Ledger(StarChangeRow, "star_changes", key=["position"], indexes=["(volunteer_id)"])
        )

    # --- the person -----------------------------------------------------------------------------

    @on(Volunteer.Created)
    def registered(
        self,
        event: Event,
        unit_id: Id,
        personal: str,
        minor: bool,
        guardian_consent: bool,
        party_member: bool,
        skills: list[str],
        categories: list[str],
    ) -> None:
        volunteer = self.volunteers.add(
            VolunteerRow(
                id=event.stream,
                unit_id=unit_id,
                name=None,
                phone=None,
                birth_date=None,
                id_number_masked=None,
                minor=minor,
                guardian_consent=guardian_consent,
                party_member=party_member,
                skills=skills,
                categories=categories,
                status=VolunteerStatus.REGISTERED,
                star_level=0,
                minutes=0,
                frozen_minutes=0,
                record_count=0,
                ratings_count=0,
                ratings_total=0,
                rating=None,
                last_served_at=None,
                registered_at=event.at,
                approved_at=None,
                position=event.position,
            )
        )
        self.sealed.open_fields(volunteer.id, personal, volunteer.show)

    @on(Volunteer.Approved)
    def approved(self, event: Event) -> None:
        volunteer = self._changed(event, event.stream)
        volunteer.status = VolunteerStatus.ACTIVE
        volunteer.approved_at = event.at

    @on(Volunteer.Rejected)
    def rejected(self, event: Event) -> None:
        self._changed(event, event.stream).status = VolunteerStatus.REJECTED

    @on(Volunteer.ProfileChanged)
    def profile_changed(
        self,
        event: Event,
        personal: str,
        party_member: bool,
        skills: list[str],
        categories: list[str],
    ) -> None:
        volunteer = self._changed(event, event.stream)
        volunteer.party_member = party_member
        volunteer.skills = skills
        volunteer.categories = categories
        self.sealed.open_fields(volunteer.id, personal, volunteer.show)

    @on(Volunteer.GuardianConsentRecorded)
    def guardian_consented(self, event: Event) -> None:
        self._changed(event, event.stream).guardian_consent = True

    @on(Volunteer.GuardianConsentWithdrawn)
    def guardian_withdrew(self, event: Event) -> None:
        self._changed(event, event.stream).guardian_consent = False

    @on(Volunteer.CameOfAge)
    def came_of_age(self, event: Event) -> None:
        self._changed(event, event.stream).minor = False

    @on(Volunteer.Transferred)
    def transferred(self, event: Event, unit_id: Id) -> None:
        self._changed(event, event.stream).unit_id = unit_id
        for period in self.periods.of(event.stream):
            self.periods.change((event.stream, period.period)).unit_id = unit_id

    @on(Volunteer.Suspended)
    def suspended(self, event: Event) -> None:
        self._changed(event, event.stream).status = VolunteerStatus.SUSPENDED

    @on(Volunteer.Resumed)
    def resumed(self, event: Event) -> None:
        self._changed(event, event.stream).status = VolunteerStatus.ACTIVE

    @on(Volunteer.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        self._changed(event, event.stream).status = VolunteerStatus.WITHDRAWN

    # --- service records ------------------------------------------------------------------------

    @on(ServiceBook.HoursSubmitted, begins=("service_records",))
    def hours_submitted(
        self,
        event: Event,
        volunteer_id: Id,
        record_id: Id,
        order_id: Id | None,
        activity_id: Id | None,
        unit_id: Id,
        kind: str,
        category: str,
        starts_at: datetime,
        ends_at: datetime,
        minutes: int,
        submitted_by: str,
        reason: str,
        evidence_hash: str | None,
    ) -> None:
        self.records.add(
            ServiceRecordRow(
                id=record_id,
                volunteer_id=volunteer_id,
                order_id=order_id,
                activity_id=activity_id,
                unit_id=unit_id,
                home_unit_id=None,
                kind=kind,
                category=category,
                starts_at=starts_at,
                ends_at=ends_at,
                minutes=minutes,
                state=RecordState.SUBMITTED,
                submitted_by=submitted_by,
                submitted_at=event.at,
                verified_by=None,
                verified_at=None,
                reason=reason,
                rejection_reason=None,
                evidence_hash=evidence_hash,
                score=None,
                policy_version=None,
                correction_count=0,
                correction_reason=None,
                corrected_by=None,
                corrected_at=None,
                position=event.position,
            )
        )

    @on(ServiceBook.HoursVerified)
    def hours_verified(
        self,
        event: Event,
        record_id: Id,
        home_unit_id: Id,
        minutes: int,
        verified_by: str,
        policy_version: int,
    ) -> None:
        record = self._changed_record(event, record_id)
        record.home_unit_id = home_unit_id
        record.minutes = minutes
        record.verified_by = verified_by
        record.verified_at = event.at
        record.policy_version = policy_version
        self._count(event, record, ServiceEntryKind.VERIFIED)

    @on(ServiceBook.HoursRejected)
    def hours_rejected(self, event: Event, record_id: Id, reason: str) -> None:
        record = self._changed_record(event, record_id)
        record.state = RecordState.REJECTED
        record.rejection_reason = reason

    @on(ServiceBook.HoursImported, begins=("service_records",))
    def hours_imported(
        self,
        event: Event,
        volunteer_id: Id,
        record_id: Id,
        unit_id: Id,
        home_unit_id: Id,
        category: str,
        starts_at: datetime,
        ends_at: datetime,
        minutes: int,
        verified_by: str,
        source: str,
    ) -> None:
        record = self.records.add(
            ServiceRecordRow(
                id=record_id,
                volunteer_id=volunteer_id,
                order_id=None,
                activity_id=None,
                unit_id=unit_id,
                home_unit_id=home_unit_id,
                kind=RecordKind.IMPORTED,
                category=category,
                starts_at=starts_at,
                ends_at=ends_at,
                minutes=minutes,
                state=RecordState.SUBMITTED,
                submitted_by=verified_by,
                submitted_at=event.at,
                verified_by=verified_by,
                verified_at=event.at,
                reason=source,
                rejection_reason=None,
                evidence_hash=None,
                score=None,
                policy_version=None,
                correction_count=0,
                correction_reason=None,
                corrected_by=None,
                corrected_at=None,
                position=event.position,
            )
        )
        self._count(event, record, ServiceEntryKind.IMPORTED)

    @on(ServiceBook.HoursCorrected)
    def hours_corrected(
        self, event: Event, record_id: Id, minutes: int, reason: str, corrected_by: str
    ) -> None:
        record = self._changed_record(event, record_id)
        added = minutes - record.minutes
        # A record corrected to nothing is annulled, and a later correction brings it back.
        records = (minutes > 0) - (record.minutes > 0)
        score_before = record.counting_score
        record.minutes = minutes
        record.correction_count += 1
        record.correction_reason = reason
        record.corrected_by = corrected_by
        record.corrected_at = event.at
        volunteer = self._changed(event, record.volunteer_id)
        entry = self._enter(event, record, ServiceEntryKind.CORRECTED, added, records)
        self._rate(volunteer, entry, score_before, record.counting_score)

    @on(ServiceBook.RecordFrozen)
    def record_frozen(self, event: Event, record_id: Id) -> None:
        record = self._changed_record(event, record_id)
        record.state = RecordState.FROZEN
        records = int(record.minutes > 0)
        entry = self._enter(event, record, ServiceEntryKind.FROZEN, -record.minutes, -records)
        self._freeze(event, entry, record.minutes)

    @on(ServiceBook.RecordReleased)
    def record_released(self, event: Event, record_id: Id) -> None:
        record = self._changed_record(event, record_id)
        entry = self._count(event, record, ServiceEntryKind.RELEASED)
        self._freeze(event, entry, -record.minutes)

    # --- ratings and stars ----------------------------------------------------------------------

    @on(ServiceBook.RatingCounted)
    def rating_counted(self, event: Event, record_id: Id, score: int) -> None:
        record = self._changed_record(event, record_id)
        score_before = record.counting_score
        record.score = score
        volunteer = self._changed(event, record.volunteer_id)
        entry = self._enter(event, record, ServiceEntryKind.RATED, 0, 0)
        self._rate(volunteer, entry, score_before, record.counting_score)

    @on(ServiceBook.StarPromoted)
    def star_promoted(
        self, event: Event, volunteer_id: Id, level: int, policy_version: int
    ) -> None:
        self._change_star(event, volunteer_id, level, policy_version, None)

    @on(ServiceBook.StarDemoted)
    def star_demoted(self, event: Event, volunteer_id: Id, level: int, reason: str) -> None:
        self._change_star(event, volunteer_id, level, None, reason)

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event, volunteer_id: Id) -> VolunteerRow:
        volunteer = self.volunteers.change(volunteer_id)
        volunteer.position = event.position
        return volunteer

    def _changed_record(self, event: Event, record_id: Id) -> ServiceRecordRow:
        record = self.records.change(record_id)
        record.position = event.position
        return record

    def _count(
        self, event: Event, record: ServiceRecordRow, kind: ServiceEntryKind
    ) -> ServiceEntryRow:
        """Let a record's minutes count from now on."""
        record.state = RecordState.VERIFIED
        volunteer = self._changed(event, record.volunteer_id)
        served = volunteer.last_served_at
        volunteer.last_served_at = max(served, record.ends_at) if served else record.ends_at
        return self._enter(event, record, kind, record.minutes, int(record.minutes > 0))

    def _enter(
        self,
        event: Event,
        record: ServiceRecordRow,
        kind: ServiceEntryKind,
        minutes: int,
        records: int,
    ) -> ServiceEntryRow:
        """Add minutes and records to a volunteer's sums, below zero to take them away."""
        volunteer = self._changed(event, record.volunteer_id)
        volunteer.minutes += minutes
        volunteer.record_count += records
        day = local_day(record.starts_at)
        entry = ServiceEntryRow(
            position=event.position,
            volunteer_id=record.volunteer_id,
            record_id=record.id,
            kind=kind,
            month=f"{day.year}-{day.month:02}",
            minutes=minutes,
            frozen_minutes=0,
            record_count=records,
            ratings_count=0,
            ratings_total=0,
            policy_version=record.policy_version,
            occurred_at=event.at,
        )
        self.entries.append(entry)
        if minutes or records:
            self._add_to_periods(entry)
        return entry

    def _freeze(self, event: Event, entry: ServiceEntryRow, minutes: int) -> None:
        self._changed(event, entry.volunteer_id).frozen_minutes += minutes
        entry.frozen_minutes = minutes

    def _rate(
        self, volunteer: VolunteerRow, entry: ServiceEntryRow, before: int | None, after: int | None
    ) -> None:
        """Count a score in place of the one before."""
        count, total = volunteer.ratings_count, volunteer.ratings_total
        volunteer.replace_rating(before, after)
        entry.ratings_count = volunteer.ratings_count - count
        entry.ratings_total = volunteer.ratings_total - total

    def _add_to_periods(self, entry: ServiceEntryRow) -> None:
        for period in ("ALL", entry.month[:4], entry.month):
            key = (entry.volunteer_id, period)
            if self.periods.find(key) is None:
                home = self.volunteers[entry.volunteer_id].unit_id
                self.periods.add(VolunteerPeriodRow(*key, home, 0, 0))
            row = self.periods.change(key)
            row.minutes += entry.minutes
            row.record_count += entry.record_count
            if row.record_count == 0:
                # Nothing is left of it, so it is no entry of a leaderboard either.
                self.periods.remove(key)

    def _change_star(
        self,
        event: Event,
        volunteer_id: Id,
        level: int,
        policy_version: int | None,
        reason: str | None,
    ) -> None:
        volunteer = self._changed(event, volunteer_id)
        self.star_changes.append(
            StarChangeRow(
                position=event.position,
                volunteer_id=volunteer_id,
                level=level,
                previous_level=volunteer.star_level,
                minutes=volunteer.minutes,
                ratings_count=volunteer.ratings_count,
                ratings_total=volunteer.ratings_total,
                policy_version=policy_version,
                reason=reason,
                occurred_at=event.at,
            )
        )
        volunteer.star_level = level
