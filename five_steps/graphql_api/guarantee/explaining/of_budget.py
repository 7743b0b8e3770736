"""A budget's lines, and what units have of them."""

from five_steps.graphql_api.guarantee.explaining.ledger_of import (
    Explained,
    Figures,
    LedgerOf,
)


def _moved(amount: str, to: str, source: str, balance: str) -> str:
    """What an entry that moves an amount from one balance to another does to a balance."""
    return f"CASE '{balance}' WHEN {to} THEN {amount} WHEN {source} THEN -{amount} ELSE 0 END"


def _entered(balance: str) -> str:
    return _moved("x.amount_cents", "x.debit", "x.credit", balance)


BUDGET_LINE = Figures(
    kind=Explained.BUDGET_LINE,
    table="""(
        SELECT l.budget_id, l.line, l.amount_cents, l.allocated_cents,
            coalesce(sum(a.committed_cents), 0) AS committed_cents,
            coalesce(sum(a.spent_cents), 0) AS spent_cents
        FROM read.budget_lines l
        LEFT JOIN read.budget_accounts a ON a.budget_id = l.budget_id AND a.line = l.line
        GROUP BY l.budget_id, l.line, l.amount_cents, l.allocated_cents)""",
    owner="x.budget_id",
    key="x.line",
    values={
        "AMOUNT": "x.amount_cents",
        "ALLOCATED": "x.allocated_cents",
        "COMMITTED": "x.committed_cents",
        "SPENT": "x.spent_cents",
    },
)
LINE_ENTRIES = LedgerOf(
    kind=Explained.BUDGET_LINE,
    table="read.budget_entries",
    owner="x.budget_id",
    key="x.line",
    added={
        "AMOUNT": f"-({_entered('OUTSIDE')})",
        "ALLOCATED": f"CASE WHEN x.account_id IS NULL THEN 0 ELSE -({_entered('UNALLOCATED')}) END",
        "COMMITTED": _entered("COMMITTED"),
        "SPENT": _entered("SPENT"),
    },
)
BUDGET_ACCOUNT = Figures(
    kind=Explained.BUDGET_ACCOUNT,
    table="read.budget_accounts",
    owner="x.id",
    values={
        name: f"x.{name.lower()}_cents" for name in ("ALLOCATED", "FREE", "COMMITTED", "SPENT")
    },
)
ACCOUNT_ENTRIES = LedgerOf(
    kind=Explained.BUDGET_ACCOUNT,
    table="read.budget_entries",
    owner="x.account_id",
    added={
        "ALLOCATED": f"-({_entered('UNALLOCATED')})",
        **{name: _entered(name) for name in ("FREE", "COMMITTED", "SPENT")},
    },
)
