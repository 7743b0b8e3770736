"""Attendance 签到, and what is left to show of it: how many came, with photos."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from five_steps.domain.activities import activity_events as events
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.activities.steps.step import Step
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order_state import CheckMethod
from five_steps.domain.ordering.service_policy import ServiceRules

ATTENDANCE_MAX = 100_000
EVIDENCE_MAX = 50


class Attendance(Step):
    """People come, and afterwards staff record that it was held."""

    def check_in(
        self,
        participant_id: UUID,
        kind: ParticipantKind,
        *,
        method: CheckMethod,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        """Note that a participant is there, from a little before the start until the end.

        Who comes to a session of a course is enrolled in the course, which the caller has seen to.
        """
        self._require(ActivityState.PUBLISHED)
        if self.course_id is None:
            self.places.require_place(participant_id)
        if participant_id in self.attended:
            raise Refusal(RefusalCode.DUPLICATE, "participantId")
        earliest = self.starts_at - timedelta(minutes=rules.check_in_early_minutes)
        checks.not_before("activityId", at, earliest)
        checks.before("activityId", at, self.ends_at)
        self.trigger_event(
            events.ParticipantCheckedIn,
            timestamp=at,
            participant_id=participant_id,
            participant_kind=kind.value,
            method=method.value,
        )

    def record_held(
        self, attendance: int, evidence_hashes: Sequence[str], *, by: str, at: datetime
    ) -> None:
        """Record that it was held, and how many came: those not checked in are counted, too."""
        self._require(ActivityState.PUBLISHED)
        checks.not_before("activityId", at, self.ends_at)
        least = max(len(self.attended), 1)
        checks.whole("attendance", attendance, least=least, most=ATTENDANCE_MAX)
        self._require_new_evidence(evidence_hashes)
        self.trigger_event(
            events.Held,
            timestamp=at,
            unit_id=self.unit_id,
            line=self.plan.line.value,
            attendance=attendance,
            evidence_hashes=list(evidence_hashes),
            recorded_by=by,
        )

    def add_evidence(self, evidence_hashes: Sequence[str], *, by: str, at: datetime) -> None:
        """Add photos to an activity that was held."""
        self._require(ActivityState.HELD)
        if not evidence_hashes:
            raise Refusal(RefusalCode.INVALID, "evidenceHashes", allowed="at least one")
        self._require_new_evidence(evidence_hashes)
        self.trigger_event(
            events.EvidenceAdded, timestamp=at, evidence_hashes=list(evidence_hashes), added_by=by
        )

    def _require_new_evidence(self, hashes: Sequence[str]) -> None:
        if len(self.evidence) + len(hashes) > EVIDENCE_MAX:
            left = EVIDENCE_MAX - len(self.evidence)
            raise Refusal(RefusalCode.INVALID, "evidenceHashes", allowed=f"at most {left} more")
        if len({*self.evidence, *hashes}) != len(self.evidence) + len(hashes):
            raise Refusal(RefusalCode.DUPLICATE, "evidenceHashes")
