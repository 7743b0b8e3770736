"""Service 服务: check-in and check-out, no-shows, and the hours that come of it."""

from datetime import datetime, timedelta
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.order_state import AssignmentStatus, CheckMethod, OrderState
from five_steps.domain.ordering.service_policy import ServiceRules
from five_steps.domain.ordering.steps.step import Step


class Service(Step):
    """Volunteers serve, until the hours of all are settled."""

    def check_in(
        self,
        volunteer_id: UUID,
        *,
        method: CheckMethod,
        location: str | None,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        """A volunteer is there: at the earliest a little before the window, before its end.

        Dangerous duty takes a written agreement (浙江省志愿服务条例, art. 21): no version of the
        rules lifts it.
        """
        checks.in_state("orderId", self.state, OrderState.ACCEPTED, OrderState.IN_SERVICE)
        assignment = self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        if self.hazardous and assignment.agreement_hash is None:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="a written agreement")
        earliest = self.starts_at - timedelta(minutes=rules.check_in_early_minutes)
        checks.not_before("orderId", at, earliest)
        self._require_not_over(at)
        self.trigger_event(
            events.CheckedIn,
            timestamp=at,
            volunteer_id=volunteer_id,
            method=method.value,
            location=location,
        )

    def check_out(
        self,
        volunteer_id: UUID,
        *,
        method: CheckMethod,
        location: str | None,
        evidence_hash: str | None,
        at: datetime,
    ) -> None:
        """A volunteer who has checked in leaves."""
        checks.in_state("orderId", self.state, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.CHECKED_IN)
        self.trigger_event(
            events.CheckedOut,
            timestamp=at,
            volunteer_id=volunteer_id,
            method=method.value,
            location=location,
            evidence_hash=evidence_hash,
        )

    def served_window(self, volunteer_id: UUID, rules: ServiceRules) -> Window:
        """From check-in to check-out of a volunteer who has left."""
        assignment = self._require_assignment(volunteer_id, AssignmentStatus.CHECKED_OUT)
        return assignment.served(self.ends_at, rules)

    def record_no_show(
        self, volunteer_id: UUID, *, by: str, rules: ServiceRules, at: datetime
    ) -> None:
        """Record that a volunteer who had accepted did not come."""
        checks.in_state("orderId", self.state, OrderState.ACCEPTED, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        checks.not_before("orderId", at, self.starts_at)
        self.trigger_event(
            events.NoShowRecorded, timestamp=at, volunteer_id=volunteer_id, recorded_by=by
        )
        self._settle(rules, at)

    def verify_hours(
        self,
        volunteer_id: UUID,
        record_id: UUID,
        minutes: int,
        *,
        by: str,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        """Note a volunteer's verified minutes (0: refused); the last one completes the order."""
        checks.in_state("orderId", self.state, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.CHECKED_OUT)
        self.trigger_event(
            events.HoursVerified,
            timestamp=at,
            volunteer_id=volunteer_id,
            record_id=record_id,
            minutes=minutes,
            verified_by=by,
        )
        self._settle(rules, at)

    def correct_hours(self, volunteer_id: UUID, minutes: int, *, by: str, at: datetime) -> None:
        """Note what a correction left of a volunteer's verified minutes.

        Not while a dispute is open: its decision is about the minutes as they were disputed.
        """
        checks.in_state(
            "recordId",
            self.state,
            OrderState.IN_SERVICE,
            OrderState.COMPLETED,
            OrderState.RATED,
            OrderState.UNRATED,
            OrderState.FOLLOWED_UP,
        )
        self._require_assignment(volunteer_id, AssignmentStatus.VERIFIED)
        self.trigger_event(
            events.HoursCorrected,
            timestamp=at,
            volunteer_id=volunteer_id,
            minutes=minutes,
            corrected_by=by,
        )
