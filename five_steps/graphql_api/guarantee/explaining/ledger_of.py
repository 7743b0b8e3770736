"""How it is said where numbers come from: the figures of a kind of object, and their ledger.

A ledger is a list of events, each with what it added to the figures of one object. Most are tables
of a view; where no view keeps one, the events of the object's own stream are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Explained(StrEnum):
    """What a figure is a number of."""

    VOLUNTEER = "VOLUNTEER"
    LEADERBOARD = "LEADERBOARD"
    SERVICE_RECORD = "SERVICE_RECORD"
    POINTS = "POINTS"
    STOCK = "STOCK"
    FUND = "FUND"
    FUND_STATEMENT = "FUND_STATEMENT"
    SETTLEMENT = "SETTLEMENT"
    BUDGET_LINE = "BUDGET_LINE"
    BUDGET_ACCOUNT = "BUDGET_ACCOUNT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a kind of object: SQL over a row `x` of a table.

    Attributes:
        kind: Of what they are.
        table: The rows.
        owner: The id of the object.
        key: What tells it from others of the same id.
        values: Each figure's value.
    """

    kind: Explained
    table: str
    owner: str
    key: str = "''"
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOf:
    """What events added to figures: SQL over a row `x`, which has a `position`.

    Attributes:
        kind, owner, key: As of `Figures`.
        table: The rows, each of one event.
        added: What it added to each figure.
        policy: The kind of rules that the amount was decided by.
        policy_version: Their version.
    """

    kind: Explained
    table: str
    owner: str
    key: str = "''"
    added: Mapping[str, str]
    policy: str = "NULL"
    policy_version: str = "NULL"


def growth(*columns: str) -> str:
    """By how much running balances `<column>_after` grew with each row of a window `so_far`."""
    return ", ".join(f"{c}_after - lag({c}_after, 1, 0) OVER so_far AS {c}" for c in columns)
