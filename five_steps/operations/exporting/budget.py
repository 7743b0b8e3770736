"""The statement of a year's budget (预算执行表), per unit and line."""

from asyncpg import Pool, Record

from five_steps.domain.guarantee.budget.budget_state import BudgetState
from five_steps.operations.exporting.sheet import Cell, Sheet, yuan

_BUDGET = """
    SELECT b.year, b.state, b.reference, b.adopted_at,
        coalesce(sum(l.amount_cents), 0)::bigint AS amount_cents,
        coalesce(sum(l.allocated_cents), 0)::bigint AS allocated_cents
    FROM read.budgets b LEFT JOIN read.budget_lines l ON l.budget_id = b.id
    WHERE b.year = $1
    GROUP BY b.year, b.state, b.reference, b.adopted_at"""
_LINES = """
    SELECT l.line, l.name, l.amount_cents, l.allocated_cents
    FROM read.budget_lines l JOIN read.budgets b ON b.id = l.budget_id
    WHERE b.year = $1 ORDER BY l.line"""
_ACCOUNTS = """
    SELECT a.line, u.code, u.name AS unit, a.allocated_cents, a.free_cents, a.committed_cents,
        a.spent_cents
    FROM read.budget_accounts a
    JOIN read.budgets b ON b.id = a.budget_id
    JOIN read.units u ON u.id = a.unit_id
    WHERE b.year = $1 ORDER BY a.line, u.code"""
_STATES = {BudgetState.DRAFT: "编制中", BudgetState.ADOPTED: "已批复"}
COLUMNS = (
    "科目代码",
    "科目名称",
    "单位代码",
    "单位",
    "预算数（元）",
    "已分配（元）",
    "合同占用（元）",
    "已支出（元）",
    "可用（元）",
)


async def budget_sheet(pool: "Pool[Record]", year: int) -> Sheet | None:
    """The statement of a year; None if there is no budget of it."""
    # All in one transaction, so that totals and rows are of the same moment.
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        budget = await connection.fetchrow(_BUDGET, year)
        lines = await connection.fetch(_LINES, year)
        accounts = await connection.fetch(_ACCOUNTS, year)
    return None if budget is None else _sheet(budget, lines, accounts)


def _sheet(budget: Record, lines: list[Record], accounts: list[Record]) -> Sheet:
    return Sheet(
        title="预算执行表",
        heading=(
            ("年度", budget["year"]),
            ("状态", _STATES[BudgetState(budget["state"])]),
            ("批复文号", budget["reference"]),
            ("批复时间", budget["adopted_at"]),
            ("预算总数（元）", yuan(budget["amount_cents"])),
            ("已分配（元）", yuan(budget["allocated_cents"])),
        ),
        columns=COLUMNS,
        rows=[
            *(row for line in lines for row in _rows_of(line, accounts)),
            _total("合计", None, budget["amount_cents"], accounts),
        ],
    )


def _rows_of(line: Record, accounts: list[Record]) -> list[tuple[Cell, ...]]:
    """A line, and below it what each unit has of it."""
    code, name = line["line"], line["name"]
    own = [account for account in accounts if account["line"] == code]
    units = [
        (code, name, account["code"], account["unit"], None, *_balances([account]))
        for account in own
    ]
    return [_total(code, name, line["amount_cents"], own), *units]


def _total(
    label: str, name: str | None, amount_cents: int, accounts: list[Record]
) -> tuple[Cell, ...]:
    return (label, name, None, None, yuan(amount_cents), *_balances(accounts))


def _balances(accounts: list[Record]) -> tuple[Cell, ...]:
    names = ("allocated_cents", "committed_cents", "spent_cents", "free_cents")
    return tuple(yuan(sum(account[name] for account in accounts)) for name in names)
