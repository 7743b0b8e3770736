"""The score of a unit's year: a pure function of what was counted and the rules.

The live view, a final assessment and an auditor use this same function, so they agree to the last
decimal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from five_steps.domain.guarantee.assessment_policy import WEIGHTS_TOTAL, AssessmentRules
from five_steps.domain.guarantee.formulas import Fraction
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import Indicator, IndicatorRule
from five_steps.domain.organisation.tiers import Tier

_SCORE_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator's outcome. Without a value it is not measured and weighs nothing."""

    rule: IndicatorRule
    measured: Fraction | None
    weight: Decimal
    """What it weighs after the weight of what is not measured went to the rest."""
    score: Decimal
    """What the value earns, and the checker's adjustment."""

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
    below: Sequence[Decimal] = (),
    *,
    tier: Tier,
    vetoed: bool = False,
    adjustments: Mapping[Indicator, Decimal] | None = None,
) -> AssessmentResult:
    """Score a unit of a tier.

    The weight of what is not measured or not applicable goes to the rest in proportion. Each score
    is rounded half-even to 0.01. An institute's score is its own share and its stations' mean, or
    the one alone where the other has no score; likewise the centre's with its institutes'.

    Args:
        measured: what was measured, by indicator.
        rules: the version that holds for the year.
        below: the scores of the units that it rolls up; of those that have any.
        tier: its own tier.
        vetoed: whether a veto caps its grade.
        adjustments: points that the check gives or takes; no indicator leaves 0 to its weight.
    """
    weights = _weights(
        {
            rule.indicator: rule.weight
            for rule in rules.indicators
            if rule.weight and rule.indicator in measured and measured[rule.indicator].applicable
        }
    )
    results = tuple(
        _score(
            rule,
            measured[rule.indicator],
            weights[rule.indicator],
            (adjustments or {}).get(rule.indicator, Decimal(0)),
        )
        if rule.indicator in weights
        else IndicatorResult(rule, None, Decimal(0), Decimal(0))
        for rule in rules.indicators
    )
    own = sum((result.score for result in results), Decimal(0)) if weights else None
    score = _roll_up(own, rules.own_share_of(tier), below)
    grade = None if score is None else rules.grade(score)
    if grade is not None and vetoed:
        grade = grade.at_most(rules.veto_grade_most)
    return AssessmentResult(results, own, score, grade)


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
    rule: IndicatorRule, measured: Fraction, weight: Decimal, adjustment: Decimal
) -> IndicatorResult:
    reached = min(measured.numerator / measured.denominator / rule.target, Decimal(1))
    earned = (weight * reached).quantize(_SCORE_STEP, ROUND_HALF_EVEN)
    score = min(max(earned + adjustment, Decimal(0)), weight)
    return IndicatorResult(rule, measured, weight, score)


def _roll_up(own: Decimal | None, own_share: Decimal, below: Sequence[Decimal]) -> Decimal | None:
    if not below or own_share == 1:
        return own
    mean = sum(below, Decimal(0)) / len(below)
    exact = mean if own is None else own * own_share + mean * (1 - own_share)
    return exact.quantize(_SCORE_STEP, ROUND_HALF_EVEN)
