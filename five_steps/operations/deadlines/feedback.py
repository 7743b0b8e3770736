"""Feedback that waited too long, and questionnaires whose time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.feedback.handling import MarkFeedbackOverdue
from five_steps.commands.feedback.improving import MarkImprovementOverdue
from five_steps.commands.feedback.questionnaires.drafting import CloseQuestionnaire
from five_steps.commands.ordering.follow_up_overdue import MarkFollowUpOverdue
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

_OVERDUE_CASES = """
SELECT id, due_at FROM read.feedback_cases
WHERE due_at <= $1 AND state = 'OPEN' AND NOT overdue AND id <> ALL ($2::uuid[])
ORDER BY due_at, id
LIMIT $3
"""
_OVERDUE_TASKS = """
SELECT id, due_at FROM read.improvement_tasks
WHERE due_at <= $1 AND state = 'OPEN' AND NOT overdue AND id <> ALL ($2::uuid[])
ORDER BY due_at, id
LIMIT $3
"""
# While a dispute is open the time to follow up stands still.
_OVERDUE_FOLLOW_UPS = """
SELECT order_id, due_at FROM read.follow_ups
WHERE due_at <= $1 AND done_at IS NULL AND overdue_at IS NULL AND disputed_at IS NULL
    AND order_id <> ALL ($2::uuid[])
ORDER BY due_at, order_id
LIMIT $3
"""
_OVER_QUESTIONNAIRES = """
SELECT id, closes_at FROM read.questionnaires
WHERE closes_at <= $1 AND state = 'PUBLISHED' AND id <> ALL ($2::uuid[])
ORDER BY closes_at, id
LIMIT $3
"""


def _overdue_case(row: Record) -> Due:
    case_id = plain(row["id"])
    return Due(case_id, MarkFeedbackOverdue(case_id=case_id), row["due_at"].isoformat())


def _overdue_task(row: Record) -> Due:
    task_id = plain(row["id"])
    return Due(task_id, MarkImprovementOverdue(task_id=task_id), row["due_at"].isoformat())


def _overdue_follow_up(row: Record) -> Due:
    order_id = plain(row["order_id"])
    return Due(order_id, MarkFollowUpOverdue(order_id=order_id), row["due_at"].isoformat())


def _over_questionnaire(row: Record) -> Due:
    questionnaire_id = plain(row["id"])
    command = CloseQuestionnaire(questionnaire_id=questionnaire_id)
    return Due(questionnaire_id, command, row["closes_at"].isoformat())


FEEDBACK: Final = (
    Source("feedback cases", _OVERDUE_CASES, _overdue_case),
    Source("improvement tasks", _OVERDUE_TASKS, _overdue_task),
    Source("follow-ups", _OVERDUE_FOLLOW_UPS, _overdue_follow_up),
    Source("questionnaires", _OVER_QUESTIONNAIRES, _over_questionnaire),
)
