"""Writes down what a unit's year came to, where that is other than before."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from five_steps.projections.guarantee.assessment.result_rows import (
    IndicatorRow,
    UnitAssessmentRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from five_steps.domain.guarantee.assessment import AssessmentResult, IndicatorResult
    from five_steps.domain.guarantee.formulas import Fraction
    from five_steps.domain.guarantee.indicators import Indicator
    from five_steps.projections.guarantee.assessment.in_force import InForce
    from five_steps.projections.guarantee.assessment.tables import AssessmentTables
    from five_steps.projections.kernel.values import Id, Position

_STEP = Decimal("0.0001")


def keep_nothing(kept: AssessmentTables, unit_id: Id, year: int) -> None:
    """The unit is not assessed in the year."""
    _replace(kept, unit_id, year, None, [])


def keep_result(
    kept: AssessmentTables,
    unit_id: Id,
    year: int,
    result: AssessmentResult,
    measured: Mapping[Indicator, Fraction],
    rules: InForce,
    vetoed: bool,
    position: Position,
) -> None:
    """What the year came to."""
    row = UnitAssessmentRow(
        unit_id=unit_id,
        year=year,
        own_score=result.own_score,
        score=result.score,
        grade=result.grade,
        vetoed=vetoed,
        policy_version=rules.rules.version,
        position=position,
    )
    indicators = [
        _indicator(unit_id, year, indicator, measured, rules.follow_up_share)
        for indicator in result.indicators
    ]
    _replace(kept, unit_id, year, row, indicators)


def _replace(
    kept: AssessmentTables,
    unit_id: Id,
    year: int,
    row: UnitAssessmentRow | None,
    indicators: list[IndicatorRow],
) -> None:
    before = kept.results.find((unit_id, year))
    if before != row:
        if before is not None:
            kept.results.remove((unit_id, year))
        if row is not None:
            kept.results.add(row)
    wanted = {indicator.indicator: indicator for indicator in indicators}
    for old in kept.indicators.of(unit_id):
        if old.year == year and wanted.get(old.indicator) != old:
            kept.indicators.remove((unit_id, year, old.indicator))
    for new in indicators:
        if kept.indicators.find((unit_id, year, new.indicator)) is None:
            kept.indicators.add(new)


def _indicator(
    unit_id: Id,
    year: int,
    result: IndicatorResult,
    measured: Mapping[Indicator, Fraction],
    follow_up_share: Decimal,
) -> IndicatorRow:
    fraction = result.measured
    if fraction is not None:
        state = "MEASURED"
    elif result.rule.indicator in measured:
        state = "NOT_APPLICABLE"
    else:
        state = "NOT_YET_MEASURED"
    return IndicatorRow(
        unit_id=unit_id,
        year=year,
        indicator=result.rule.indicator,
        formula=result.rule.formula,
        numerator=_rounded(fraction.numerator) if fraction else None,
        denominator=_rounded(fraction.denominator) if fraction else None,
        value=result.value,
        target=result.rule.target,
        weight=result.weight,
        score=result.score,
        state=state,
        follow_up_share=follow_up_share,
    )


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_STEP, ROUND_HALF_EVEN)
