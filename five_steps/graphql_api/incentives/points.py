"""Points (积分): account, lots and entries."""

from datetime import datetime

from five_steps.graphql_api.incentives.service_record import ServiceRecord
from five_steps.graphql_api.kernel.access import POINTS
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.people.volunteer import Volunteer


# Lots and entries are reached through the account alone, and seen by whoever sees that.
@entity("read.points_lots", "The points of one service record (积分批次).", visible=PUBLIC)
class PointsLot:
    """The points of one service record."""

    points: int = column("Points in the lot 积分.")
    expires_at: datetime = column("When they expire 到期时间.")
    frozen: bool = column("Whether a dispute freezes them 是否冻结.")
    policy_version: int = column("Version of the incentive policy they were credited by 规则版本.")
    record: ServiceRecord | None = one(
        "The service record they were earned by 服务记录.", join="{t}.id = {parent}.id"
    )


@entity(
    "read.points_entries",
    "An entry of a points account (积分明细).",
    key={"position": "bigint"},
    visible=PUBLIC,
)
class PointsEntry:
    """An entry of a points account."""

    kind: str = column("CREDITED 入账, ADJUSTED 调整, FROZEN 冻结 or RELEASED 解冻.")
    points: int = column("Points, signed where they change what was issued 积分.")
    minutes: int | None = column("Minutes they are for 时长（分钟）.")
    coefficient: float | None = column("Rating coefficient 评分系数.", "{t}.coefficient::float8")
    cause: str | None = column("Why they were adjusted 调整原因.")
    policy_version: int | None = column("Version of the incentive policy 规则版本.")
    available_after: int = column("Points available afterwards 可用积分余额.")
    occurred_at: datetime = column("When 时间.")
    position: Position = column("Log position of the entry.")


@entity(
    "read.points_accounts",
    "A volunteer's points account (积分账户): issued = available + frozen.",
    visible=POINTS,
)
class PointsAccount:
    """A volunteer's points account."""

    issued: int = column("Points issued so far 累计积分.")
    frozen: int = column("Points frozen by disputes 冻结积分.")
    available: int = column("Points to be spent 可用积分.")
    position: Position = column("Log position of its last event.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
    lots: list[PointsLot] = some(
        "The lots, those that expire first in front 积分批次.",
        paged=True,
        join="{t}.volunteer_id = {parent}.volunteer_id",
        sorts={"": Sort("{t}.expires_at", "timestamptz")},
    )
    entries: Connection[PointsEntry] = connection(
        "The entries, latest first 积分明细.",
        join="{t}.volunteer_id = {parent}.volunteer_id",
        sorts={"": Sort("{t}.position", "bigint", descending=True, unique=None)},
    )
