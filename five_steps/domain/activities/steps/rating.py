"""Rating 评价: what those who were there say of an activity."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.activities import activity_events as events
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.steps.step import Step
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import ServiceRules


class Rating(Step):
    """Whoever was there may say how it was, once."""

    def rate(
        self, participant_id: UUID, score: int, *, comment: str, rules: ServiceRules, at: datetime
    ) -> None:
        """Rate an activity that was held, once and in the time that orders are rated in."""
        self._require(ActivityState.HELD)
        if participant_id not in self.attended:
            raise Refusal(RefusalCode.NOT_FOUND, "participantId", allowed="who was checked in")
        if participant_id in self.rated:
            raise Refusal(RefusalCode.DUPLICATE, "participantId")
        assert self.held_at is not None
        latest = self.held_at + rules.rate_within
        if at > latest:
            raise Refusal(RefusalCode.TOO_LATE, "activityId", allowed=latest.isoformat())
        self.trigger_event(
            events.Rated,
            timestamp=at,
            participant_id=participant_id,
            score=checks.whole("score", score, least=1, most=5),
            comment=comment,
        )
