"""The minutes of a joint meeting (会议纪要)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.meetings.joint_meeting import JointMeeting


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMinutes(Command):
    """Draft the minutes, or a correction of those that are out (起草纪要)."""

    meeting_id: UUID
    text: str


@handles(DraftMinutes)
async def draft_minutes(c: Context, command: DraftMinutes) -> UUID:
    """Draft minutes."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.draft_minutes(command.text, by=c.actor.subject, at=c.now)
    return meeting.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishMinutes(Command):
    """Publish what was drafted; a version after the first says why there is one (发布纪要)."""

    meeting_id: UUID
    reason: str = ""


@handles(PublishMinutes)
async def publish_minutes(c: Context, command: PublishMinutes) -> UUID:
    """Publish minutes."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.publish_minutes(reason=command.reason, by=c.actor.subject, at=c.now)
    return meeting.id
