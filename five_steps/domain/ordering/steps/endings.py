"""Orders that end without a service: cancelled 取消 or expired 过期."""

from datetime import datetime, timedelta

from five_steps.domain.kernel import checks
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from five_steps.domain.ordering.steps.step import Step

NOT_SERVED_AFTER = timedelta(hours=24)
"""An accepted order that nobody checked in to expires this long after its window."""


class Endings(Step):
    """An order ends, and nobody has served."""

    def cancel(self, *, by: str, reason: str, at: datetime) -> None:
        """Cancel before anybody has checked in."""
        checks.in_state(
            "orderId", self.state, OrderState.PLACED, OrderState.DISPATCHED, OrderState.ACCEPTED
        )
        self.trigger_event(
            events.Cancelled, timestamp=at, cancelled_by=by, reason=checks.reason("reason", reason)
        )

    def expire(self, *, by: str, at: datetime) -> None:
        """Close an order that nobody served: everybody who had accepted is a no-show."""
        checks.in_state(
            "orderId", self.state, OrderState.PLACED, OrderState.DISPATCHED, OrderState.ACCEPTED
        )
        checks.not_before("orderId", at, self.expires_at)
        for assignment in self.assignments.values():
            if assignment.status is AssignmentStatus.ACCEPTED:
                self.trigger_event(
                    events.NoShowRecorded,
                    timestamp=at,
                    volunteer_id=assignment.volunteer_id,
                    recorded_by=by,
                )
        self.trigger_event(events.Expired, timestamp=at)

    @property
    def expires_at(self) -> datetime:
        """When an order that nobody serves expires."""
        accepted = self.state is OrderState.ACCEPTED
        return self.ends_at + NOT_SERVED_AFTER if accepted else self.ends_at
