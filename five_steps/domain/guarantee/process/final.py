"""What a final assessment freezes: a pure function of counts, rules, checks and lower finals.

An auditor who counts the log up to the same position calls it again and gets the same fields.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any
from uuid import UUID

from five_steps.domain.guarantee.assessment import IndicatorResult, assess
from five_steps.domain.guarantee.assessment_policy import AssessmentRules
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.formulas import Fraction
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.measuring import measure
from five_steps.domain.kernel.district_time import start_of_day
from five_steps.domain.organisation.tiers import PointKind, Tier

_MEASURE_STEP = Decimal("0.0001")
_NOTHING = Decimal(0)


def rules_moment(year: int) -> datetime:
    """The moment whose rules hold for a year that is over: its last."""
    return start_of_day(date(year + 1, 1, 1)) - timedelta(microseconds=1)


def final_fields(
    counted: CountedYear,
    rules: AssessmentRules,
    *,
    tier: Tier,
    point_kind: PointKind | None,
    follow_up_share: Decimal,
    adjustments: Mapping[Indicator, Decimal],
    lower: Mapping[UUID, Decimal],
) -> dict[str, Any]:
    """The figures of `UnitAssessment.Finalised`."""
    measured = measure(
        counted.counts,
        rules,
        tier=tier,
        point_kind=point_kind,
        follow_up_share=follow_up_share,
        year_over=True,
    )
    lower_units = sorted(lower)
    lower_scores = [lower[unit_id] for unit_id in lower_units]
    result = assess(
        measured,
        rules,
        lower_scores,
        tier=tier,
        vetoed=counted.vetoed,
        adjustments=adjustments,
    )
    counts = sorted((number.value, amount) for number, amount in counted.counts.items() if amount)
    fractions = [_fraction(indicator) for indicator in result.indicators]
    return {
        "log_position": counted.position,
        "policy_version": rules.version,
        "follow_up_share": follow_up_share,
        "counted": [number for number, _ in counts],
        "counts": [amount for _, amount in counts],
        "indicators": [indicator.rule.indicator.value for indicator in result.indicators],
        "formulas": [indicator.rule.formula.value for indicator in result.indicators],
        "numerators": [_rounded(fraction.numerator) for fraction in fractions],
        "denominators": [_rounded(fraction.denominator) for fraction in fractions],
        "values": [indicator.value or _NOTHING for indicator in result.indicators],
        "targets": [indicator.rule.target for indicator in result.indicators],
        "weights": [indicator.weight for indicator in result.indicators],
        "adjustments": [
            adjustments.get(indicator.rule.indicator, _NOTHING) for indicator in result.indicators
        ],
        "scores": [indicator.score for indicator in result.indicators],
        "own_score": result.own_score,
        "lower_units": lower_units,
        "lower_scores": lower_scores,
        "score": result.score,
        "grade": result.grade.value if result.grade else None,
        "vetoed": counted.vetoed,
    }


def _fraction(indicator: IndicatorResult) -> Fraction:
    return indicator.measured or Fraction(_NOTHING, _NOTHING)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_MEASURE_STEP, ROUND_HALF_EVEN)
