"""Where an assessment stands, what was said of it, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from five_steps.projections.guarantee.assessment.result_rows import Measure, Score
from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class ProcessRow:
    """The assessment of a unit's year on its way."""

    id: Id
    unit_id: Id
    year: int
    upper_id: Id | None
    """The unit whose assessment rolls it up."""
    state: str
    opened_by: str
    opened_at: datetime
    lower_count: int
    """Assessments that it rolls up."""
    lower_final: int
    """Of these, those that are final."""
    submitted_by: str | None
    submitted_at: datetime | None
    publicity_began_at: datetime | None
    publicity_ends_at: datetime | None
    open_objections: int
    finalised_at: datetime | None
    position: Position


@dataclass(slots=True)
class ReviewRow:
    """What the unit says of an indicator, and what the check makes of it."""

    assessment_id: Id
    indicator: str
    unit_id: Id
    statement: str | None
    evidence_hashes: list[str]
    stated_by: str | None
    stated_at: datetime | None
    points: Score | None
    reason: str | None
    checked_by: str | None
    checked_at: datetime | None


@dataclass(slots=True)
class AssessmentObjectionRow:
    """An objection; `upheld` is empty until it is decided, `reason` after an erasure."""

    assessment_id: Id
    id: Id
    unit_id: Id
    sealed_for: Id
    reason: str | None
    raised_by: str
    raised_at: datetime
    upheld: bool | None
    decision: str | None
    indicator: str | None
    points: Score | None
    decided_by: str | None
    decided_at: datetime | None
    position: Position

    def show_reason(self, text: str | None) -> None:
        """Take over the opened text."""
        self.reason = text


@dataclass(slots=True)
class FinalRow:
    """What a final assessment came to, for ever."""

    assessment_id: Id
    unit_id: Id
    year: int
    own_score: Score | None
    lower_units: list[Id]
    lower_scores: list[Decimal]
    score: Score | None
    grade: str | None
    vetoed: bool
    policy_version: int
    log_position: Position
    counted: list[str]
    counts: list[int]
    finalised_by: str
    finalised_at: datetime
    position: Position


@dataclass(slots=True)
class FinalIndicatorRow:
    """An indicator of a final assessment."""

    assessment_id: Id
    indicator: str
    unit_id: Id
    year: int
    formula: str
    numerator: Measure
    denominator: Measure
    value: Measure
    target: Decimal
    weight: Score
    adjustment: Score
    score: Score
    follow_up_share: Decimal
    log_position: Position
