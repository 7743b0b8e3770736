"""Doing what a meeting asked a unit for (任务办理)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.meetings.meeting_task import MeetingTask


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptMeetingTask(Command):
    """Take a task on, as staff of its unit (接收任务)."""

    meeting_task_id: UUID


@handles(AcceptMeetingTask)
async def accept_meeting_task(c: Context, command: AcceptMeetingTask) -> UUID:
    """Accept a task."""
    task = await _task_of_staff(c, command.meeting_task_id)
    task.accept(by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeetingTaskProgress(Command):
    """Say how far a task is (任务进展)."""

    meeting_task_id: UUID
    percent: int
    note: str


@handles(ReportMeetingTaskProgress)
async def report_meeting_task_progress(c: Context, command: ReportMeetingTaskProgress) -> UUID:
    """Report progress."""
    task = await _task_of_staff(c, command.meeting_task_id)
    task.report_progress(percent=command.percent, note=command.note, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeetingTaskDone(Command):
    """Report a task's result to the centre (任务报结)."""

    meeting_task_id: UUID
    result: str


@handles(ReportMeetingTaskDone)
async def report_meeting_task_done(c: Context, command: ReportMeetingTaskDone) -> UUID:
    """Report a task done."""
    task = await _task_of_staff(c, command.meeting_task_id)
    task.report_done(result=command.result, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMeetingTaskOverdue(Command):
    """Record that a task's due date passed with it unfinished (任务逾期); the deadline keeper's."""

    meeting_task_id: UUID


@handles(MarkMeetingTaskOverdue)
async def mark_meeting_task_overdue(c: Context, command: MarkMeetingTaskOverdue) -> UUID:
    """Mark a task overdue."""
    task = await c.get(MeetingTask, command.meeting_task_id, "meetingTaskId")
    task.mark_overdue(at=c.now)
    return task.id


async def _task_of_staff(c: Context, meeting_task_id: UUID) -> MeetingTask:
    task = await c.get(MeetingTask, meeting_task_id, "meetingTaskId")
    await scope.require_unit(c, task.unit_id, "meetingTaskId")
    return task
