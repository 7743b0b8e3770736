"""The check (核查) by a second person, up to the publicity."""

from datetime import datetime
from decimal import Decimal

from five_steps.domain.guarantee.assessment_policy import AssessmentRules
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process import assessment_events as events
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.guarantee.process.parts.part import FIELD, Part, checked_points
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Checking(Part):
    """Each indicator is confirmed, or given or taken points, once the year is over."""

    def check(
        self, indicator: Indicator, *, points: Decimal, reason: str, by: str, at: datetime
    ) -> None:
        """Confirm an indicator, or give or take points with a reason, as a second person."""
        self._in_state(AssessmentState.CHECK)
        self._require_impartial(by)
        self._require_year_over(at)
        self.trigger_event(
            events.IndicatorChecked,
            timestamp=at,
            indicator=indicator.value,
            points=checked_points(points),
            reason=checks.reason("reason", reason) if points else reason.strip(),
            checked_by=by,
        )

    def announce(self, rules: AssessmentRules, *, by: str, at: datetime) -> None:
        """Begin the publicity, once every indicator that weighs anything was checked."""
        self._in_state(AssessmentState.CHECK)
        self._require_impartial(by)
        self._require_year_over(at)
        unchecked = [
            rule.indicator
            for rule in rules.indicators
            if rule.weight and rule.indicator not in self.adjustments
        ]
        if unchecked:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                FIELD,
                actual=f"unchecked: {', '.join(unchecked)}",
                allowed="all indicators checked",
            )
        self.trigger_event(
            events.PublicityBegan, timestamp=at, ends_at=at + rules.publicity, announced_by=by
        )
