"""Points (积分): account, lots and entries."""

from datetime import datetime

from five_steps.domain.incentives.points_account import AdjustmentCause
from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import PointsFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.incentives.adjustment import Adjustment
from five_steps.graphql_api.incentives.redeeming.redemption import Redemption
from five_steps.graphql_api.incentives.service_record import ServiceRecord
from five_steps.graphql_api.incentives.spendable import SPENDABLE
from five_steps.graphql_api.kernel.access import FIGURE_OF_VOLUNTEER, POINTS
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.people.volunteer import Volunteer
from five_steps.projections.incentives.points_rows import PointsBalance, PointsEntryKind


# Lots and entries are reached through the account alone, and seen by whoever sees that.
@entity(
    "read.points_lots",
    "Points issued at once (积分批次): points = left + held + spent + expired.",
    visible=PUBLIC,
)
class PointsLot:
    """Points issued at once."""

    points: int = column("Points in the lot 积分.", "{t}.issued")
    left: int = column("What is left 剩余; below zero: owed.", "{t}.available")
    held: int = column("Held by open redemptions 预留.")
    spent: int = column("Spent 已用.")
    expired: int = column("Void since their expiry 过期.")
    expires_at: datetime = column("When they expire 到期时间.")
    frozen: bool = column("Whether a dispute freezes them 是否冻结.")
    policy_version: int | None = column(
        "Version of the incentive policy they were credited by 规则版本; null for an adjustment."
    )
    record: ServiceRecord | None = one(
        "The service record they were earned by 服务记录.", join="{t}.id = {parent}.id"
    )


@entity(
    "read.points_entries",
    "An entry of a points account (积分明细): points that went from one balance to another.",
    key={"position": "bigint"},
    visible=PUBLIC,
)
class PointsEntry:
    """An entry of a points account."""

    kind: PointsEntryKind = column("Why there is an entry 类别.")
    from_balance: PointsBalance | None = column(
        "Where they came from 转出; null for a dispute, which moves nothing."
    )
    to_balance: PointsBalance | None = column("Where they went 转入.")
    points: int = column("How many, never below zero 积分.")
    available_change: int = column(
        "What it did to the points available, signed 可用积分变动.",
        "CASE 'AVAILABLE' WHEN {t}.to_balance THEN {t}.points"
        " WHEN {t}.from_balance THEN -{t}.points ELSE 0 END",
    )
    minutes: int | None = column("Minutes they are for 时长（分钟）.")
    coefficient: float | None = column("Rating coefficient 评分系数.", "{t}.coefficient::float8")
    cause: AdjustmentCause | None = column("Why hours were worth something else 调整原因.")
    policy_version: int | None = column("Version of the incentive policy 规则版本.")
    issued_after: int = column("Points issued so far, afterwards 累计积分.")
    available_after: int = column("Points available afterwards 可用积分余额.")
    frozen_after: int = column("Of these, frozen by disputes 冻结积分.")
    held_after: int = column("Points held afterwards 预留积分.")
    spent_after: int = column("Points spent so far, afterwards 已用积分.")
    expired_after: int = column("Points expired so far, afterwards 过期积分.")
    occurred_at: datetime = column("When 时间.")
    position: Position = column("Log position of the entry.")
    record: ServiceRecord | None = one(
        "The service record whose lot it changed 服务记录.",
        join="{t}.id = {parent}.lot_ids[1] AND {parent}.redemption_id IS NULL",
    )
    redemption: Redemption | None = one(
        "The redemption 兑换.", join="{t}.id = {parent}.redemption_id"
    )
    adjustment: Adjustment | None = one(
        "The adjustment by hand 人工调整.", join="{t}.id = {parent}.adjustment_id"
    )


@entity(
    "read.points_accounts",
    "A volunteer's points account (积分账户): issued = available + held + spent + expired.",
    visible=POINTS,
)
class PointsAccount:
    """A volunteer's points account."""

    issued: int = column("Points issued so far 累计积分.")
    available: int = column("Points neither held, spent nor expired 可用积分; below zero: owed.")
    frozen: int = column("Of these, points frozen by disputes 冻结积分.")
    held: int = column("Points held by open redemptions 预留积分.")
    spent: int = column("Points spent and not returned 已用积分.")
    expired: int = column("Points void since their expiry 过期积分.")
    spendable: int = column(
        "What may be spent now 当前可兑积分: nothing frozen, expired or owed.", SPENDABLE
    )
    position: Position = column("Log position of its last event.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
    explanation: FigureExplanation | None = explanation(
        Explained.POINTS, PointsFigure, owner="{parent}.volunteer_id", seen_by=FIGURE_OF_VOLUNTEER
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
