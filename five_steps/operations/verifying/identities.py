"""Equations of the books that hold whatever happened, as they stand in the views.

That every figure is the sum of what its events added to it is known where figures are explained.
Here are the equations between figures, each a SELECT of what does not fit: the position of the last
event that touched it, and what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.graphql_api.guarantee.explaining.figure_sql import UNEXPLAINED_IN_VIEWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.connections import Connection, Pool


class Unbalanced(NamedTuple):
    """A book that does not balance."""

    book: str
    position: int | None
    detail: str


_POINTS = """
SELECT position, 'volunteer ' || volunteer_id || ': issued ' || issued || ', but ' || available
    || ' available + ' || held || ' held + ' || spent || ' spent + ' || expired || ' expired'
FROM read.points_accounts WHERE issued <> available + held + spent + expired
"""

_LOTS = """
SELECT account.position, 'volunteer ' || volunteer_id || ': the lots are not the account'
FROM read.points_accounts account LEFT JOIN (
    SELECT volunteer_id, sum(issued) AS issued, sum(available) AS available, sum(held) AS held,
        sum(spent) AS spent, sum(expired) AS expired,
        sum(CASE WHEN frozen THEN greatest(available, 0) ELSE 0 END) AS frozen
    FROM read.points_lots GROUP BY volunteer_id
) lots USING (volunteer_id)
WHERE (account.issued, account.available, account.held, account.spent, account.expired,
        account.frozen)
    <> (coalesce(lots.issued, 0), coalesce(lots.available, 0), coalesce(lots.held, 0),
        coalesce(lots.spent, 0), coalesce(lots.expired, 0), coalesce(lots.frozen, 0))
"""

_HELD = """
SELECT account.position, 'volunteer ' || account.volunteer_id || ': ' || account.held
    || ' held, but open redemptions of ' || coalesce(open.points, 0)
FROM read.points_accounts account LEFT JOIN (
    SELECT volunteer_id, sum(points) AS points FROM read.redemptions WHERE state = 'HELD'
    GROUP BY volunteer_id
) open USING (volunteer_id)
WHERE account.held <> coalesce(open.points, 0)
"""

_HOURS = """
SELECT volunteer.position, 'volunteer ' || volunteer.id || ': ' || volunteer.minutes
    || ' minutes, but verified records of ' || coalesce(records.minutes, 0)
FROM read.volunteers volunteer LEFT JOIN (
    SELECT volunteer_id, sum(minutes) AS minutes FROM read.service_records
    WHERE state = 'VERIFIED' GROUP BY volunteer_id
) records ON records.volunteer_id = volunteer.id
WHERE volunteer.minutes <> coalesce(records.minutes, 0)
"""

_STARS = """
SELECT volunteer.position, 'volunteer ' || volunteer.id || ': star ' || volunteer.star_level
    || ', but the last change was to ' || coalesce(change.level, 0)
FROM read.volunteers volunteer LEFT JOIN LATERAL (
    SELECT level FROM read.star_changes WHERE volunteer_id = volunteer.id
    ORDER BY position DESC LIMIT 1
) change ON true
WHERE volunteer.star_level <> coalesce(change.level, 0)
"""

_STOCK = """
SELECT position, 'counter ' || counter_id || ', reward ' || reward_id || ': ' || on_hand
    || ' on hand, but ' || reserved || ' reserved + ' || free || ' free'
FROM read.counter_stocks WHERE on_hand <> reserved + free OR least(on_hand, reserved, free) < 0
"""

_FUND = """
SELECT position, 'cash ' || cash_cents || ', but ' || free_cents || ' free + ' || reserved_cents
    || ' reserved + ' || payable_cents || ' payable'
FROM read.fund
WHERE cash_cents <> free_cents + reserved_cents + payable_cents
    OR least(free_cents, reserved_cents, payable_cents) < 0
"""

_FUND_YEARS = """
SELECT position, 'year ' || year || ': ' || closing_cents || ' left of ' || opening_cents
FROM read.fund_years
WHERE closing_cents
    <> opening_cents + donated_cents + allocated_cents - paid_cents - spent_cents
"""

_SETTLEMENTS = """
SELECT settlement.position, 'settlement ' || settlement.id || ': ' || total_cents
    || ', but lines of ' || coalesce(lines.cents, 0)
FROM read.settlements settlement LEFT JOIN (
    SELECT settlement_id, sum(cost_cents) AS cents FROM read.settlement_lines
    GROUP BY settlement_id
) lines ON lines.settlement_id = settlement.id
WHERE total_cents <> coalesce(lines.cents, 0)
"""

_BUDGET = """
SELECT position, 'account ' || id || ': ' || allocated_cents || ' allocated, but ' || free_cents
    || ' free + ' || committed_cents || ' committed + ' || spent_cents || ' spent'
FROM read.budget_accounts
WHERE allocated_cents <> free_cents + committed_cents + spent_cents
    OR least(free_cents, committed_cents, spent_cents) < 0
"""

_BUDGET_LINES = """
SELECT line.position, 'line ' || line.line || ' of budget ' || line.budget_id || ': '
    || line.allocated_cents || ' allocated of ' || amount_cents || ', accounts of '
    || coalesce(accounts.cents, 0)
FROM read.budget_lines line LEFT JOIN (
    SELECT budget_id, line, sum(allocated_cents) AS cents FROM read.budget_accounts
    GROUP BY budget_id, line
) accounts USING (budget_id, line)
WHERE line.allocated_cents > amount_cents
    OR line.allocated_cents <> coalesce(accounts.cents, 0)
"""

_ERASED_KEYS = """
WITH erased AS (
    SELECT notification_id, (subject ->> '_data_')::uuid AS subject_id
    FROM public.stored_events
    CROSS JOIN jsonb_array_elements(convert_from(state, 'UTF8')::jsonb -> 'subject_ids') AS subject
    WHERE topic IN ('erasure.executed', 'data_period.created')
)
SELECT notification_id, 'subject ' || subject_id || ' was erased, but the key is still there'
FROM erased JOIN public.person_keys USING (subject_id) WHERE wrapped_key IS NOT NULL
"""

BOOKS = {
    "points": _POINTS,
    "points lots": _LOTS,
    "points held": _HELD,
    "hours": _HOURS,
    "stars": _STARS,
    "stock": _STOCK,
    "fund": _FUND,
    "fund years": _FUND_YEARS,
    "settlements": _SETTLEMENTS,
    "budget": _BUDGET,
    "budget lines": _BUDGET_LINES,
    "erased keys": _ERASED_KEYS,
}


async def check_books(pool: Pool) -> Sequence[Unbalanced]:
    """Every book that does not balance, as the views show one state of the log."""
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        return await unbalanced_books(connection)


async def unbalanced_books(connection: Connection) -> Sequence[Unbalanced]:
    """Every book that does not balance; the connection sees one state of the log."""
    unbalanced = [
        Unbalanced(book, position, detail)
        for book, query in BOOKS.items()
        for position, detail in await connection.fetch(query)
    ]
    for kind, owner, key, figure, value, added in await connection.fetch(UNEXPLAINED_IN_VIEWS):
        whose = f"{kind} {owner} {key or ''}".strip()
        detail = f"{whose}: {figure} is {value}, its events add up to {added}"
        unbalanced.append(Unbalanced("figures", None, detail))
    return unbalanced
