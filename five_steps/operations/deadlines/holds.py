"""Redemptions on hold: released when no counter confirms in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.incentives.redeeming.releasing import TimeOutRedemption
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

_DUE = """
SELECT id, expires_at
FROM read.redemptions
WHERE expires_at <= $1 AND state = 'HELD' AND id <> ALL ($2::uuid[])
ORDER BY expires_at, id
LIMIT $3
"""


def _due(row: Record) -> Due:
    redemption_id = plain(row["id"])
    command = TimeOutRedemption(redemption_id=redemption_id)
    return Due(redemption_id, command, row["expires_at"].isoformat())


HOLDS: Final = Source("holds", _DUE, _due)
