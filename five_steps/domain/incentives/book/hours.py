"""Hours 服务时长: submitted, verified by somebody else or rejected, or taken over."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.book.part import Part
from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.incentives.service_record import RecordKind, RecordState, ServiceRecord
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer


class Hours(Part):
    """A record comes into the book, and comes to count."""

    def left_of(self, served: Window, field: str = "orderId") -> Window:
        """What may be submitted of a served window: its longest stretch free of other records.

        Who checks in early to the second of two services back to back is at both for a while; such
        minutes count once, for the record that is submitted first, whichever it is.
        """
        taken = [record for record in self.records.values() if record.takes_window]
        left = served.longest_free_of(record.window for record in taken)
        if left is None:
            clash = next(record for record in taken if record.window.overlaps(served))
            raise Refusal(RefusalCode.OVERLAP, field, actual=str(clash.record_id))
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
        activity_id: UUID | None = None,
        at: datetime,
    ) -> None:
        """Submit the minutes of a window for verification: at most its length, no overlap."""
        checks.not_before("endsAt", at, window.end)
        if order_id is not None and any(r.order_id == order_id for r in self.records.values()):
            raise Refusal(RefusalCode.DUPLICATE, "orderId")
        if activity_id is not None and any(
            r.activity_id == activity_id for r in self.records.values()
        ):
            raise Refusal(RefusalCode.DUPLICATE, "activityId")
        self._require_free(window, "startsAt")
        self.trigger_event(
            events.HoursSubmitted,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            order_id=order_id,
            activity_id=activity_id,
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
            events.HoursVerified,
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
            events.HoursRejected,
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
        checks.not_before("endsAt", at, window.end)
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
            events.HoursImported,
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

    def _require_other_person(self, record: ServiceRecord, by: str) -> None:
        self._require_not_own(by)
        if record.kind is RecordKind.BACK_ENTERED and by == record.submitted_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "recordId")
