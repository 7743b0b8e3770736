"""Acceptance 接单: a volunteer takes a place, declines, or steps back."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from five_steps.domain.ordering.service_policy import ServiceRules
from five_steps.domain.ordering.steps.step import Step


class Acceptance(Step):
    """Volunteers answer: nobody is forced to serve."""

    def accept(self, volunteer_id: UUID, *, at: datetime) -> None:
        """A volunteer takes one of the places."""
        checks.in_state("orderId", self.state, OrderState.DISPATCHED, OrderState.ACCEPTED)
        self._require_not_over(at)
        if volunteer_id in self.assignments:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        if self.named and volunteer_id not in self.named:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="the volunteers named")
        if self.open_places <= 0:
            raise Refusal(RefusalCode.FULL, "orderId", allowed=self.headcount)
        self.trigger_event(events.Accepted, timestamp=at, volunteer_id=volunteer_id)

    def record_agreement(
        self, volunteer_id: UUID, *, document_hash: str, by: str, at: datetime
    ) -> None:
        """A written agreement with a volunteer who has accepted, before they come."""
        checks.in_state("orderId", self.state, OrderState.ACCEPTED, OrderState.IN_SERVICE)
        assignment = self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        if assignment.agreement_hash is not None:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        self.trigger_event(
            events.AgreementRecorded,
            timestamp=at,
            volunteer_id=volunteer_id,
            document_hash=document_hash,
            recorded_by=by,
        )

    def decline(
        self, volunteer_id: UUID, *, reason: str, rules: ServiceRules, at: datetime
    ) -> None:
        """A volunteer the order was sent to says no; with nobody left it goes back to dispatch."""
        checks.in_state("orderId", self.state, OrderState.DISPATCHED, OrderState.ACCEPTED)
        if volunteer_id in self.assignments or volunteer_id in self.declined:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        if self.named and volunteer_id not in self.named:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="the volunteers named")
        reason = checks.reason("reason", reason)
        self.trigger_event(events.Declined, timestamp=at, volunteer_id=volunteer_id, reason=reason)
        if self.named and self.declined.issuperset(self.named):
            self._go_on_with_who_is_left(reason, rules, at)

    def withdraw_acceptance(
        self, volunteer_id: UUID, *, reason: str, rules: ServiceRules, at: datetime
    ) -> None:
        """A volunteer steps back before checking in; with nobody left it returns to dispatch.

        With no-shows alone left it has expired.
        """
        checks.in_state("orderId", self.state, OrderState.ACCEPTED)
        self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        reason = checks.reason("reason", reason)
        self.trigger_event(
            events.AcceptanceWithdrawn, timestamp=at, volunteer_id=volunteer_id, reason=reason
        )
        self._go_on_with_who_is_left(reason, rules, at)

    def _go_on_with_who_is_left(self, reason: str, rules: ServiceRules, at: datetime) -> None:
        if self.assignments:
            # Those left may all be no-shows: then the order is over.
            self._settle(rules, at)
        else:
            self.trigger_event(
                events.Returned, timestamp=at, reason=reason, due_at=at + rules.dispatch_within
            )
