"""Projects that go on beyond their plan, and deliveries of contracts that are late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.projects.planning import MarkProjectOverdue
from five_steps.commands.projects.purchasing.delivering import MarkDeliveryOverdue
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

_PROJECTS_DUE = """
SELECT id, planned_end
FROM read.projects
WHERE planned_end <= $1 AND overdue_at IS NULL AND ended_at IS NULL AND id <> ALL ($2::uuid[])
ORDER BY planned_end, id
LIMIT $3
"""
_DELIVERIES_DUE = """
SELECT m.purchase_item_id, m.number, m.due_at
FROM read.purchase_milestones m
JOIN read.purchase_items i ON i.id = m.purchase_item_id
WHERE m.due_at <= $1 AND m.overdue_at IS NULL AND m.state = 'OPEN' AND i.state = 'CONTRACTED'
    AND m.purchase_item_id <> ALL ($2::uuid[])
ORDER BY m.due_at, m.purchase_item_id, m.number
LIMIT $3
"""


def _project(row: Record) -> Due:
    project_id = plain(row["id"])
    command = MarkProjectOverdue(project_id=project_id)
    return Due(project_id, command, row["planned_end"].isoformat())


def _delivery(row: Record) -> Due:
    item_id, number = plain(row["purchase_item_id"]), row["number"]
    command = MarkDeliveryOverdue(purchase_item_id=item_id, milestone=number)
    return Due(item_id, command, f"{number} {row['due_at'].isoformat()}")


PROJECTS: Final = (
    Source("projects", _PROJECTS_DUE, _project),
    Source("deliveries", _DELIVERIES_DUE, _delivery),
)
