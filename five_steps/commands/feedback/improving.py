"""Doing what is to be improved (整改): progress, result, check."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.texts import for_asker
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import optional_evidence_hash
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverImprovement(Command):
    """Make somebody else responsible for a task (移交整改)."""

    task_id: UUID
    owner: str


@handles(HandOverImprovement)
async def hand_over_improvement(c: Context, command: HandOverImprovement) -> UUID:
    """Hand a task over."""
    task = await task_of_staff(c, command.task_id)
    task.hand_over(owner=command.owner, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteImprovementProgress(Command):
    """Say how far a task has come (整改进展)."""

    task_id: UUID
    note: str


@handles(NoteImprovementProgress)
async def note_improvement_progress(c: Context, command: NoteImprovementProgress) -> UUID:
    """Note progress."""
    task = await task_of_staff(c, command.task_id)
    note = await _for_asker(c, task, checks.text("note", command.note))
    task.note_progress(note=note, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishImprovement(Command):
    """Report a task done with its result, late or in time (整改完成)."""

    task_id: UUID
    result: str
    evidence_hash: str | None = None


@handles(FinishImprovement)
async def finish_improvement(c: Context, command: FinishImprovement) -> UUID:
    """Report a task done; the evidence itself is kept elsewhere."""
    task = await task_of_staff(c, command.task_id)
    task.finish(
        result=await _for_asker(c, task, checks.text("result", command.result)),
        evidence_hash=optional_evidence_hash("evidenceHash", command.evidence_hash),
        by=c.actor.subject,
        at=c.now,
    )
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptImprovement(Command):
    """Check a task that was reported done and accept it, as a second person (整改验收)."""

    task_id: UUID


@handles(AcceptImprovement)
async def accept_improvement(c: Context, command: AcceptImprovement) -> UUID:
    """Accept a task."""
    task = await task_of_staff(c, command.task_id)
    task.accept(by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SendImprovementBack(Command):
    """Check a task and send it back, to be done by a new date, as a second person (退回整改)."""

    task_id: UUID
    reason: str
    due_at: datetime


@handles(SendImprovementBack)
async def send_improvement_back(c: Context, command: SendImprovementBack) -> UUID:
    """Send a task back."""
    task = await task_of_staff(c, command.task_id)
    reason = await _for_asker(c, task, checks.reason("reason", command.reason))
    task.send_back(reason=reason, due_at=command.due_at, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkImprovementOverdue(Command):
    """Note that a task's due date has passed (整改逾期); the deadline keeper's."""

    task_id: UUID


@handles(MarkImprovementOverdue)
async def mark_improvement_overdue(c: Context, command: MarkImprovementOverdue) -> UUID:
    """Mark a task overdue."""
    task = await c.get(ImprovementTask, command.task_id, "taskId")
    task.mark_overdue(at=c.now)
    return task.id


async def task_of_staff(c: Context, task_id: UUID) -> ImprovementTask:
    """The task, if the actor is staff of its unit or of one above."""
    task = await c.get(ImprovementTask, task_id, "taskId")
    await scope.require_unit(c, task.unit_id, "taskId")
    return task


async def _for_asker(c: Context, task: ImprovementTask, text: str) -> str:
    return await for_asker(c, task.asker_id, text, since=task.created_on)
