"""Points accounts."""

from five_steps.graphql_api.guarantee.explaining.ledger_of import (
    Explained,
    Figures,
    LedgerOf,
    growth,
)

_BALANCES = ("ISSUED", "AVAILABLE", "FROZEN", "HELD", "SPENT", "EXPIRED")

POINTS = Figures(
    kind=Explained.POINTS,
    table="read.points_accounts",
    owner="x.volunteer_id",
    values={name: f"x.{name.lower()}" for name in _BALANCES},
)
POINTS_ENTRIES = LedgerOf(
    kind=Explained.POINTS,
    table=f"""(
        SELECT position, volunteer_id, policy_version,
            {growth(*(name.lower() for name in _BALANCES))}
        FROM read.points_entries
        WINDOW so_far AS (PARTITION BY volunteer_id ORDER BY position))""",  # noqa: S608
    owner="x.volunteer_id",
    added={name: f"x.{name.lower()}" for name in _BALANCES},
    policy="'INCENTIVE'",
    policy_version="x.policy_version",
)
