"""The fund, its yearly statement, and settlements."""

from five_steps.graphql_api.guarantee.explaining.ledger_of import (
    Explained,
    Figures,
    LedgerOf,
    growth,
)

_MONEY = ("FREE", "RESERVED", "PAYABLE", "CASH")
_YEAR = "extract(year FROM {}.occurred_at AT TIME ZONE 'Asia/Shanghai')::int"


def _posted(cause: str, amount: str = "x.amount_cents") -> str:
    return f"CASE x.cause WHEN '{cause}' THEN {amount} ELSE 0 END"


FUND = Figures(
    kind=Explained.FUND,
    table="read.fund",
    owner="x.id",
    values={name: f"x.{name.lower()}_cents" for name in _MONEY},
)
FUND_POSTINGS = LedgerOf(
    kind=Explained.FUND,
    table=f"""(
        SELECT p.position, f.id, {growth(*(name.lower() for name in _MONEY))}
        FROM read.fund_postings p CROSS JOIN read.fund f
        WINDOW so_far AS (PARTITION BY f.id ORDER BY p.position))""",  # noqa: S608
    owner="x.id",
    added={name: f"x.{name.lower()}" for name in _MONEY},
)
_OF_THE_YEAR = ("DONATED", "ALLOCATED", "COMMITTED", "PAID", "SPENT", "OPENING", "CLOSING")
FUND_STATEMENT = Figures(
    kind=Explained.FUND_STATEMENT,
    table="(SELECT y.*, f.id FROM read.fund_years y CROSS JOIN read.fund f)",
    owner="x.id",
    key="x.year::text",
    values={
        "DONATION_COUNT": "x.donation_count",
        **{name: f"x.{name.lower()}_cents" for name in _OF_THE_YEAR},
    },
)
YEAR_POSTINGS = LedgerOf(
    kind=Explained.FUND_STATEMENT,
    table=f"""(
        SELECT p.*, f.id, {_YEAR.format("p")} AS year
        FROM read.fund_postings p CROSS JOIN read.fund f)""",  # noqa: S608
    owner="x.id",
    key="x.year::text",
    added={
        "DONATION_COUNT": _posted("DONATION", "1"),
        "DONATED": _posted("DONATION"),
        "ALLOCATED": _posted("ALLOCATION"),
        "COMMITTED": f"{_posted('COMMITMENT')} - {_posted('REVERSAL')}",
        "PAID": _posted("SETTLEMENT"),
        "SPENT": _posted("SPENDING"),
    },
)
CASH_POSTINGS = LedgerOf(
    kind=Explained.FUND_STATEMENT,
    table=f"""(
        SELECT p.position, p.id, p.cash, y.year AS of_year, p.year
        FROM read.fund_years y
        JOIN (
            SELECT p.position, f.id, {_YEAR.format("p")} AS year,
                cash_after - lag(cash_after, 1, 0) OVER (ORDER BY p.position) AS cash
            FROM read.fund_postings p CROSS JOIN read.fund f
        ) p ON p.year <= y.year)""",  # noqa: S608
    owner="x.id",
    key="x.of_year::text",
    added={"OPENING": "CASE WHEN x.year < x.of_year THEN x.cash ELSE 0 END", "CLOSING": "x.cash"},
)
SETTLEMENT = Figures(
    kind=Explained.SETTLEMENT,
    table="read.settlements",
    owner="x.id",
    values={"TOTAL": "x.total_cents"},
)
SETTLEMENT_LINES = LedgerOf(
    kind=Explained.SETTLEMENT,
    table="""(
        SELECT l.settlement_id, l.cost_cents, p.position
        FROM read.settlement_lines l
        JOIN read.fund_postings p
            ON p.redemption_id = l.redemption_id AND p.cause = 'COMMITMENT')""",
    owner="x.settlement_id",
    added={"TOTAL": "x.cost_cents"},
)
