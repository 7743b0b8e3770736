"""Annual assessments (年度综合考核)."""

from enum import StrEnum

from five_steps.domain.guarantee.assessment_policy import Grade, Indicator
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

BEST_FIRST = {"": Sort("coalesce({t}.score, -1)", "numeric", descending=True, unique="{t}.unit_id")}


@graphql_enum
class IndicatorState(StrEnum):
    """Whether an indicator could be measured (指标状态)."""

    MEASURED = "MEASURED"
    """Measured 已测算."""
    NOT_APPLICABLE = "NOT_APPLICABLE"
    """Nothing to measure: its weight goes to the rest 不适用."""
    NOT_YET_MEASURED = "NOT_YET_MEASURED"
    """No records of it yet, or the unit's year has not begun 尚未测算."""


@entity(
    "read.assessment_indicators",
    "An indicator of a unit's year (考核指标).",
    key={"unit_id": "uuid", "year": "int", "indicator": "text"},
    visible=PUBLIC,
)
class AssessmentIndicator:
    """An indicator of a unit's year."""

    indicator: Indicator = column("Which 指标.")
    state: IndicatorState = column("Whether it could be measured 状态.")
    numerator: float | None = column("What was reached 分子.", "{t}.numerator::float8")
    denominator: float | None = column("Out of what 分母.", "{t}.denominator::float8")
    value: float | None = column("The quotient 指标值.", "{t}.value::float8")
    target: float | None = column(
        "The value that earns all of the weight 目标值.", "{t}.target::float8"
    )
    weight: float | None = column("Points to be earned 权重.", "{t}.weight::float8")
    score: float | None = column("Points earned 得分.", "{t}.score::float8")


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
    grade: Grade | None = column("Grade 等次; null without a score.")
    policy_version: int | None = column("Version of the assessment policy 规则版本.")
    position: Position = column("Log position that it was measured at.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")
    indicators: list[AssessmentIndicator] = some(
        "The indicators 指标.",
        join="{t}.unit_id = {parent}.unit_id AND {t}.year = {parent}.year",
        sorts={"": Sort("{t}.indicator", "text", unique=None)},
    )
