"""What can happen to the assessment of a unit's year."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.assessment_state import (
    AssessmentState,
    FinalScore,
)
from five_steps.domain.kernel.aggregate import Aggregate, with_entry
from five_steps.domain.kernel.objection import Objection
from five_steps.domain.organisation.tiers import PointKind, Tier

if TYPE_CHECKING:
    from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment


class Created(Aggregate.Created):
    """The centre opened the assessment of a unit's year (启动考核).

    `upper_id` is the unit whose assessment rolls this one up.
    """

    TOPIC = "unit_assessment.created"
    unit_id: UUID
    year: int
    tier: str
    point_kind: str | None
    upper_id: UUID | None
    opened_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.unit_id = self.unit_id
        assessment.year = self.year
        assessment.tier = Tier(self.tier)
        assessment.point_kind = PointKind(self.point_kind) if self.point_kind else None
        assessment.upper_id = self.upper_id


class LowerOpened(Aggregate.Event):
    """The assessment of a unit that this one rolls up was opened (下级启动)."""

    TOPIC = "unit_assessment.lower_opened"
    unit_id: UUID

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.lower = with_entry(assessment.lower, self.unit_id, None)


class LowerFinalised(Aggregate.Event):
    """The assessment of a unit that this one rolls up is final (下级定稿)."""

    TOPIC = "unit_assessment.lower_finalised"
    unit_id: UUID
    score: Decimal | None

    def apply(self, assessment: "UnitAssessment") -> None:
        final = FinalScore(self.score, self.timestamp)
        assessment.lower = with_entry(assessment.lower, self.unit_id, final)


class IndicatorStated(Aggregate.Event):
    """The unit said how it sees an indicator (单位自评); the last statement counts.

    Evidence is kept elsewhere (SHA-256).
    """

    TOPIC = "unit_assessment.indicator_stated"
    indicator: str
    statement: str
    evidence_hashes: list[str]
    stated_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.state = AssessmentState.SELF_REVIEW
        assessment.stated_by = assessment.stated_by | {self.stated_by}


class SelfReviewSubmitted(Aggregate.Event):
    """The unit has said what it wants to say (提交自评)."""

    TOPIC = "unit_assessment.self_review_submitted"
    submitted_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.state = AssessmentState.CHECK
        assessment.stated_by = assessment.stated_by | {self.submitted_by}


class IndicatorChecked(Aggregate.Event):
    """A second person confirmed an indicator, or gave or took points (核查); the last counts."""

    TOPIC = "unit_assessment.indicator_checked"
    indicator: str
    points: Decimal
    reason: str
    checked_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.adjustments = with_entry(
            assessment.adjustments, Indicator(self.indicator), self.points
        )


class PublicityBegan(Aggregate.Event):
    """It was announced, for objections until `ends_at` (公示)."""

    TOPIC = "unit_assessment.publicity_began"
    ends_at: datetime
    announced_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.state = AssessmentState.PUBLICITY
        assessment.publicity_ends_at = self.ends_at


class ObjectionRaised(Aggregate.Event):
    """Somebody objects (提出异议); `reason` is sealed for `sealed_for`."""

    TOPIC = "unit_assessment.objection_raised"
    objection_id: UUID
    sealed_for: UUID
    reason: str
    raised_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.objections = with_entry(
            assessment.objections, self.objection_id, Objection(self.raised_by)
        )


class ObjectionDecided(Aggregate.Event):
    """An objection was decided (异议裁定); one that is upheld changes an indicator's points."""

    TOPIC = "unit_assessment.objection_decided"
    objection_id: UUID
    upheld: bool
    reason: str
    indicator: str | None
    points: Decimal | None
    decided_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        objection = replace(assessment.objections[self.objection_id], upheld=self.upheld)
        assessment.objections = with_entry(assessment.objections, self.objection_id, objection)
        if self.indicator is not None and self.points is not None:
            assessment.adjustments = with_entry(
                assessment.adjustments, Indicator(self.indicator), self.points
            )


class Finalised(Aggregate.Event):
    """It is final (定稿): what was counted up to `log_position`, and all that came of it.

    `counts` follow `counted`; the other lists follow `indicators`, of which those that were not
    measured have a weight of 0. `lower_scores` follow `lower_units`: those that have a score.
    """

    TOPIC = "unit_assessment.finalised"
    log_position: int
    policy_version: int
    follow_up_share: Decimal
    counted: list[str]
    counts: list[int]
    indicators: list[str]
    formulas: list[str]
    numerators: list[Decimal]
    denominators: list[Decimal]
    values: list[Decimal]
    targets: list[Decimal]
    weights: list[Decimal]
    adjustments: list[Decimal]
    scores: list[Decimal]
    own_score: Decimal | None
    lower_units: list[UUID]
    lower_scores: list[Decimal]
    score: Decimal | None
    grade: str | None
    vetoed: bool
    finalised_by: str

    def apply(self, assessment: "UnitAssessment") -> None:
        assessment.state = AssessmentState.FINAL
        assessment.final = FinalScore(self.score, self.timestamp)
