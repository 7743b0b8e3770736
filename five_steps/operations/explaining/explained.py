"""A number with the events that it is made of, as GraphQL's `explanation` has them."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from asyncpg import Pool, Record

from five_steps.graphql_api.guarantee.assessment.explanation_sql import (
    COUNTED_EVENTS,
    EXPLANATIONS,
    NO_BOUND,
)
from five_steps.graphql_api.guarantee.explaining.figure_sql import (
    CONTRIBUTIONS,
    EXPLAINED_FIGURES,
)
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained

_VALUE = f"""
SELECT value FROM {EXPLAINED_FIGURES} f
WHERE kind = $1 AND owner_id = $2 AND owner_key = $3 AND figure = $4
"""  # noqa: S608

_EVENTS = f"""
SELECT position, recorded_at, topic, added, actor, command_id, policy_kind, policy_version
FROM {CONTRIBUTIONS} c
WHERE kind = $1 AND owner_id = $2 AND owner_key = $3 AND figure = $4 ORDER BY position
"""  # noqa: S608

_INDICATOR = f"""
SELECT numerator, denominator FROM {EXPLANATIONS} x
WHERE unit_id = $1 AND year = $2 AND indicator = $3 AND as_of = {NO_BOUND}
"""  # noqa: S608

_COUNTED = f"""
SELECT position, recorded_at, topic, {{side}} AS added, actor, command_id,
    NULL AS policy_kind, NULL AS policy_version
FROM {COUNTED_EVENTS} c
WHERE unit_id = $1 AND year = $2 AND indicator = $3 AND as_of = {NO_BOUND} AND {{side}} <> 0
ORDER BY position
"""  # noqa: S608


class Contribution(NamedTuple):
    """An event, and what it added."""

    position: int
    recorded_at: datetime
    topic: str
    added: Decimal
    actor: str | None
    command_id: UUID | None
    policy_kind: str | None
    policy_version: int | None


class Number(NamedTuple):
    """A number, and what it is made of."""

    name: str
    value: Decimal
    events: list[Contribution]


async def figure(
    pool: "Pool[Record]", kind: Explained, owner_id: UUID, name: str, key: str = ""
) -> Number | None:
    """A figure of an object; None if there is no such object."""
    named = (kind.value, owner_id, key, name)
    value = await pool.fetchval(_VALUE, *named)
    if value is None:
        return None
    return Number(name, value, _contributions(await pool.fetch(_EVENTS, *named)))


async def indicator(
    pool: "Pool[Record]", unit_id: UUID, year: int, name: str
) -> list[Number] | None:
    """Numerator and denominator of an indicator; None if it is not measured."""
    row = await pool.fetchrow(_INDICATOR, unit_id, year, name)
    if row is None:
        return None
    numbers = []
    for side in ("numerator", "denominator"):
        events = await pool.fetch(_COUNTED.format(side=side), unit_id, year, name)
        numbers.append(Number(f"{name} {side}", row[side], _contributions(events)))
    return numbers


async def fund_id(pool: "Pool[Record]") -> UUID | None:
    """The fund's id; None before it was set up."""
    found: UUID | None = await pool.fetchval("SELECT id FROM read.fund")
    return found


async def budget_id(pool: "Pool[Record]", year: int) -> UUID | None:
    """The id of a year's budget; None without one."""
    found: UUID | None = await pool.fetchval("SELECT id FROM read.budgets WHERE year = $1", year)
    return found


def _contributions(rows: list[Record]) -> list[Contribution]:
    return [Contribution(*row) for row in rows]
