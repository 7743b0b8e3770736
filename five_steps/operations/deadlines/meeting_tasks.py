"""Tasks of joint meetings: overdue when their due date passes with them unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.meetings.doing_tasks import MarkMeetingTaskOverdue
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

_DUE = """
SELECT id, due_at
FROM read.meeting_tasks
WHERE due_at <= $1 AND overdue_at IS NULL AND state IN ('ASSIGNED', 'IN_PROGRESS')
    AND id <> ALL ($2::uuid[])
ORDER BY due_at, id
LIMIT $3
"""


def _due(row: Record) -> Due:
    task_id = plain(row["id"])
    command = MarkMeetingTaskOverdue(meeting_task_id=task_id)
    return Due(task_id, command, row["due_at"].isoformat())


MEETING_TASKS: Final = Source("meeting_tasks", _DUE, _due)
