"""Why a figure is as it is (指标说明): its formula, and the events it was counted from."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.guarantee.formulas import Formula
from five_steps.graphql_api.guarantee.assessment.explanation_sql import (
    CONSTANTS,
    COUNTED_EVENTS,
    EXPLANATIONS,
)
from five_steps.graphql_api.kernel.access import COUNTED_EVENT
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position

_KEY = {"unit_id": "uuid", "year": "int", "indicator": "text", "as_of": "bigint"}
THE_SAME_FIGURE = " AND ".join(f"{{t}}.{name} = {{parent}}.{name}" for name in _KEY)


@entity(
    COUNTED_EVENTS,
    "An event that a figure was counted from (计入事件).",
    key={**_KEY, "position": "bigint"},
    visible=COUNTED_EVENT,
)
class CountedEvent:
    """An event that a figure was counted from."""

    position: Position = column("Place in the log 序号.")
    topic: str = column("What happened, such as `order.rated` 事件类型.")
    originator_id: UUID = column("The stream it belongs to.")
    recorded_at: datetime = column("When it was recorded 记录时间.")
    actor: str | None = column("Who caused it 操作人.")
    command_id: UUID | None = column("The command that caused it; null if another tool wrote it.")
    contribution: float = column(
        "What it added to the numerator 计入分子.", "{t}.numerator::float8"
    )
    denominator_contribution: float = column(
        "What it added to the denominator 计入分母.", "{t}.denominator::float8"
    )


@entity(EXPLANATIONS, "Why a figure is as it is (指标说明).", key=_KEY, visible=PUBLIC)
class IndicatorExplanation:
    """Why a figure is as it is."""

    formula: Formula = column("How it is measured 计算公式.")
    numerator: float = column("What was reached 分子.", "{t}.numerator::float8")
    denominator: float = column("Out of what 分母.", "{t}.denominator::float8")
    denominator_constant: float = column(
        "What is in the denominator whatever happened 分母常数.",
        f"(CASE {{t}}.formula {CONSTANTS} ELSE 0 END)::float8",
    )
    events: Connection[CountedEvent] = connection(
        "Exactly the events that were counted, in order: their contributions add up to numerator "
        "and denominator 计入事件; for staff of the unit or above, auditors and the centre.",
        join=THE_SAME_FIGURE,
        sorts={"": Sort("{t}.position", "bigint", unique=None)},
    )
