"""Points past their expiry: void, unless a dispute freezes them or they cover a debt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.incentives.points_expiry import ExpirePoints
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

# A lot whose hold is released or whose dispute is decided after the expiry is due once more: the
# position of the latest change makes that another occasion.
_DUE = """
SELECT volunteer_id, max(position) AS position
FROM read.points_lots
WHERE volunteer_id IN (
        SELECT volunteer_id FROM read.points_lots
        WHERE expires_at <= $1 AND available > 0 AND NOT frozen
    )
    AND volunteer_id <> ALL ($2::uuid[])
GROUP BY volunteer_id
HAVING sum(available) FILTER (WHERE expires_at <= $1 AND available > 0 AND NOT frozen)
    + coalesce(sum(available) FILTER (WHERE available < 0), 0) > 0
ORDER BY min(expires_at) FILTER (WHERE available > 0 AND NOT frozen), volunteer_id
LIMIT $3
"""


def _due(row: Record) -> Due:
    volunteer_id = plain(row["volunteer_id"])
    return Due(volunteer_id, ExpirePoints(volunteer_id=volunteer_id), str(row["position"]))


POINTS: Final = Source("points", _DUE, _due)
