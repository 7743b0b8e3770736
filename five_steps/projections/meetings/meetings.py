"""Joint meetings (联席会议): who is invited, the agenda, what was decided, the minutes."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import MatterState, MeetingState
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id
from five_steps.projections.meetings.meeting_rows import (
    InvitationRow,
    MatterRow,
    MeetingRow,
    MinutesRow,
    ReportRow,
)


class MeetingsView(Projection):
    """`read.joint_meetings`, with invitations, matters, reports and minutes."""

    name = "meetings"

    def declare(self) -> None:
        self.meetings = self.table(
            Rows[Id, MeetingRow](
                MeetingRow, "joint_meetings", key=["id"], indexes=["(starts_at, id)"]
            )
        )
        self.invitations = self.table(
            Rows[tuple[Id, Id], InvitationRow](
                InvitationRow,
                "meeting_invitations",
                key=["meeting_id", "unit_id"],
                indexes=["(unit_id)"],
            )
        )
        self.matters = self.table(
            Rows[tuple[Id, Id], MatterRow](
                MatterRow, "meeting_matters", key=["meeting_id", "id"], indexes=["(id)"]
            )
        )
        self.reports = self.table(
            Rows[tuple[Id, Id], ReportRow](
                ReportRow, "meeting_reports", key=["meeting_id", "id"], indexes=["(id)"]
            )
        )
        self.minutes = self.table(
            Ledger(MinutesRow, "meeting_minutes", key=["position"], indexes=["(meeting_id)"])
        )

    # --- before the meeting ---------------------------------------------------------------------

    @on(JointMeeting.Created)
    def convened(
        self,
        event: Event,
        title: str,
        place: str,
        starts_at: datetime,
        unit_ids: list[Id],
        convened_by: str,
    ) -> None:
        self.meetings.add(
            MeetingRow(
                id=event.stream,
                title=title,
                place=place,
                year=local_year(starts_at),
                state=MeetingState.CONVENED,
                starts_at=starts_at,
                convened_by=convened_by,
                convened_at=event.at,
                postponement_reason=None,
                cancellation_reason=None,
                held_at=None,
                draft=None,
                drafted_by=None,
                drafted_at=None,
                minutes_version=0,
                published_at=None,
                position=event.position,
            )
        )
        self._invite(event, unit_ids)

    @on(JointMeeting.UnitsInvited)
    def units_invited(self, event: Event, unit_ids: list[Id]) -> None:
        self._changed(event)
        self._invite(event, unit_ids)

    @on(JointMeeting.MatterPutOnAgenda)
    def matter_put_on_agenda(
        self,
        event: Event,
        matter_id: Id,
        title: str,
        background: str,
        raised_by_unit_id: Id | None,
    ) -> None:
        self._changed(event)
        self.matters.add(
            MatterRow(
                meeting_id=event.stream,
                id=matter_id,
                put_on=event.position,
                title=title,
                background=background,
                raised_by_unit_id=raised_by_unit_id,
                state=MatterState.OPEN,
                discussion=None,
                decision=None,
                measures=[],
                deferral_reason=None,
                position=event.position,
            )
        )

    @on(JointMeeting.MatterTakenOffAgenda)
    def matter_taken_off_agenda(self, event: Event, matter_id: Id) -> None:
        self._changed(event)
        self.matters.remove((event.stream, matter_id))

    @on(JointMeeting.Postponed)
    def postponed(self, event: Event, starts_at: datetime, reason: str) -> None:
        meeting = self._changed(event)
        meeting.starts_at = starts_at
        meeting.year = local_year(starts_at)
        meeting.postponement_reason = reason

    @on(JointMeeting.Cancelled)
    def cancelled(self, event: Event, reason: str) -> None:
        meeting = self._changed(event)
        meeting.state = MeetingState.CANCELLED
        meeting.cancellation_reason = reason

    # --- at the meeting -------------------------------------------------------------------------

    @on(JointMeeting.Held)
    def held(self, event: Event) -> None:
        meeting = self._changed(event)
        meeting.state = MeetingState.HELD
        meeting.held_at = event.at

    @on(JointMeeting.AttendanceRecorded)
    def attendance_recorded(
        self, event: Event, unit_id: Id, attendance: str, headcount: int
    ) -> None:
        self._changed(event)
        invitation = self.invitations.change((event.stream, unit_id))
        invitation.attendance = attendance
        invitation.headcount = headcount
        invitation.position = event.position

    @on(JointMeeting.ReportGiven)
    def report_given(
        self, event: Event, report_id: Id, unit_id: Id, title: str, text: str, given_by: str
    ) -> None:
        self._changed(event)
        self.reports.add(
            ReportRow(
                meeting_id=event.stream,
                id=report_id,
                unit_id=unit_id,
                title=title,
                text=text,
                given_by=given_by,
                given_at=event.at,
                position=event.position,
            )
        )

    @on(JointMeeting.MatterDecided)
    def matter_decided(
        self, event: Event, matter_id: Id, discussion: str, decision: str, measures: list[str]
    ) -> None:
        matter = self._settled(event, matter_id, MatterState.DECIDED, discussion)
        matter.decision = decision
        matter.measures = measures

    @on(JointMeeting.MatterDeferred)
    def matter_deferred(self, event: Event, matter_id: Id, discussion: str, reason: str) -> None:
        matter = self._settled(event, matter_id, MatterState.DEFERRED, discussion)
        matter.deferral_reason = reason

    # --- after the meeting ----------------------------------------------------------------------

    @on(JointMeeting.MinutesDrafted)
    def minutes_drafted(self, event: Event, text: str, drafted_by: str) -> None:
        meeting = self._changed(event)
        meeting.draft = text
        meeting.drafted_by = drafted_by
        meeting.drafted_at = event.at

    @on(JointMeeting.MinutesPublished)
    def minutes_published(
        self,
        event: Event,
        version: int,
        text: str,
        sha256: str,
        reason: str,
        published_by: str,
    ) -> None:
        meeting = self._changed(event)
        meeting.state = MeetingState.PUBLISHED
        meeting.draft = meeting.drafted_by = meeting.drafted_at = None
        meeting.minutes_version = version
        meeting.published_at = event.at
        self.minutes.append(
            MinutesRow(
                position=event.position,
                meeting_id=event.stream,
                version=version,
                text=text,
                sha256=sha256,
                reason=reason,
                published_by=published_by,
                published_at=event.at,
            )
        )

    def _invite(self, event: Event, unit_ids: list[Id]) -> None:
        for unit_id in unit_ids:
            self.invitations.add(
                InvitationRow(
                    meeting_id=event.stream,
                    unit_id=unit_id,
                    invited_at=event.at,
                    attendance=None,
                    headcount=0,
                    position=event.position,
                )
            )

    def _settled(
        self, event: Event, matter_id: Id, state: MatterState, discussion: str
    ) -> MatterRow:
        self._changed(event)
        matter = self.matters.change((event.stream, matter_id))
        matter.state = state
        matter.discussion = discussion
        matter.position = event.position
        return matter

    def _changed(self, event: Event) -> MeetingRow:
        meeting = self.meetings.change(event.stream)
        meeting.position = event.position
        return meeting
