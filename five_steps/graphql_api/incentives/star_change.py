"""Changes of a volunteer's star (星级变动)."""

from datetime import datetime

from five_steps.graphql_api.kernel.access import STAR_CHANGE
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.scalars import Position


@entity(
    "read.star_changes",
    "A change of a volunteer's star (星级变动), with what it was decided by.",
    key={"position": "bigint"},
    visible=STAR_CHANGE,
)
class StarChange:
    """A change of a volunteer's star."""

    level: int = column("The star from then on 星级, 0–5.")
    previous_level: int = column("The star before 原星级, 0–5.")
    minutes: int | None = column("Verified minutes at that time 服务时长（分钟）.")
    ratings_count: int | None = column("Ratings at that time 评价次数.")
    ratings_total: int | None = column("Sum of those ratings 评分合计.")
    policy_version: int | None = column(
        "Version of the incentive policy 规则版本; null for a decision."
    )
    reason: str | None = column("Why it was lowered 下调原因; null for a promotion.")
    occurred_at: datetime = column("When 时间.")
    position: Position = column("Log position of the change.")
