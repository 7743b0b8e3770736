"""Standing: the requesters' ratings 评价, and a star 星级 lowered by decision."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.book.part import Part
from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.incentives.service_record import RecordState
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Standing(Part):
    """Ratings supplement hours on the way to a star; only a decision ever takes one away."""

    def count_rating(
        self, record_id: UUID, score: int, *, rules: IncentiveRules, at: datetime
    ) -> None:
        """Count the requester's score for a record, in place of an earlier one."""
        record = self._require(record_id, RecordState.VERIFIED)
        self.trigger_event(
            events.RatingCounted,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            record_id=record_id,
            score=score,
            replaced_score=record.score,
        )
        self._promote_if_earned(rules, at)

    def demote(self, level: int, *, reason: str, by: str, at: datetime) -> None:
        """Lower the star by decision: nothing else ever lowers it.

        The hours that earned it once do not earn it again, only those for a higher star do.
        """
        checks.whole("level", level, least=0, most=max(self.star_level - 1, 0))
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "volunteerId")
        if self.star_level == 0:
            raise Refusal(RefusalCode.WRONG_STATE, "volunteerId", actual="0", allowed="1–5")
        self.trigger_event(
            events.StarDemoted,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            level=level,
            reason=checks.reason("reason", reason),
            decided_by=by,
        )
