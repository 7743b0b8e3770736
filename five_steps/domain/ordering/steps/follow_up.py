"""Follow-up 事后回访: staff ask the requester, of the drawn orders within the time that is set."""

from datetime import datetime

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.follow_up_draw import is_drawn
from five_steps.domain.ordering.order_state import FollowUpChannel, OrderState
from five_steps.domain.ordering.service_policy import ServiceRules
from five_steps.domain.ordering.steps.step import Step


class FollowUp(Step):
    """Staff ask the requester afterwards: whomever they like, and who is drawn in any case."""

    def follow_up(
        self,
        *,
        channel: FollowUpChannel,
        satisfied: bool,
        complaint: bool,
        result: str,
        by: str,
        at: datetime,
    ) -> None:
        """Note what the requester told staff afterwards."""
        checks.in_state("orderId", self.state, OrderState.RATED, OrderState.UNRATED)
        self.trigger_event(
            events.FollowedUp,
            timestamp=at,
            channel=channel.value,
            satisfied=satisfied,
            complaint=complaint,
            result=result,
            followed_up_by=by,
        )

    def mark_follow_up_overdue(self, *, rules_at_close: ServiceRules, at: datetime) -> None:
        """Note that a drawn order was not followed up in time, once."""
        checks.in_state("orderId", self.state, OrderState.RATED, OrderState.UNRATED)
        assert self.closed_at is not None
        assert self.follow_up_since is not None
        if not is_drawn(self.id, self.closed_at, rules_at_close):
            raise Refusal(RefusalCode.NOT_FOUND, "orderId", allowed="an order that was drawn")
        due_at = self.follow_up_since + rules_at_close.follow_up_within
        if self.follow_up_overdue:
            raise Refusal(RefusalCode.DUPLICATE, "orderId", actual=due_at.isoformat())
        checks.not_before("orderId", at, due_at)
        self.trigger_event(events.FollowUpOverdue, timestamp=at, due_at=due_at)
