"""Reports that units gave at joint meetings (会议汇报)."""

from datetime import datetime

from five_steps.graphql_api.kernel.access import MEETING_PART
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit


@entity("read.meeting_reports", "What a unit reported (汇报).", visible=MEETING_PART)
class MeetingReport(Node):
    """What a unit reported."""

    title: str = column("Title 标题.")
    text: str = column("What it said 内容.")
    given_by: str = column("Who reported 汇报人.")
    given_at: datetime = column("When 汇报时间.")
    position: Position = column("Log position of the event.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")
