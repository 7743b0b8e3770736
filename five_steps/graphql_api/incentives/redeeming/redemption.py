"""Redemptions (兑换)."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Annotated

import segno
import strawberry

from five_steps.commands.incentives.redeeming.redemption_code import redemption_code
from five_steps.domain.incentives.redeeming.redemption import RedemptionState
from five_steps.graphql_api.incentives.redeeming.counter import Counter
from five_steps.graphql_api.incentives.redeeming.reward import Reward
from five_steps.graphql_api.kernel.access import COST, REDEMPTION, REDEMPTION_CODE
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import column, entity, one, row_key
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Cents, Position
from five_steps.graphql_api.people.volunteer import Volunteer

if TYPE_CHECKING:
    from five_steps.graphql_api.incentives.fund.settlement import Settlement

LATEST_FIRST = {"": Sort("{t}.held_at", "timestamptz", descending=True)}
QR_MODULE_PIXELS = 8
QR_QUIET_MODULES = 4


@strawberry.input(description="Which redemptions to list; all that is given must hold.")
class RedemptionFilter:
    """Which redemptions to list."""

    volunteer: strawberry.ID | None = condition(
        "{t}.volunteer_id = {p}::uuid", "Of this volunteer 志愿者.", read=reads_id("Volunteer")
    )
    counter: strawberry.ID | None = condition(
        "{t}.counter_id = {p}::uuid", "At this counter 兑换点.", read=reads_id("Counter")
    )
    merchant: strawberry.ID | None = condition(
        "{t}.merchant_id = {p}::uuid",
        "At this merchant's counters 商户.",
        read=reads_id("Merchant"),
    )
    reward: strawberry.ID | None = condition(
        "{t}.reward_id = {p}::uuid", "Of this reward 兑换品.", read=reads_id("Reward")
    )
    state: list[RedemptionState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    settled: bool | None = condition(
        "({t}.settlement_id IS NOT NULL) = {p}::boolean",
        "Listed in a settlement or not 是否已结算.",
    )
    held_from: datetime | None = condition(
        "{t}.held_at >= {p}::timestamptz", "Held at or after this moment 预留时间起."
    )
    held_before: datetime | None = condition(
        "{t}.held_at < {p}::timestamptz", "Held before this moment 预留时间止."
    )
    confirmed_from: datetime | None = condition(
        "{t}.confirmed_at >= {p}::timestamptz", "Confirmed at or after this moment 确认时间起."
    )
    confirmed_before: datetime | None = condition(
        "{t}.confirmed_at < {p}::timestamptz", "Confirmed before this moment 确认时间止."
    )


@entity(
    "read.redemptions",
    "A redemption (兑换): so many of a reward at a counter, for points.",
    visible=REDEMPTION,
    hidden={"code_shown": REDEMPTION_CODE},
)
class Redemption(Node):
    """A redemption."""

    state: RedemptionState = column("Where it stands 状态.")
    quantity: int = column("How many 数量.")
    points: int = column("Points for all of them 积分.")
    cost_cents: Cents | None = column(
        "What all of them cost the fund, in 分 成本; for staff.", seen_by=COST
    )
    held_by: str = column("Who held it: the volunteer or an operator 预留人.")
    held_at: datetime = column("When it was held 预留时间.")
    expires_at: datetime = column("Until when the hold waits for the confirmation 预留截止.")
    confirmed_by: str | None = column("The operator who confirmed 确认人.")
    confirmed_at: datetime | None = column("When 确认时间.")
    fulfilled_by: str | None = column("Who handed it over 兑付人.")
    fulfilled_at: datetime | None = column("When it was handed over 兑付时间.")
    ended_by: str | None = column("Who cancelled or took it back 取消或退回人.")
    ended_at: datetime | None = column("When it was cancelled, timed out or returned 终止时间.")
    ended_reason: str | None = column("Why it was cancelled or returned 取消或退回原因.")
    returnable_until: datetime | None = column(
        "Until when it may be returned, unless it is settled before 可退截止.",
        "CASE WHEN {t}.state IN ('CONFIRMED', 'FULFILLED') AND {t}.return_days > 0"
        " AND {t}.settlement_id IS NULL"
        " THEN {t}.confirmed_at + make_interval(hours => 24 * {t}.return_days) END",
    )
    position: Position = column("Log position of its last event.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
    counter: Counter | None = one("The counter 兑换点.", join="{t}.id = {parent}.counter_id")
    reward: Reward | None = one("The reward 兑换品.", join="{t}.id = {parent}.reward_id")
    settlement: (
        Annotated[
            "Settlement", strawberry.lazy("five_steps.graphql_api.incentives.fund.settlement")
        ]
        | None
    ) = one("The settlement that lists it 结算单.", join="{t}.id = {parent}.settlement_id")
    code_shown: strawberry.Private[bool]

    @strawberry.field(
        description="The one-time code 兑换码, ten digits; for its volunteer while it is held."
    )
    def code(self, info: Info) -> str | None:
        """The ten digits; None for everybody else and once it is no longer held."""
        if not self.code_shown:
            return None
        (redemption_id,) = row_key(self)
        return redemption_code(info.context.services.secrets, redemption_id)

    @strawberry.field(
        description="The code as a QR code 兑换码二维码: an SVG document; null where `code` is."
    )
    def code_qr(self, info: Info) -> str | None:
        """The digits as an SVG document."""
        code = self.code(info)
        return None if code is None else _qr(code)


def _qr(text: str) -> str:
    svg = BytesIO()
    # Scanners at counters read no Micro QR codes.
    segno.make(text, micro=False).save(
        svg, kind="svg", scale=QR_MODULE_PIXELS, border=QR_QUIET_MODULES, xmldecl=False, nl=False
    )
    return svg.getvalue().decode()
