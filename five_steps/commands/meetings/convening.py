"""Convening a joint meeting (召集), moving it and calling it off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.parts.preparation import check_unit_count
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveneMeeting(Command):
    """Convene a joint meeting of the centre and the units it invites (召集联席会议)."""

    title: str
    place: str
    starts_at: datetime
    unit_ids: tuple[UUID, ...]


@handles(ConveneMeeting)
async def convene_meeting(c: Context, command: ConveneMeeting) -> UUID:
    """Convene a meeting."""
    await _require_units(c, command.unit_ids)
    meeting = JointMeeting.convene(
        id=c.work.new_id(),
        at=c.now,
        title=command.title,
        place=command.place,
        starts_at=command.starts_at,
        unit_ids=command.unit_ids,
        by=c.actor.subject,
    )
    c.work.add(meeting)
    return meeting.id


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteToMeeting(Command):
    """Invite more units before the meeting (增补参会单位)."""

    meeting_id: UUID
    unit_ids: tuple[UUID, ...]


@handles(InviteToMeeting)
async def invite_to_meeting(c: Context, command: InviteToMeeting) -> UUID:
    """Invite units."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    await _require_units(c, command.unit_ids)
    meeting.invite(command.unit_ids, at=c.now)
    return meeting.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponeMeeting(Command):
    """Move a meeting to a later time (会议延期)."""

    meeting_id: UUID
    starts_at: datetime
    reason: str


@handles(PostponeMeeting)
async def postpone_meeting(c: Context, command: PostponeMeeting) -> UUID:
    """Postpone a meeting."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.postpone(command.starts_at, reason=command.reason, at=c.now)
    return meeting.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMeeting(Command):
    """Call a meeting off (取消会议)."""

    meeting_id: UUID
    reason: str


@handles(CancelMeeting)
async def cancel_meeting(c: Context, command: CancelMeeting) -> UUID:
    """Cancel a meeting."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.cancel(reason=command.reason, by=c.actor.subject, at=c.now)
    return meeting.id


async def _require_units(c: Context, unit_ids: Iterable[UUID]) -> None:
    wanted = dict.fromkeys(unit_ids)
    # First, so that nobody makes us read thousands of them.
    check_unit_count(len(wanted))
    for unit_id in wanted:
        (await c.get(Unit, unit_id, "unitIds")).require_standing("unitIds")
