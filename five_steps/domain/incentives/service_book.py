"""A volunteer's service book (志愿服务记录册): duties, records, ratings and the star."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.incentives.service_record import RecordKind, RecordState, ServiceRecord
from five_steps.domain.incentives.stars import RatingTally, star_earned
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id, with_entry
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer


class ServiceBook(Aggregate):
    """One volunteer's time: what is reserved, what was served, and what it has earned."""

    TOPIC = "service_book"

    Created = events.Created
    DutyReserved = events.DutyReserved
    DutyReleased = events.DutyReleased
    HoursSubmitted = events.HoursSubmitted
    HoursVerified = events.HoursVerified
    HoursRejected = events.HoursRejected
    HoursImported = events.HoursImported
    HoursCorrected = events.HoursCorrected
    RecordFrozen = events.RecordFrozen
    RecordReleased = events.RecordReleased
    RatingCounted = events.RatingCounted
    StarPromoted = events.StarPromoted
    StarDemoted = events.StarDemoted

    def __init__(self) -> None:
        self.volunteer_id: UUID
        self.duties: dict[UUID, Window] = {}
        self.records: dict[UUID, ServiceRecord] = {}
        self.minutes = 0
        self.ratings = RatingTally()
        self.star_level = 0
        self.star_reached = 0

    @classmethod
    def open(cls, volunteer_id: UUID, *, at: datetime) -> "ServiceBook":
        """Open the book of an approved volunteer."""
        return cls._create(
            cls.Created, id=service_book_id(volunteer_id), timestamp=at, volunteer_id=volunteer_id
        )

    # --- duties -----------------------------------------------------------------------------------

    def reserve(self, order_id: UUID, window: Window, *, at: datetime) -> None:
        """Take a window for an order, unless another duty overlaps it."""
        clash = next((o for o, duty in self.duties.items() if duty.overlaps(window)), None)
        if clash is not None:
            raise Refusal(RefusalCode.OVERLAP, "volunteerId", actual=str(clash))
        self.trigger_event(
            self.DutyReserved,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            order_id=order_id,
            starts_at=window.start,
            ends_at=window.end,
        )

    def release(self, order_id: UUID, *, at: datetime) -> None:
        """Free the window of an order, if it is still taken."""
        if order_id in self.duties:
            self.trigger_event(
                self.DutyReleased, timestamp=at, volunteer_id=self.volunteer_id, order_id=order_id
            )

    # --- hours ------------------------------------------------------------------------------------

    def left_of(self, served: Window) -> Window:
        """What may be submitted of a served window: its longest stretch free of other records.

        Who checks in early to the second of two services back to back is at both for a while; such
        minutes count once, for the record that is submitted first, whichever it is.
        """
        taken = [record for record in self.records.values() if record.takes_window]
        left = served.longest_free_of(record.window for record in taken)
        if left is None:
            clash = next(record for record in taken if record.window.overlaps(served))
            raise Refusal(RefusalCode.OVERLAP, "orderId", actual=str(clash.record_id))
        return left

    def submit(
        self,
        *,
        record_id: UUID,
        order_id: UUID | None,
        unit_id: UUID,
        kind: RecordKind,
        category: Category,
        window: Window,
        minutes: int,
        by: str,
        reason: str,
        evidence_hash: str | None,
        at: datetime,
    ) -> None:
        """Submit the minutes of a window for verification: at most its length, no overlap."""
        if window.end > at:
            raise Refusal(RefusalCode.TOO_EARLY, "endsAt", allowed=window.end.isoformat())
        if order_id is not None and any(r.order_id == order_id for r in self.records.values()):
            raise Refusal(RefusalCode.DUPLICATE, "orderId")
        self._require_free(window, "startsAt")
        self.trigger_event(
            self.HoursSubmitted,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            order_id=order_id,
            unit_id=unit_id,
            kind=kind.value,
            category=category.value,
            starts_at=window.start,
            ends_at=window.end,
            minutes=checks.whole("minutes", minutes, least=0, most=window.minutes),
            submitted_by=by,
            reason=checks.text("reason", reason, chars_min=0),
            evidence_hash=evidence_hash,
        )

    def verify(
        self,
        record_id: UUID,
        minutes: int,
        *,
        unit_id: UUID,
        volunteer: Volunteer,
        by: str,
        rules: IncentiveRules,
        at: datetime,
    ) -> None:
        """Verify minutes, at most those submitted and within the cap of the day.

        Never by the volunteer; back-entered hours never by who entered them.
        """
        record = self._require(record_id, RecordState.SUBMITTED)
        self._require_other_person(record, by)
        checks.whole("minutes", minutes, least=1, most=record.minutes)
        self._require_within_day(replace(record, minutes=minutes), rules)
        self.trigger_event(
            self.HoursVerified,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            unit_id=unit_id,
            home_unit_id=volunteer.unit_id,
            party_member=volunteer.party_member,
            minutes=minutes,
            verified_by=by,
            policy_version=rules.version,
        )
        self._promote_if_earned(rules, at)

    def reject(self, record_id: UUID, *, reason: str, by: str, at: datetime) -> None:
        """Do not accept submitted minutes."""
        record = self._require(record_id, RecordState.SUBMITTED)
        self._require_other_person(record, by)
        self.trigger_event(
            self.HoursRejected,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            rejected_by=by,
            reason=checks.reason("reason", reason),
        )

    def import_record(
        self,
        *,
        record_id: UUID,
        unit_id: UUID,
        volunteer: Volunteer,
        category: Category,
        window: Window,
        minutes: int,
        verified_by: str,
        source: str,
        rules: IncentiveRules,
        at: datetime,
    ) -> None:
        """Take over a record verified elsewhere; the same overlap and cap rules hold."""
        if window.end > at:
            raise Refusal(RefusalCode.TOO_EARLY, "endsAt", allowed=window.end.isoformat())
        self._require_free(window, "startsAt")
        checks.whole("minutes", minutes, least=1, most=window.minutes)
        record = ServiceRecord(
            record_id=record_id,
            order_id=None,
            unit_id=unit_id,
            kind=RecordKind.IMPORTED,
            state=RecordState.VERIFIED,
            window=window,
            minutes=minutes,
            submitted_by=verified_by,
        )
        self._require_within_day(record, rules)
        self.trigger_event(
            self.HoursImported,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            unit_id=unit_id,
            home_unit_id=volunteer.unit_id,
            party_member=volunteer.party_member,
            category=category.value,
            starts_at=window.start,
            ends_at=window.end,
            minutes=minutes,
            verified_by=checks.text("verifiedBy", verified_by, chars_max=checks.NAME_CHARS_MAX),
            source=checks.name("source", source),
        )
        self._promote_if_earned(rules, at)

    def correct(
        self,
        record_id: UUID,
        minutes: int,
        *,
        reason: str,
        by: str,
        rules: IncentiveRules,
        at: datetime,
    ) -> None:
        """Correct verified minutes by a compensating event; 0 annuls the record.

        An annulled record comes back only while its window is still free.
        """
        record = self._require(record_id, RecordState.VERIFIED)
        self._require_not_own(by)
        checks.whole("minutes", minutes, least=0, most=record.window.minutes)
        if minutes == record.minutes:
            raise Refusal(RefusalCode.INVALID, "minutes", allowed="other minutes than now")
        if record.annulled:
            self._require_free(record.window, "minutes")
        if minutes > record.minutes:
            self._require_within_day(replace(record, minutes=minutes), rules)
        self.trigger_event(
            self.HoursCorrected,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            minutes=minutes,
            reason=checks.reason("reason", reason),
            corrected_by=by,
        )
        self._promote_if_earned(rules, at)

    # --- disputes ---------------------------------------------------------------------------------

    def freeze(self, record_id: UUID, *, at: datetime) -> None:
        """Freeze a verified record while a dispute is open."""
        self._require(record_id, RecordState.VERIFIED)
        self.trigger_event(
            self.RecordFrozen, timestamp=at, volunteer_id=self.volunteer_id, record_id=record_id
        )

    def unfreeze(
        self,
        record_id: UUID,
        minutes: int | None,
        *,
        reason: str,
        by: str,
        rules: IncentiveRules,
        at: datetime,
    ) -> None:
        """Release a frozen record; `minutes`, if given, is what the decision leaves of it.

        A decision never adds minutes.
        """
        record = self._require(record_id, RecordState.FROZEN)
        self._require_not_own(by)
        reason = checks.reason("reason", reason)
        if minutes is not None:
            checks.whole("minutes", minutes, least=0, most=record.minutes)
        self.trigger_event(
            self.RecordReleased, timestamp=at, volunteer_id=self.volunteer_id, record_id=record_id
        )
        if minutes is not None and minutes != record.minutes:
            self.correct(record_id, minutes, reason=reason, by=by, rules=rules, at=at)
        else:
            self._promote_if_earned(rules, at)

    def record_numbered(self, record_id: UUID) -> ServiceRecord:
        """A record of the volunteer."""
        record = self.records.get(record_id)
        if record is None:
            raise Refusal(RefusalCode.NOT_FOUND, "recordId", allowed="a record of the volunteer")
        return record

    def record_of_order(self, order_id: UUID) -> ServiceRecord:
        """The record of what the volunteer served on an order."""
        for record in self.records.values():
            if record.order_id == order_id:
                return record
        raise Refusal(RefusalCode.NOT_FOUND, "orderId", allowed="an order with hours submitted")

    # --- ratings and stars ------------------------------------------------------------------------

    def count_rating(
        self, record_id: UUID, score: int, *, rules: IncentiveRules, at: datetime
    ) -> None:
        """Count the requester's score for a record, in place of an earlier one."""
        record = self._require(record_id, RecordState.VERIFIED)
        self.trigger_event(
            self.RatingCounted,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            score=score,
            replaced_score=record.score,
        )
        self._promote_if_earned(rules, at)

    def demote(self, level: int, *, reason: str, by: str, at: datetime) -> None:
        """Lower the star by decision: nothing else ever lowers it.

        The hours that earned it once do not earn it again, only those for a higher star do.
        """
        checks.whole("level", level, least=0, most=max(self.star_level - 1, 0))
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "volunteerId")
        if self.star_level == 0:
            raise Refusal(RefusalCode.WRONG_STATE, "volunteerId", actual="0", allowed="1–5")
        self.trigger_event(
            self.StarDemoted,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            level=level,
            reason=checks.reason("reason", reason),
            decided_by=by,
        )

    def _promote_if_earned(self, rules: IncentiveRules, at: datetime) -> None:
        earned = star_earned(self.minutes, self.ratings, rules)
        # Not `star_level`: the next minute verified would undo what a decision has taken.
        if earned > self.star_reached:
            self.trigger_event(
                self.StarPromoted,
                timestamp=at,
                volunteer_id=self.volunteer_id,
                level=earned,
                minutes=self.minutes,
                ratings_count=self.ratings.count,
                ratings_total=self.ratings.total,
                policy_version=rules.version,
            )

    # --- how events change the state --------------------------------------------------------------

    def put_record(self, record: ServiceRecord) -> None:
        """Put a record in, keeping the sums of the minutes and scores that count."""
        before = self.records.get(record.record_id)
        self.minutes += _counting_minutes(record) - _counting_minutes(before)
        self.ratings = self.ratings.replacing(
            before.counting_score if before else None, record.counting_score
        )
        self.records = with_entry(self.records, record.record_id, record)

    def _require(self, record_id: UUID, state: RecordState) -> ServiceRecord:
        record = self.record_numbered(record_id)
        if record.state is RecordState.FROZEN is not state:
            raise Refusal(RefusalCode.FROZEN, "recordId")
        checks.in_state("recordId", record.state, state)
        return record

    def _require_not_own(self, by: str) -> None:
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "recordId")

    def _require_other_person(self, record: ServiceRecord, by: str) -> None:
        self._require_not_own(by)
        if record.kind is RecordKind.BACK_ENTERED and by == record.submitted_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "recordId")

    def _require_free(self, window: Window, field: str) -> None:
        for record in self.records.values():
            if record.takes_window and record.window.overlaps(window):
                raise Refusal(RefusalCode.OVERLAP, field, actual=str(record.record_id))

    def _require_within_day(self, wanted: ServiceRecord, rules: IncentiveRules) -> None:
        for day, minutes in wanted.spent.minutes_by_day():
            left = rules.day_minutes_max - self._minutes_on(day, besides=wanted.record_id)
            if minutes > left:
                raise Refusal(
                    RefusalCode.CAP_EXCEEDED, "minutes", allowed=max(left, 0), actual=str(day)
                )

    def _minutes_on(self, day: date, *, besides: UUID) -> int:
        return sum(
            minutes
            for record in self.records.values()
            if record.counts and record.record_id != besides
            for other_day, minutes in record.spent.minutes_by_day()
            if other_day == day
        )


def service_book_id(volunteer_id: UUID) -> UUID:
    """The id of a volunteer's service book."""
    return companion_id(volunteer_id, "service_book")


def _counting_minutes(record: ServiceRecord | None) -> int:
    return record.minutes if record is not None and record.state is RecordState.VERIFIED else 0
