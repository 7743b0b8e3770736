"""One table of all figures, and one of all that was added to them, each put together in SQL."""

from collections.abc import Mapping, Sequence

from five_steps.graphql_api.guarantee.explaining.ledger_of import Figures, LedgerOf
from five_steps.graphql_api.guarantee.explaining.of_budget import (
    ACCOUNT_ENTRIES,
    BUDGET_ACCOUNT,
    BUDGET_LINE,
    LINE_ENTRIES,
)
from five_steps.graphql_api.guarantee.explaining.of_fund import (
    CASH_POSTINGS,
    FUND,
    FUND_POSTINGS,
    FUND_STATEMENT,
    SETTLEMENT,
    SETTLEMENT_LINES,
    YEAR_POSTINGS,
)
from five_steps.graphql_api.guarantee.explaining.of_points import (
    POINTS,
    POINTS_ENTRIES,
)
from five_steps.graphql_api.guarantee.explaining.of_stocks import (
    STOCK,
    STOCK_EVENTS,
)
from five_steps.graphql_api.guarantee.explaining.of_volunteers import (
    LEADERBOARD,
    PERIOD_ENTRIES,
    RECORD_EVENTS,
    SERVICE_ENTRIES,
    SERVICE_RECORD,
    STAR_CHANGES,
    VOLUNTEER,
)

FIGURES = (
    VOLUNTEER,
    LEADERBOARD,
    SERVICE_RECORD,
    POINTS,
    STOCK,
    FUND,
    FUND_STATEMENT,
    SETTLEMENT,
    BUDGET_LINE,
    BUDGET_ACCOUNT,
)
LEDGERS = (
    SERVICE_ENTRIES,
    STAR_CHANGES,
    PERIOD_ENTRIES,
    RECORD_EVENTS,
    POINTS_ENTRIES,
    STOCK_EVENTS,
    FUND_POSTINGS,
    YEAR_POSTINGS,
    CASH_POSTINGS,
    SETTLEMENT_LINES,
    LINE_ENTRIES,
    ACCOUNT_ENTRIES,
)


def _values(of: Mapping[str, str]) -> str:
    return ", ".join(f"('{name}', ({sql})::numeric)" for name, sql in of.items())


def _figures(source: Figures) -> str:
    return f"""
        SELECT '{source.kind}' AS kind, {source.owner} AS owner_id, {source.key} AS owner_key,
            f.figure, f.value
        FROM {source.table} x
        CROSS JOIN LATERAL (VALUES {_values(source.values)}) f (figure, value)"""  # noqa: S608


def _added(source: LedgerOf) -> str:
    return f"""
        SELECT '{source.kind}' AS kind, {source.owner} AS owner_id, {source.key} AS owner_key,
            f.figure, x.position, f.added, {source.policy}::text AS policy_kind,
            {source.policy_version}::int AS policy_version
        FROM {source.table} x
        CROSS JOIN LATERAL (VALUES {_values(source.added)}) f (figure, added)
        WHERE f.added <> 0"""  # noqa: S608


EXPLAINED_FIGURES = f"({' UNION ALL '.join(map(_figures, FIGURES))})"

CONTRIBUTIONS = f"""(
    SELECT a.*, e.topic, e.originator_id, e.recorded_at, e.actor, e.command_id
    FROM ({" UNION ALL ".join(map(_added, LEDGERS))}) a
    JOIN public.stored_events e ON e.notification_id = a.position
)"""  # noqa: S608


def _unexplained(figures: Sequence[Figures], ledgers: Sequence[LedgerOf]) -> str:
    return f"""
        SELECT kind, owner_id, owner_key, figure, f.value, coalesce(c.added, 0) AS added
        FROM ({" UNION ALL ".join(map(_figures, figures))}) f
        LEFT JOIN (
            SELECT kind, owner_id, owner_key, figure, sum(added) AS added
            FROM ({" UNION ALL ".join(map(_added, ledgers))}) a
            GROUP BY kind, owner_id, owner_key, figure
        ) c USING (kind, owner_id, owner_key, figure)
        WHERE f.value <> coalesce(c.added, 0)"""  # noqa: S608


UNEXPLAINED = _unexplained(FIGURES, LEDGERS)
"""Selects the figures that are not what their events add up to: none."""

UNEXPLAINED_IN_VIEWS = _unexplained(
    [figures for figures in FIGURES if figures is not SERVICE_RECORD],
    [ledger for ledger in LEDGERS if ledger is not RECORD_EVENTS],
)
"""The same without the records, whose events are read in the log, a whole stream for each."""
