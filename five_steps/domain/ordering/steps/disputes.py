"""Disputes 争议: the order stands still until somebody else has decided."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from five_steps.domain.ordering.steps.step import Step


class Disputes(Step):
    """Somebody objects to a service, and somebody else decides."""

    def dispute(self, *, by: str, reason: str, at: datetime) -> None:
        """Dispute the service once its hours are verified."""
        checks.in_state(
            "orderId",
            self.state,
            OrderState.COMPLETED,
            OrderState.RATED,
            OrderState.UNRATED,
            OrderState.FOLLOWED_UP,
        )
        self.trigger_event(
            events.Disputed, timestamp=at, disputed_by=by, reason=checks.reason("reason", reason)
        )

    def decide_dispute(
        self,
        *,
        upheld: bool,
        minutes: Mapping[UUID, int],
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        """Decide the dispute: minutes per volunteer may only go down, and only if it is upheld.

        Never by who disputed, ordered or served. The requester's time to rate or to amend stood
        still meanwhile: what was left of it is left now.
        """
        checks.in_state("orderId", self.state, OrderState.DISPUTED)
        if by == self.disputed_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "orderId")
        if by in (str(self.requester_id), *map(str, self.assignments)):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "orderId")
        if minutes and not upheld:
            raise Refusal(RefusalCode.INVALID, "minutes", allowed="only when the dispute is upheld")
        for volunteer_id, count in minutes.items():
            verified = self._require_assignment(volunteer_id, AssignmentStatus.VERIFIED).minutes
            checks.whole("minutes", count, least=0, most=verified)
        stood_still = at - self.disputed_at
        self.trigger_event(
            events.DisputeDecided,
            timestamp=at,
            upheld=upheld,
            reason=checks.reason("reason", reason),
            decided_by=by,
            volunteer_ids=list(minutes),
            minutes=list(minutes.values()),
            due_at=self.due_at + stood_still if self.due_at else None,
        )
