"""From what was counted for a unit's year to its indicators."""

from collections.abc import Mapping
from decimal import Decimal

from five_steps.domain.guarantee.assessment_policy import AssessmentRules
from five_steps.domain.guarantee.counted import BEGINS_THE_YEAR, Counted
from five_steps.domain.guarantee.formulas import RATIOS, Fraction
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.organisation.tiers import PointKind, Tier

_NOTHING = Fraction(Decimal(0), Decimal(0))


def measure(
    counts: Mapping[Counted, int],
    rules: AssessmentRules,
    *,
    tier: Tier,
    point_kind: PointKind | None,
    follow_up_share: Decimal,
    year_over: bool,
) -> dict[Indicator, Fraction]:
    """Measure the indicators of a unit's year; in a year not begun, none.

    A year begins for a unit with the first thing done or missed. Before, nobody has been active,
    which at the year's end is a failing and on 1 January is none.

    Args:
        counts: what was counted for the unit in the year.
        rules: the version that holds for the year.
        tier: the unit's tier.
        point_kind: what a practice point is.
        follow_up_share: the share of closed orders to be followed up.
        year_over: whether the year is over, so that it counts whether it began or not.
    """
    if not (year_over or any(counts.get(counted) for counted in BEGINS_THE_YEAR)):
        return {}
    return {
        rule.indicator: RATIOS[rule.formula].of(counts, follow_up_share)
        if rule.applies_to(tier, point_kind)
        else _NOTHING
        for rule in rules.indicators
    }
