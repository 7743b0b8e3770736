"""Giving units the tasks that a meeting decided on (交办), and judging what comes of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_task import MeetingTask
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignMeetingTask(Command):
    """Give a unit a task that hangs at a decision, with an owner and a due date (交办任务)."""

    meeting_id: UUID
    matter_id: UUID
    unit_id: UUID
    title: str
    owner: str
    due_at: datetime
    details: str = ""


@handles(AssignMeetingTask)
async def assign_meeting_task(c: Context, command: AssignMeetingTask) -> UUID:
    """Assign a task."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.require_decided(command.matter_id)
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    task = MeetingTask.assign(
        id=c.work.new_id(),
        at=c.now,
        meeting_id=meeting.id,
        matter_id=command.matter_id,
        unit_id=unit.id,
        title=command.title,
        details=command.details,
        owner=command.owner,
        due_at=command.due_at,
        by=c.actor.subject,
    )
    c.work.add(task)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMeetingTaskDue(Command):
    """Move a task's due date before it has passed (调整任务期限)."""

    meeting_task_id: UUID
    due_at: datetime
    reason: str


@handles(MoveMeetingTaskDue)
async def move_meeting_task_due(c: Context, command: MoveMeetingTaskDue) -> UUID:
    """Move a due date."""
    task = await c.get(MeetingTask, command.meeting_task_id, "meetingTaskId")
    task.move_due(command.due_at, reason=command.reason, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMeetingTask(Command):
    """Confirm a result, as somebody who did not report it (确认办结)."""

    meeting_task_id: UUID


@handles(ConfirmMeetingTask)
async def confirm_meeting_task(c: Context, command: ConfirmMeetingTask) -> UUID:
    """Confirm a task."""
    task = await c.get(MeetingTask, command.meeting_task_id, "meetingTaskId")
    task.confirm(by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMeetingTaskBack(Command):
    """Ask for more than was done; what came in time may get a later due date (退回任务)."""

    meeting_task_id: UUID
    reason: str
    due_at: datetime | None = None


@handles(SendMeetingTaskBack)
async def send_meeting_task_back(c: Context, command: SendMeetingTaskBack) -> UUID:
    """Send a task back."""
    task = await c.get(MeetingTask, command.meeting_task_id, "meetingTaskId")
    task.send_back(reason=command.reason, due_at=command.due_at, by=c.actor.subject, at=c.now)
    return task.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawMeetingTask(Command):
    """Take a task back that is no longer asked for (撤销任务)."""

    meeting_task_id: UUID
    reason: str


@handles(WithdrawMeetingTask)
async def withdraw_meeting_task(c: Context, command: WithdrawMeetingTask) -> UUID:
    """Withdraw a task."""
    task = await c.get(MeetingTask, command.meeting_task_id, "meetingTaskId")
    task.withdraw(reason=command.reason, by=c.actor.subject, at=c.now)
    return task.id
