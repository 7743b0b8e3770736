"""The score of a unit's year: a pure function of what was counted and the rules.

The live view, a rebuild and an auditor use this same function, so they agree to the last decimal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from five_steps.domain.guarantee.assessment_policy import (
    WEIGHTS_TOTAL,
    AssessmentRules,
    Grade,
    Indicator,
)

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
    """A unit's own indicators, its own score, the rolled-up score and the grade.

    Where nothing is measured there is no score yet, rather than one of 0.
    """

    indicators: tuple[IndicatorResult, ...]
    own_score: Decimal | None
    score: Decimal | None
    grade: Grade | None


def assess(
    measured: Mapping[Indicator, Fraction],
    rules: AssessmentRules,
    stations: Sequence[Decimal] = (),
) -> AssessmentResult:
    """Score a unit; `stations` are the scores of an institute's stations that have any.

    The weight of what is not measured or not applicable goes to the rest in proportion. Each score
    is rounded half-even to 0.01. An institute's score is its own share and its stations' mean, or
    the one alone where the other has no score.
    """
    targets = dict(rules.targets)
    weights = _weights(
        {
            indicator: weight
            for indicator, weight in rules.weights
            if weight and indicator in measured and measured[indicator].applicable
        }
    )
    results = tuple(
        _score(indicator, measured[indicator], targets[indicator], weights[indicator])
        if indicator in weights
        else IndicatorResult(indicator, None, targets[indicator], Decimal(0), Decimal(0))
        for indicator, _ in rules.weights
    )
    own = sum((result.score for result in results), Decimal(0)) if weights else None
    score = _roll_up(own, rules.own_share, stations)
    return AssessmentResult(results, own, score, None if score is None else rules.grade(score))


def _weights(applicable: Mapping[Indicator, int]) -> dict[Indicator, Decimal]:
    """100 points shared in proportion, in steps of 0.01; none if nothing is applicable.

    What cutting off leaves over goes to the largest remainders, so that the weights add up and a
    unit that does everything gets 100, not 100.01.
    """
    steps_total = int(WEIGHTS_TOTAL / _SCORE_STEP)
    given = sum(applicable.values())
    steps = {i: weight * steps_total // given for i, weight in applicable.items()}
    by_remainder = sorted(applicable, key=lambda i: -(applicable[i] * steps_total % given))
    for indicator in by_remainder[: steps_total - sum(steps.values())]:
        steps[indicator] += 1
    return {indicator: count * _SCORE_STEP for indicator, count in steps.items()}


def _score(
    indicator: Indicator, measured: Fraction, target: Decimal, weight: Decimal
) -> IndicatorResult:
    reached = min(measured.numerator / measured.denominator / target, Decimal(1))
    score = (weight * reached).quantize(_SCORE_STEP, ROUND_HALF_EVEN)
    return IndicatorResult(indicator, measured, target, weight, score)


def _roll_up(
    own: Decimal | None, own_share: Decimal, stations: Sequence[Decimal]
) -> Decimal | None:
    if not stations:
        return own
    mean = sum(stations, Decimal(0)) / len(stations)
    exact = mean if own is None else own * own_share + mean * (1 - own_share)
    return exact.quantize(_SCORE_STEP, ROUND_HALF_EVEN)
