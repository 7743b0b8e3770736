"""Holding a joint meeting (召开): who came, and what units reported."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import MeetingAttendance
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting(Command):
    """Record that the meeting is held (召开会议)."""

    meeting_id: UUID


@handles(HoldMeeting)
async def hold_meeting(c: Context, command: HoldMeeting) -> UUID:
    """Hold a meeting."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.hold(by=c.actor.subject, at=c.now)
    return meeting.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeetingAttendance(Command):
    """Record how an invited unit was there, and how many came for it (会议签到)."""

    meeting_id: UUID
    unit_id: UUID
    attendance: MeetingAttendance
    headcount: int = 0


@handles(RecordMeetingAttendance)
async def record_meeting_attendance(c: Context, command: RecordMeetingAttendance) -> UUID:
    """Record a unit's attendance."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.record_attendance(
        command.unit_id,
        attendance=command.attendance,
        headcount=command.headcount,
        at=c.now,
    )
    return meeting.id


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMeetingReport(Command):
    """Report for an invited unit, as its staff or for it (会议汇报)."""

    meeting_id: UUID
    unit_id: UUID
    title: str
    text: str


@handles(GiveMeetingReport)
async def give_meeting_report(c: Context, command: GiveMeetingReport) -> UUID:
    """Report; answers with the report's id."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    report_id = c.work.new_id()
    meeting.give_report(
        report_id,
        unit_id=unit.id,
        title=command.title,
        text=command.text,
        by=c.actor.subject,
        at=c.now,
    )
    return report_id
