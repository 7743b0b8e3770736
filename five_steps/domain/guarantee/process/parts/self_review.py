"""The self-review (自评): a unit says how it sees its year."""

from collections.abc import Sequence
from datetime import datetime

from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process import assessment_events as events
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.guarantee.process.parts.part import Part
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

EVIDENCE_MAX = 20


class SelfReview(Part):
    """Whoever speaks for the unit here neither checks nor decides later."""

    def state_indicator(
        self,
        indicator: Indicator,
        *,
        statement: str,
        evidence_hashes: Sequence[str],
        by: str,
        at: datetime,
    ) -> None:
        """Say how the unit sees an indicator."""
        self._in_state(AssessmentState.DRAFT, AssessmentState.SELF_REVIEW)
        if len(evidence_hashes) > EVIDENCE_MAX:
            raise Refusal(
                RefusalCode.INVALID, "evidenceHashes", allowed=f"at most {EVIDENCE_MAX} entries"
            )
        self.trigger_event(
            events.IndicatorStated,
            timestamp=at,
            indicator=indicator.value,
            statement=checks.text("statement", statement),
            evidence_hashes=list(evidence_hashes),
            stated_by=by,
        )

    def submit_self_review(self, *, by: str, at: datetime) -> None:
        """Say that nothing more is to come; a unit may also have nothing to say."""
        self._in_state(AssessmentState.DRAFT, AssessmentState.SELF_REVIEW)
        self.trigger_event(events.SelfReviewSubmitted, timestamp=at, submitted_by=by)
