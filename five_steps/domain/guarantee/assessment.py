"""The score of a unit's year: a pure function of what was counted and the rules.

The live view, a rebuild and an auditor use this same function, so they agree to the last decimal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from five_steps.domain.guarantee.assessment_policy import AssessmentRules, Grade, Indicator

_VALUE_STEP = Decimal("0.0001")
_SCORE_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fraction:
    """What an indicator measures: a numerator over a denominator, both counted from events."""

    numerator: Decimal
    denominator: Decimal

    @property
    def applicable(self) -> bool:
        """Whether there is anything to measure."""
        return self.denominator > 0

    @property
    def value(self) -> Decimal:
        """The quotient to four decimals, half-even."""
        return (self.numerator / self.denominator).quantize(_VALUE_STEP, ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator's outcome. Without a value it is not measured and weighs nothing."""

    indicator: Indicator
    measured: Fraction | None
    target: Decimal
    weight: Decimal
    score: Decimal

    @property
    def value(self) -> Decimal | None:
        """What was measured, or none."""
        return self.measured.value if self.measured else None


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """A unit's own indicators, its own score, the rolled-up score and the grade."""

    indicators: tuple[IndicatorResult, ...]
    own_score: Decimal
    score: Decimal
    grade: Grade


def assess(
    measured: Mapping[Indicator, Fraction],
    rules: AssessmentRules,
    stations: Sequence[Decimal] = (),
) -> AssessmentResult:
    """Score a unit; `stations` are the scores of an institute's stations that have any.

    The weight of what is not measured or not applicable goes to the rest in proportion. Each score
    is rounded half-even to 0.01. An institute's score is its own share and its stations' mean.
    """
    targets = dict(rules.targets)
    applicable = {
        indicator: fraction
        for indicator, fraction in measured.items()
        if fraction.applicable and dict(rules.weights).get(indicator)
    }
    total = Decimal(sum(weight for _, weight in rules.weights))
    kept = sum((Decimal(w) for i, w in rules.weights if i in applicable), Decimal(0))
    results = tuple(
        _score(indicator, applicable.get(indicator), targets[indicator], weight, total, kept)
        for indicator, weight in rules.weights
    )
    own = sum((result.score for result in results), Decimal(0))
    score = _roll_up(own, rules.own_share, stations)
    return AssessmentResult(results, own, score, rules.grade(score))


def _score(
    indicator: Indicator,
    measured: Fraction | None,
    target: Decimal,
    weight: int,
    total: Decimal,
    kept: Decimal,
) -> IndicatorResult:
    if measured is None:
        return IndicatorResult(indicator, None, target, Decimal(0), Decimal(0))
    effective = weight * total / kept
    reached = min(measured.numerator / measured.denominator / target, Decimal(1))
    return IndicatorResult(
        indicator,
        measured,
        target,
        effective.quantize(_SCORE_STEP, ROUND_HALF_EVEN),
        (effective * reached).quantize(_SCORE_STEP, ROUND_HALF_EVEN),
    )


def _roll_up(own: Decimal, own_share: Decimal, stations: Sequence[Decimal]) -> Decimal:
    if not stations:
        return own
    mean = sum(stations, Decimal(0)) / len(stations)
    return (own * own_share + mean * (1 - own_share)).quantize(_SCORE_STEP, ROUND_HALF_EVEN)
