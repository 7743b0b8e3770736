"""Months whose personal texts were erased in time (按月到期删除)."""

from datetime import datetime

from five_steps.domain.people.privacy.data_period import MonthlyTexts
from five_steps.graphql_api.kernel.access import RETENTION_DUE
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position

LATEST_MONTH_FIRST = {"": Sort("{t}.month", "text", descending=True)}


@entity(
    "read.data_periods",
    "A month whose personal texts of a kind were erased, because the time to keep them was over "
    "(按月到期删除).",
    visible=RETENTION_DUE,
)
class ErasedMonth(Node):
    """A month whose texts of a kind were erased."""

    kind: MonthlyTexts = column("Which texts 信息类别.")
    month: str = column("The month 月份, as `2026-11`.")
    policy_version: int = column("The version of the rules that said so 规则版本.")
    erased_by: str = column("Who erased them 删除人; the deadline keeper.")
    erased_at: datetime = column("When 删除时间.")
    position: Position = column("Log position of the receipt.")
