"""Settlements (结算) with merchants, and with units that run counters themselves."""

from datetime import datetime

import strawberry

from five_steps.domain.incentives.fund.settlement import SettlementState
from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import SettlementFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.incentives.fund.merchant import Merchant
from five_steps.graphql_api.incentives.redeeming.redemption import Redemption
from five_steps.graphql_api.kernel.access import FIGURE_OF_SETTLEMENT, SETTLEMENT
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Cents, Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

LATEST_FIRST = {"": Sort("{t}.stated_at", "timestamptz", descending=True)}


@strawberry.input(description="Which settlements to list; all that is given must hold.")
class SettlementFilter:
    """Which settlements to list."""

    merchant: strawberry.ID | None = condition(
        "{t}.merchant_id = {p}::uuid", "With this merchant 商户.", read=reads_id("Merchant")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Drawn up by this unit or any under it 结算单位.",
        read=reads_id("Unit"),
    )
    state: list[SettlementState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    starts_from: datetime | None = condition(
        "{t}.starts_at >= {p}::timestamptz", "Of periods that begin at or after this moment 期间起."
    )
    ends_before: datetime | None = condition(
        "{t}.ends_at <= {p}::timestamptz", "Of periods that are over by this moment 期间止."
    )


# Lines are reached through the settlement alone, and seen by whoever sees that.
@entity(
    "read.settlement_lines",
    "What one redemption costs the fund (结算明细).",
    key={"settlement_id": "uuid", "number": "int"},
    visible=PUBLIC,
)
class SettlementLine:
    """What one redemption costs the fund."""

    number: int = column("Line of the statement, from 1 序号.")
    cost_cents: Cents = column("Cost in 分 金额.")
    redemption: Redemption | None = one(
        "The redemption 兑换.", join="{t}.id = {parent}.redemption_id"
    )


@entity(
    "read.settlements",
    "A settlement (结算单): what the fund owes one payee for a period.",
    visible=SETTLEMENT,
)
class Settlement(Node):
    """A settlement."""

    state: SettlementState = column("Where it stands 状态.")
    starts_at: datetime = column("Start of the period 期间开始.")
    ends_at: datetime = column("End of the period 期间结束.")
    line_count: int = column("Redemptions listed 笔数.")
    total_cents: Cents = column("Total in 分 合计.")
    stated_by: str = column("Who drew it up 制单人.")
    stated_at: datetime = column("When 制单时间.")
    disputed_by: str | None = column("Who disputed it last 异议人.")
    disputed_at: datetime | None = column("When 异议时间.")
    dispute_reason: str | None = column("Why 异议原因.")
    answered_by: str | None = column("Who answered the dispute 答复人.")
    answered_at: datetime | None = column("When 答复时间.")
    answer: str | None = column("The answer 答复.")
    agreed_by: str | None = column("Who agreed to it 确认人.")
    agreed_at: datetime | None = column("When 确认时间.")
    paid_by: str | None = column("Who paid it 付款人.")
    paid_at: datetime | None = column("When 付款时间.")
    reference: str | None = column("The transfer 付款凭证号.")
    withdrawn_by: str | None = column("Who withdrew it 撤回人.")
    withdrawn_at: datetime | None = column("When 撤回时间.")
    withdrawn_reason: str | None = column("Why 撤回原因.")
    position: Position = column("Log position of its last event.")
    merchant: Merchant | None = one(
        "The merchant 商户; null for the counters that the unit runs itself.",
        join="{t}.id = {parent}.merchant_id",
    )
    unit: Unit | None = one("The unit that drew it up 结算单位.", join="{t}.id = {parent}.unit_id")
    explanation: FigureExplanation | None = explanation(
        Explained.SETTLEMENT, SettlementFigure, owner="{parent}.id", seen_by=FIGURE_OF_SETTLEMENT
    )
    lines: Connection[SettlementLine] = connection(
        "The lines 明细.",
        join="{t}.settlement_id = {parent}.id",
        sorts={"": Sort("{t}.number", "int", unique=None)},
    )
