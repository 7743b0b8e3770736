"""Orders: escalated, closed unrated or expired when nobody does in time what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.ordering.dispatching import EscalateOrder
from five_steps.commands.ordering.endings import ExpireOrder
from five_steps.commands.ordering.rating import CloseUnrated
from five_steps.domain.ordering.order_state import OrderState
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

# A deadline comes before the end of the window, and both may have passed while the service was
# down: what came first is done first.
_DUE = """
SELECT id, state, due_at, expires_at
FROM read.orders
WHERE (due_at <= $1 AND state IN ('PLACED', 'DISPATCHED', 'COMPLETED')
    OR expires_at <= $1 AND state IN ('PLACED', 'DISPATCHED', 'ACCEPTED'))
    AND id <> ALL ($2::uuid[])
ORDER BY least(due_at, expires_at), id
LIMIT $3
"""


def _due(row: Record) -> Due:
    order_id, due_at, expires_at = plain(row["id"]), row["due_at"], row["expires_at"]
    if due_at is None or (expires_at is not None and expires_at < due_at):
        return Due(order_id, ExpireOrder(order_id=order_id), expires_at.isoformat())
    if row["state"] == OrderState.COMPLETED:
        return Due(order_id, CloseUnrated(order_id=order_id), due_at.isoformat())
    return Due(order_id, EscalateOrder(order_id=order_id), due_at.isoformat())


ORDERS: Final = Source("orders", _DUE, _due)
