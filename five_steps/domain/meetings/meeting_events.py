"""What can happen to a joint meeting."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, text_list, with_entry, without_entry
from five_steps.domain.meetings.meeting_state import (
    Matter,
    MatterState,
    MeetingAttendance,
    MeetingState,
    Presence,
)

if TYPE_CHECKING:
    from five_steps.domain.meetings.joint_meeting import JointMeeting


class Created(Aggregate.Created):
    """The centre convened a meeting and invited units (召集)."""

    TOPIC = "joint_meeting.created"
    title: str
    place: str
    starts_at: datetime
    unit_ids: list[UUID]
    convened_by: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.title = self.title
        meeting.place = self.place
        meeting.starts_at = self.starts_at
        meeting.unit_ids = tuple(self.unit_ids)


class UnitsInvited(Aggregate.Event):
    """More units were invited (增补参会单位)."""

    TOPIC = "joint_meeting.units_invited"
    unit_ids: list[UUID]

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.unit_ids = (*meeting.unit_ids, *self.unit_ids)


class MatterPutOnAgenda(Aggregate.Event):
    """A major matter came on the agenda (列入议题), raised by a unit or by the centre itself."""

    TOPIC = "joint_meeting.matter_put_on_agenda"
    matter_id: UUID
    title: str
    background: str
    raised_by_unit_id: UUID | None

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.matters = with_entry(meeting.matters, self.matter_id, Matter(self.title))


class MatterTakenOffAgenda(Aggregate.Event):
    """A matter was taken off the agenda before the meeting (撤下议题)."""

    TOPIC = "joint_meeting.matter_taken_off_agenda"
    matter_id: UUID
    reason: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.matters = without_entry(meeting.matters, self.matter_id)


class Postponed(Aggregate.Event):
    """The meeting was moved to a later time (延期)."""

    TOPIC = "joint_meeting.postponed"
    starts_at: datetime
    reason: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.starts_at = self.starts_at


class Cancelled(Aggregate.Event):
    """The meeting was called off (取消)."""

    TOPIC = "joint_meeting.cancelled"
    reason: str
    cancelled_by: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.state = MeetingState.CANCELLED


class Held(Aggregate.Event):
    """The meeting was held (召开)."""

    TOPIC = "joint_meeting.held"
    recorded_by: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.state = MeetingState.HELD


class AttendanceRecorded(Aggregate.Event):
    """How an invited unit was there (签到); the last record counts."""

    TOPIC = "joint_meeting.attendance_recorded"
    unit_id: UUID
    attendance: str
    headcount: int

    def apply(self, meeting: "JointMeeting") -> None:
        presence = Presence(MeetingAttendance(self.attendance), self.headcount)
        meeting.presences = with_entry(meeting.presences, self.unit_id, presence)


class ReportGiven(Aggregate.Event):
    """An invited unit reported (汇报)."""

    TOPIC = "joint_meeting.report_given"
    report_id: UUID
    unit_id: UUID
    title: str
    text: str
    given_by: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.report_count += 1


class MatterDecided(Aggregate.Event):
    """A matter was discussed and decided (决策), with the measures to take (措施)."""

    TOPIC = "joint_meeting.matter_decided"
    matter_id: UUID
    discussion: str
    decision: str
    measures: list[str]

    def apply(self, meeting: "JointMeeting") -> None:
        decided = replace(
            meeting.matters[self.matter_id],
            state=MatterState.DECIDED,
            discussion=self.discussion,
            outcome=self.decision,
            measures=text_list(self.measures),
        )
        meeting.matters = with_entry(meeting.matters, self.matter_id, decided)


class MatterDeferred(Aggregate.Event):
    """A matter was discussed and put off (暂缓)."""

    TOPIC = "joint_meeting.matter_deferred"
    matter_id: UUID
    discussion: str
    reason: str

    def apply(self, meeting: "JointMeeting") -> None:
        deferred = replace(
            meeting.matters[self.matter_id],
            state=MatterState.DEFERRED,
            discussion=self.discussion,
            outcome=self.reason,
        )
        meeting.matters = with_entry(meeting.matters, self.matter_id, deferred)


class MinutesDrafted(Aggregate.Event):
    """The minutes, or a correction of them, were drafted (起草纪要); the last draft counts."""

    TOPIC = "joint_meeting.minutes_drafted"
    text: str
    drafted_by: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.draft = self.text


class MinutesPublished(Aggregate.Event):
    """A version of the minutes was published (发布纪要), with the SHA-256 of all it says.

    Versions count from 1; `reason` says why there is a later one.
    """

    TOPIC = "joint_meeting.minutes_published"
    version: int
    text: str
    sha256: str
    reason: str
    published_by: str

    def apply(self, meeting: "JointMeeting") -> None:
        meeting.state = MeetingState.PUBLISHED
        meeting.minutes_version = self.version
        meeting.draft = ""
