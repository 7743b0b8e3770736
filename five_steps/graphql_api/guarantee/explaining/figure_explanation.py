"""Why a number is as it is (数据溯源): exactly the events that add up to it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from five_steps.graphql_api.guarantee.explaining.figure_sql import (
    CONTRIBUTIONS,
    EXPLAINED_FIGURES,
)
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.guarantee.policy import PolicyVersion
from five_steps.graphql_api.kernel.access import EVENT_CAUSE
from five_steps.graphql_api.kernel.collection import Argument, Condition, Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.rule import PUBLIC, Rule
from five_steps.graphql_api.kernel.scalars import Position

_KEY = {"kind": "text", "owner_id": "uuid", "owner_key": "text", "figure": "text"}


# Events are reached through the explanation alone, and seen by whoever sees that.
@entity(
    CONTRIBUTIONS,
    "An event that a number is made of (计入事件).",
    key={**_KEY, "position": "bigint"},
    visible=PUBLIC,
)
class ContributingEvent:
    """An event that a number is made of."""

    position: Position = column("Place in the log 序号.")
    topic: str = column("What happened, such as `service_book.hours_verified` 事件类型.")
    originator_id: UUID = column("The stream it belongs to.")
    recorded_at: datetime = column("When it was recorded 记录时间.")
    contribution: float = column(
        "What it added to the number, below zero for what it took away 计入值.", "{t}.added::float8"
    )
    actor: str | None = column("Who caused it 操作人; for staff.", seen_by=EVENT_CAUSE)
    command_id: UUID | None = column("The command that caused it; for staff.", seen_by=EVENT_CAUSE)
    policy: PolicyVersion | None = one(
        "The rules that the amount was decided by 依据规则; null where none matter.",
        join="{t}.kind = {parent}.policy_kind AND {t}.version = {parent}.policy_version",
    )


@entity(
    EXPLAINED_FIGURES,
    "Why a number is as it is (数据溯源).",
    key=_KEY,
    visible=Rule(),
)
class FigureExplanation:
    """Why a number is as it is."""

    figure: str = column("Which number 指标.")
    value: float = column("The number: the sum of all contributions 数值.", "{t}.value::float8")
    events: Connection[ContributingEvent] = connection(
        "Exactly the events that it is made of, in order 计入事件.",
        join=" AND ".join(f"{{t}}.{name} = {{parent}}.{name}" for name in _KEY),
        sorts={"": Sort("{t}.position", "bigint", unique=None)},
    )


def explanation(
    kind: Explained, figures: type[StrEnum], *, owner: str, seen_by: Rule, key: str = "''"
) -> Any:
    """A field that explains the numbers of an object.

    Args:
        kind: what the object is.
        figures: its numbers.
        owner: its id, an SQL template over `{parent}`.
        seen_by: who sees the events behind its numbers, a rule over a row of `EXPLAINED_FIGURES`.
        key: what tells it from others of the same id, a template too.
    """
    return one(
        "Why a number is as it is 数据溯源; null to those who may not see what it is made of.",
        join=f"{{t}}.kind = '{kind}' AND {{t}}.owner_id = {owner} AND {{t}}.owner_key = {key}",
        arguments={
            "of": Argument(figures, "Which number 指标.", Condition("{t}.figure = {p}::text"))
        },
        seen_by=seen_by,
    )
