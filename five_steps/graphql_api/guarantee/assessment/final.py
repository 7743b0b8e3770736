"""Final assessments (定稿结果): frozen with the rules' version and the position of the log."""

from datetime import datetime

from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.graphql_api.guarantee.assessment.explanation import (
    THE_SAME_FIGURE,
    IndicatorExplanation,
)
from five_steps.graphql_api.kernel.access import ASSESSMENT_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position


@entity(
    "(SELECT i.*, i.log_position AS as_of FROM read.final_indicators i)",
    "An indicator of a final assessment (定稿指标).",
    key={"assessment_id": "uuid", "indicator": "text"},
    visible=PUBLIC,
)
class FinalIndicator:
    """An indicator of a final assessment."""

    indicator: Indicator = column("Which 指标.")
    formula: Formula = column("How it was measured 计算公式.")
    numerator: float = column("What was reached 分子.", "{t}.numerator::float8")
    denominator: float = column(
        "Out of what 分母; 0 if there was nothing to measure.", "{t}.denominator::float8"
    )
    value: float = column("The quotient 指标值.", "{t}.value::float8")
    target: float = column("The value that earns all of the weight 目标值.", "{t}.target::float8")
    weight: float = column(
        "Points to be earned 权重; 0 if nothing was measured.", "{t}.weight::float8"
    )
    adjustment: float = column(
        "Points that the check or an objection gave or took 核查加减分.", "{t}.adjustment::float8"
    )
    score: float = column("Points earned 得分, within 0 and the weight.", "{t}.score::float8")
    explanation: IndicatorExplanation | None = one(
        "Why it is so 指标说明; null if nothing was measured.", join=THE_SAME_FIGURE
    )


@entity(
    "read.final_assessments",
    "A final assessment (定稿结果): counted up to a position of the log, by one version of the "
    "rules, and changed by nothing since.",
    key={"assessment_id": "uuid"},
    visible=PUBLIC,
)
class FinalAssessment:
    """A final assessment."""

    year: int = column("Civil year 年度.")
    own_score: float | None = column("Score of the unit itself 本级得分.", "{t}.own_score::float8")
    lower_count: int = column(
        "Final scores that it rolls up 下级数.", "cardinality({t}.lower_scores)"
    )
    lower_mean: float | None = column(
        "Mean of the final scores that it rolls up 下级平均分.",
        "(SELECT avg(lower_score) FROM unnest({t}.lower_scores) AS lower_score)::float8",
    )
    score: float | None = column("The final score 最终得分.", "{t}.score::float8")
    grade: Grade | None = column("The final grade 最终等次.")
    vetoed: bool = column("Whether a veto capped the grade 一票否决.")
    policy_version: int = column("Version of the assessment policy 规则版本.")
    log_position: Position = column("Everything up to it was counted, and nothing after it.")
    finalised_at: datetime = column("When it became final 定稿时间.")
    finalised_by: str | None = column("Who made it final 定稿人.", seen_by=ASSESSMENT_IN_FULL)
    position: Position = column("Log position of the event that froze it.")
    indicators: list[FinalIndicator] = some(
        "The indicators 指标.",
        join="{t}.assessment_id = {parent}.assessment_id",
        sorts={"": Sort("{t}.indicator", "text", unique=None)},
    )
