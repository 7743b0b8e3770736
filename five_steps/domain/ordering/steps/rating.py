"""Rating 评单: what the requester says of the service."""

from datetime import datetime

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.order_state import OrderState
from five_steps.domain.ordering.rating import RatingGiven
from five_steps.domain.ordering.service_policy import ServiceRules
from five_steps.domain.ordering.steps.step import Step


class Rating(Step):
    """The requester rates, and may think again."""

    def rate(self, given: RatingGiven, *, at: datetime) -> None:
        """The requester rates, once, in time."""
        checks.in_state("orderId", self.state, OrderState.COMPLETED)
        assert self.due_at is not None
        if at > self.due_at:
            raise Refusal(RefusalCode.TOO_LATE, "orderId", allowed=self.due_at.isoformat())
        self._trigger_rating(events.Rated, given, at)

    def amend_rating(self, given: RatingGiven, *, rules: ServiceRules, at: datetime) -> None:
        """The requester amends the rating, once, in time."""
        checks.in_state("orderId", self.state, OrderState.RATED, OrderState.FOLLOWED_UP)
        if self.amendable_since is None:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                "orderId",
                actual=OrderState.UNRATED,
                allowed=OrderState.RATED,
            )
        if self.amended:
            raise Refusal(RefusalCode.DUPLICATE, "orderId", allowed="one amendment")
        latest = self.amendable_since + rules.amend_within
        if at > latest:
            raise Refusal(RefusalCode.TOO_LATE, "orderId", allowed=latest.isoformat())
        self._trigger_rating(events.RatingAmended, given, at)

    def _trigger_rating(
        self,
        event_class: type[events.Rated] | type[events.RatingAmended],
        given: RatingGiven,
        at: datetime,
    ) -> None:
        scores = given.scores_of(self.served)
        self.trigger_event(
            event_class,
            timestamp=at,
            score=given.score,
            volunteer_ids=list(scores),
            volunteer_scores=list(scores.values()),
            comment=given.comment,
            tags=list(given.tags),
        )

    def close_unrated(self, *, at: datetime) -> None:
        """Close without a rating once the time to rate has passed."""
        checks.in_state("orderId", self.state, OrderState.COMPLETED)
        assert self.due_at is not None
        if at <= self.due_at:
            raise Refusal(RefusalCode.TOO_EARLY, "orderId", allowed=self.due_at.isoformat())
        self.trigger_event(events.ClosedUnrated, timestamp=at)
