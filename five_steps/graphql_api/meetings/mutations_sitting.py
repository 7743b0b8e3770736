"""Holding joint meetings: who came, and what units reported (会中)."""

from typing import Annotated

import strawberry

from five_steps.commands.meetings.sitting import (
    GiveMeetingReport,
    HoldMeeting,
    RecordMeetingAttendance,
)
from five_steps.domain.meetings.meeting_state import MeetingAttendance
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.meetings.inputs import MeetingInput
from five_steps.graphql_api.meetings.results import (
    MeetingChanged,
    MeetingReportGiven,
    MeetingReportResult,
    MeetingResult,
)


@strawberry.input(description="A meeting that is held (召开会议).")
class HoldMeetingInput(MeetingInput):
    """A meeting that is held."""

    def command(self) -> HoldMeeting:
        """The command that is asked for."""
        return HoldMeeting(meeting_id=self.meeting)


@strawberry.input(description="How an invited unit was there (会议签到).")
class RecordMeetingAttendanceInput(MeetingInput):
    """How an invited unit was there."""

    unit_id: strawberry.ID = strawberry.field(description="The unit, which is invited 单位.")
    attendance: MeetingAttendance = strawberry.field(description="How it was there 出席情况.")
    headcount: int = strawberry.field(
        default=0, description="How many came for it 出席人数: 1–100, or 0 if nobody did."
    )

    def command(self) -> RecordMeetingAttendance:
        """The command that is asked for."""
        return RecordMeetingAttendance(
            meeting_id=self.meeting,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            attendance=self.attendance,
            headcount=self.headcount,
        )


@strawberry.input(description="What an invited unit reports (会议汇报).")
class GiveMeetingReportInput(MeetingInput):
    """What an invited unit reports."""

    unit_id: strawberry.ID = strawberry.field(description="The unit, which is invited 单位.")
    title: str = strawberry.field(description="Title 标题, 1–100 characters.")
    text: str = strawberry.field(description="What it says 内容, 1–2000 characters.")

    def command(self) -> GiveMeetingReport:
        """The command that is asked for."""
        return GiveMeetingReport(
            meeting_id=self.meeting,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            title=self.title,
            text=self.text,
        )


@strawberry.type(description="Holding joint meetings.")
class SittingMutations:
    """Holding joint meetings."""

    @strawberry.mutation(description="Record that the meeting is held 召开会议, from its start on.")
    async def hold_meeting(
        self,
        info: Info,
        input: Annotated[HoldMeetingInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Hold a meeting."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(
        description="Record how an invited unit was there 会议签到; the last record counts."
    )
    async def record_meeting_attendance(
        self,
        info: Info,
        input: Annotated[RecordMeetingAttendanceInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Record attendance."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(
        description="Report for an invited unit 会议汇报, ahead of the meeting or at it; for its "
        "administrators."
    )
    async def give_meeting_report(
        self,
        info: Info,
        input: Annotated[GiveMeetingReportInput, GIVEN],  # noqa: A002
    ) -> MeetingReportResult:
        """Report."""
        return await run(info, input, MeetingReportGiven)
