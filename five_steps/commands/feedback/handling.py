"""Handling complaints and suggestions (办理): an answer, or a task, and its end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.opening_tasks import open_task
from five_steps.commands.feedback.texts import for_asker
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.improvement_state import ImprovementSource
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFeedback(Command):
    """Answer a complaint or suggestion (答复)."""

    case_id: UUID
    text: str


@handles(AnswerFeedback)
async def answer_feedback(c: Context, command: AnswerFeedback) -> UUID:
    """Answer a case."""
    case = await case_of_staff(c, command.case_id)
    text = checks.text("text", command.text)
    text = await for_asker(c, case.asker_id, text, since=case.created_on)
    case.answer(text=text, by=c.actor.subject, at=c.now)
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ImproveOnFeedback(Command):
    """Make an improvement task of a complaint or suggestion (转整改)."""

    case_id: UUID
    owner: str
    matter: str
    due_at: datetime


@handles(ImproveOnFeedback)
async def improve_on_feedback(c: Context, command: ImproveOnFeedback) -> UUID:
    """Make a task of a case; returns the task."""
    case = await case_of_staff(c, command.case_id)
    task = await open_task(
        c,
        unit_id=case.unit_id,
        owner=command.owner,
        matter=checks.text("matter", command.matter),
        source_kind=ImprovementSource(case.kind),
        source_id=case.id,
        asker_id=case.asker_id,
        due_at=command.due_at,
    )
    case.open_task(task.id, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFeedbackOverdue(Command):
    """Note that the time to answer has passed (答复逾期); the deadline keeper's."""

    case_id: UUID


@handles(MarkFeedbackOverdue)
async def mark_feedback_overdue(c: Context, command: MarkFeedbackOverdue) -> UUID:
    """Mark a case overdue."""
    case = await c.get(FeedbackCase, command.case_id, "caseId")
    case.mark_overdue(at=c.now)
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOutcome(Command):
    """Say whether one is satisfied with what came of one's own case (满意度确认)."""

    case_id: UUID
    satisfied: bool
    comment: str = ""


@handles(ConfirmOutcome)
async def confirm_outcome(c: Context, command: ConfirmOutcome) -> UUID:
    """Confirm the outcome, as the asker."""
    case = await c.get(FeedbackCase, command.case_id, "caseId")
    scope.require_self(c, case.asker_id, "caseId")
    comment = checks.text("comment", command.comment, chars_min=0)
    case.confirm(
        satisfied=command.satisfied,
        comment=comment and await for_asker(c, case.asker_id, comment, since=case.created_on),
        at=c.now,
    )
    return case.id


async def case_of_staff(c: Context, case_id: UUID) -> FeedbackCase:
    """The case, if the actor is staff of its unit or of one above."""
    case = await c.get(FeedbackCase, case_id, "caseId")
    await scope.require_unit(c, case.unit_id, "caseId")
    return case
