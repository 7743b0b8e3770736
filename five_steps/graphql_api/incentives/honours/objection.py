"""Objections to nominations (异议)."""

from datetime import datetime

from five_steps.graphql_api.kernel.access import OBJECTION
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position


@entity(
    "read.objections",
    "An objection to a nomination that was announced (异议); for who raised it and the staff who "
    "decide.",
    visible=OBJECTION,
)
class Objection(Node):
    """An objection to a nomination."""

    reason: str = column("Why 异议理由.")
    raised_by: str = column("Who raised it 提出人.")
    raised_at: datetime = column("When it was raised 提出时间.")
    upheld: bool | None = column("Whether it was upheld 是否成立; null while it is open.")
    decision: str | None = column("Why it was decided so 裁定理由.")
    decided_by: str | None = column("Who decided 裁定人.")
    decided_at: datetime | None = column("When it was decided 裁定时间.")
    position: Position = column("Log position of its last event.")
