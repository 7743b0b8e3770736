"""The end (定稿): the figures are frozen."""

from datetime import datetime
from decimal import Decimal

from five_steps.domain.guarantee.assessment_policy import AssessmentRules
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.process import assessment_events as events
from five_steps.domain.guarantee.process.final import final_fields
from five_steps.domain.guarantee.process.parts.part import FIELD, Part
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.objection import require_all_decided
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Finalising(Part):
    """Nothing changes what is final."""

    def require_finalisable(self, *, by: str, at: datetime) -> None:
        """Refuse unless the publicity is over, and all that it waits for is there."""
        ends_at = self._announced_until()
        checks.not_before(FIELD, at, ends_at)
        self._require_impartial(by)
        require_all_decided(self.objections, FIELD)
        waiting = sum(final is None for final in self.lower.values())
        if waiting:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                FIELD,
                actual=f"{waiting} lower units not final",
                allowed="all lower units final",
            )

    def finalise(
        self,
        counted: CountedYear,
        rules: AssessmentRules,
        *,
        follow_up_share: Decimal,
        by: str,
        at: datetime,
    ) -> None:
        """Freeze what was counted, what it is measured by, and the score and grade it comes to."""
        self.require_finalisable(by=by, at=at)
        lower = {
            unit_id: final.score
            for unit_id, final in self.lower.items()
            if final is not None and final.score is not None
        }
        self.trigger_event(
            events.Finalised,
            timestamp=at,
            finalised_by=by,
            **final_fields(
                counted,
                rules,
                tier=self.tier,
                point_kind=self.point_kind,
                follow_up_share=follow_up_share,
                adjustments=self.adjustments,
                lower=lower,
            ),
        )
