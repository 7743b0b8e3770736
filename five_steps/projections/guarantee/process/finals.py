"""The figures of final assessments, as they were frozen."""

from __future__ import annotations

from decimal import Decimal

from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.projections.guarantee.process.process_rows import (
    FinalIndicatorRow,
    FinalRow,
    ProcessRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


class TakesFinals(Projection):
    """`read.final_assessments` and `read.final_indicators`: rows that never change."""

    processes: Rows[Id, ProcessRow]

    def declare(self) -> None:
        self.finals = self.table(
            Ledger(
                FinalRow,
                "final_assessments",
                key=["assessment_id"],
                indexes=["(unit_id, year)", "(year, grade)"],
            )
        )
        self.final_indicators = self.table(
            Ledger(
                FinalIndicatorRow,
                "final_indicators",
                key=["assessment_id", "indicator"],
                indexes=["(unit_id, year)"],
            )
        )

    @on(UnitAssessment.Finalised)
    def frozen(
        self,
        event: Event,
        log_position: int,
        policy_version: int,
        follow_up_share: Decimal,
        counted: list[str],
        counts: list[int],
        indicators: list[str],
        formulas: list[str],
        numerators: list[Decimal],
        denominators: list[Decimal],
        values: list[Decimal],
        targets: list[Decimal],
        weights: list[Decimal],
        adjustments: list[Decimal],
        scores: list[Decimal],
        own_score: Decimal | None,
        lower_units: list[Id],
        lower_scores: list[Decimal],
        score: Decimal | None,
        grade: str | None,
        vetoed: bool,
        finalised_by: str,
    ) -> None:
        process = self.processes[event.stream]
        position = Position(log_position)
        self.finals.append(
            FinalRow(
                assessment_id=event.stream,
                unit_id=process.unit_id,
                year=process.year,
                own_score=own_score,
                lower_units=lower_units,
                lower_scores=lower_scores,
                score=score,
                grade=grade,
                vetoed=vetoed,
                policy_version=policy_version,
                log_position=position,
                counted=counted,
                counts=counts,
                finalised_by=finalised_by,
                finalised_at=event.at,
                position=event.position,
            )
        )
        columns = (
            indicators,
            formulas,
            numerators,
            denominators,
            values,
            targets,
            weights,
            adjustments,
            scores,
        )
        for indicator, formula, *figures in zip(*columns, strict=True):
            numerator, denominator, value, target, weight, adjustment, earned = figures
            self.final_indicators.append(
                FinalIndicatorRow(
                    assessment_id=event.stream,
                    indicator=indicator,
                    unit_id=process.unit_id,
                    year=process.year,
                    formula=formula,
                    numerator=numerator,
                    denominator=denominator,
                    value=value,
                    target=target,
                    weight=weight,
                    adjustment=adjustment,
                    score=earned,
                    follow_up_share=follow_up_share,
                    log_position=position,
                )
            )
