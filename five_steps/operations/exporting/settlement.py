"""The statement of a settlement (对账单). It names no volunteer: the payee has no need to know."""

from uuid import UUID

from asyncpg import Pool, Record

from five_steps.domain.incentives.fund.settlement import SettlementState
from five_steps.operations.exporting.sheet import Sheet, yuan

_SETTLEMENT = """
    SELECT s.*, u.name AS unit, m.name AS merchant
    FROM read.settlements s
    JOIN read.units u ON u.id = s.unit_id
    LEFT JOIN read.merchants m ON m.id = s.merchant_id
    WHERE s.id = $1"""
_LINES = """
    SELECT l.number, l.redemption_id, c.name AS counter, w.name AS reward, r.quantity, r.points,
        r.confirmed_at, r.fulfilled_at, l.cost_cents
    FROM read.settlement_lines l
    JOIN read.redemptions r ON r.id = l.redemption_id
    JOIN read.counters c ON c.id = r.counter_id
    JOIN read.rewards w ON w.id = r.reward_id
    WHERE l.settlement_id = $1 ORDER BY l.number"""
_STATES = {
    SettlementState.STATED: "待对账",
    SettlementState.DISPUTED: "有异议",
    SettlementState.AGREED: "已确认",
    SettlementState.PAID: "已支付",
    SettlementState.WITHDRAWN: "已撤回",
}
COLUMNS = (
    "序号",
    "兑换编号",
    "兑换点",
    "兑换品",
    "数量",
    "积分",
    "确认时间",
    "兑付时间",
    "金额（元）",
)


async def settlement_sheet(pool: "Pool[Record]", settlement_id: UUID) -> Sheet | None:
    """The statement of a settlement; None if there is no such settlement."""
    # Both in one transaction, so that total and lines are of the same moment.
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        settlement = await connection.fetchrow(_SETTLEMENT, settlement_id)
        lines = await connection.fetch(_LINES, settlement_id)
    return None if settlement is None else _sheet(settlement, lines)


def _sheet(settlement: Record, lines: list[Record]) -> Sheet:
    total = yuan(settlement["total_cents"])
    return Sheet(
        title="结算对账单",
        heading=(
            ("结算单号", str(settlement["id"])),
            ("收款方", settlement["merchant"] or settlement["unit"]),
            ("结算单位", settlement["unit"]),
            ("期间开始", settlement["starts_at"]),
            ("期间结束（不含）", settlement["ends_at"]),
            ("状态", _STATES[SettlementState(settlement["state"])]),
            ("制单人", settlement["stated_by"]),
            ("制单时间", settlement["stated_at"]),
            ("付款凭证号", settlement["reference"]),
            ("笔数", settlement["line_count"]),
            ("合计（元）", total),
        ),
        columns=COLUMNS,
        rows=[
            *(
                (
                    line["number"],
                    str(line["redemption_id"]),
                    line["counter"],
                    line["reward"],
                    line["quantity"],
                    line["points"],
                    line["confirmed_at"],
                    line["fulfilled_at"],
                    yuan(line["cost_cents"]),
                )
                for line in lines
            ),
            ("合计", None, None, None, None, None, None, None, total),
        ],
    )
