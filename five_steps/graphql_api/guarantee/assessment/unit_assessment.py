"""Annual assessments (年度综合考核) as they stand."""

from enum import StrEnum
from typing import Annotated

import strawberry

from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.graphql_api.guarantee.assessment.explanation import (
    THE_SAME_FIGURE,
    IndicatorExplanation,
)
from five_steps.graphql_api.guarantee.assessment.explanation_sql import NO_BOUND
from five_steps.graphql_api.guarantee.assessment.final import FinalAssessment
from five_steps.graphql_api.guarantee.assessment.process import AssessmentProcess
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

THE_SAME_YEAR = "{t}.unit_id = {parent}.unit_id AND {t}.year = {parent}.year"
BEST_FIRST = Sort("coalesce({t}.score, -1)", "numeric", descending=True, unique="{t}.unit_id")


@graphql_enum
class IndicatorState(StrEnum):
    """Whether an indicator could be measured (指标状态)."""

    MEASURED = "MEASURED"
    """Measured 已测算."""
    NOT_APPLICABLE = "NOT_APPLICABLE"
    """Nothing to measure, or not for such units: its weight goes to the rest 不适用."""
    NOT_YET_MEASURED = "NOT_YET_MEASURED"
    """The unit's year has not begun 尚未测算."""


@entity(
    f"(SELECT i.*, {NO_BOUND} AS as_of FROM read.assessment_indicators i)",  # noqa: S608
    "An indicator of a unit's year (考核指标).",
    key={"unit_id": "uuid", "year": "int", "indicator": "text"},
    visible=PUBLIC,
)
class AssessmentIndicator:
    """An indicator of a unit's year."""

    indicator: Indicator = column("Which 指标.")
    formula: Formula = column("How it is measured 计算公式.")
    state: IndicatorState = column("Whether it could be measured 状态.")
    numerator: float | None = column("What was reached 分子.", "{t}.numerator::float8")
    denominator: float | None = column("Out of what 分母.", "{t}.denominator::float8")
    value: float | None = column("The quotient 指标值.", "{t}.value::float8")
    target: float | None = column(
        "The value that earns all of the weight 目标值.", "{t}.target::float8"
    )
    weight: float | None = column("Points to be earned 权重.", "{t}.weight::float8")
    score: float | None = column("Points earned 得分.", "{t}.score::float8")
    explanation: IndicatorExplanation | None = one(
        "Why it is so 指标说明; null if nothing was measured.", join=THE_SAME_FIGURE
    )


@entity(
    "read.unit_assessments",
    "A unit's annual comprehensive assessment as it stands (年度综合考核); without a score as long "
    "as nothing is measured 尚无得分.",
    key={"unit_id": "uuid", "year": "int"},
    visible=PUBLIC,
)
class UnitAssessment:
    """A unit's annual comprehensive assessment as it stands."""

    year: int = column("Civil year 年度.")
    own_score: float | None = column(
        "Score of the unit itself 本级得分, 0–100; null as long as nothing of its own is measured.",
        "{t}.own_score::float8",
    )
    score: float | None = column(
        "Score, for an institute with its stations' mean 得分, 0–100; null as long as nothing is "
        "measured.",
        "{t}.score::float8",
    )
    grade: Grade | None = column("Grade 等次, capped by a veto; null without a score.")
    vetoed: bool = column("Whether a veto stands on the year 一票否决.")
    policy_version: int | None = column("Version of the assessment policy 规则版本.")
    position: Position = column("Log position that it was measured at.")
    process_position: Position | None = column(
        "Log position of the last event of its yearly process; null if the centre has not opened "
        "it.",
        "(SELECT p.position FROM read.assessment_processes p"
        " WHERE p.unit_id = {t}.unit_id AND p.year = {t}.year)",
    )
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")
    indicators: list[AssessmentIndicator] = some(
        "The indicators 指标.",
        join=THE_SAME_YEAR,
        sorts={"": Sort("{t}.indicator", "text", unique=None)},
    )
    lower: Connection[
        Annotated[
            "UnitAssessment",
            strawberry.lazy("five_steps.graphql_api.guarantee.assessment.unit_assessment"),
        ]
    ] = connection(
        "The assessments that it rolls up, best first: of an institute's stations, of the centre's "
        "institutes 下级考核.",
        join="{t}.year = {parent}.year AND {t}.unit_id IN ("
        "SELECT l.id FROM read.units l JOIN read.units u ON u.id = l.parent_id"
        " WHERE l.parent_id = {parent}.unit_id"
        " AND (u.tier, l.tier) IN (('INSTITUTE', 'STATION'), ('CENTRE', 'INSTITUTE')))",
        sorts={"": BEST_FIRST},
    )
    process: AssessmentProcess | None = one(
        "Where the yearly process stands 考核程序; null if the centre has not opened it.",
        join=THE_SAME_YEAR,
    )
    final: FinalAssessment | None = one(
        "The final assessment, which nothing changes any more 定稿结果.", join=THE_SAME_YEAR
    )
