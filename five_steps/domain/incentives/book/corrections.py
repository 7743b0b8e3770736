"""Corrections 更正 and disputes 争议: what becomes of a record that counted."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.book.part import Part
from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.incentives.service_record import RecordState
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Corrections(Part):
    """What was verified is corrected by further events, and frozen while it is disputed."""

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
            events.HoursCorrected,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            minutes=minutes,
            reason=checks.reason("reason", reason),
            corrected_by=by,
        )
        self._promote_if_earned(rules, at)

    def freeze(self, record_id: UUID, *, at: datetime) -> None:
        """Freeze a verified record while a dispute is open."""
        self._require(record_id, RecordState.VERIFIED)
        self.trigger_event(
            events.RecordFrozen, timestamp=at, volunteer_id=self.volunteer_id, record_id=record_id
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
            events.RecordReleased, timestamp=at, volunteer_id=self.volunteer_id, record_id=record_id
        )
        if minutes is not None and minutes != record.minutes:
            self.correct(record_id, minutes, reason=reason, by=by, rules=rules, at=at)
        else:
            self._promote_if_earned(rules, at)
