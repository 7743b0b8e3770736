"""Convening joint meetings, moving them and calling them off (召集)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.meetings.convening import (
    CancelMeeting,
    ConveneMeeting,
    InviteToMeeting,
    PostponeMeeting,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.meetings.inputs import MeetingInput
from five_steps.graphql_api.meetings.results import MeetingChanged, MeetingResult


@strawberry.input(description="A joint meeting to convene (召集联席会议).")
class ConveneMeetingInput(CommandInput):
    """A joint meeting to convene."""

    title: str = strawberry.field(description="Title 名称, 1–100 characters.")
    place: str = strawberry.field(description="Where 地点, 1–100 characters.")
    starts_at: datetime = strawberry.field(description="When it starts 时间; not in the past.")
    unit_ids: list[strawberry.ID] = strawberry.field(
        description="The units to invite 参会单位, 1–300."
    )

    def command(self) -> ConveneMeeting:
        """The command that is asked for."""
        return ConveneMeeting(
            title=self.title,
            place=self.place,
            starts_at=self.starts_at,
            unit_ids=tuple(local_id("unitIds", unit, "Unit") for unit in self.unit_ids),
        )


@strawberry.input(description="Units to invite to a meeting (增补参会单位).")
class InviteToMeetingInput(MeetingInput):
    """Units to invite to a meeting."""

    unit_ids: list[strawberry.ID] = strawberry.field(description="The units to invite 参会单位.")

    def command(self) -> InviteToMeeting:
        """The command that is asked for."""
        return InviteToMeeting(
            meeting_id=self.meeting,
            unit_ids=tuple(local_id("unitIds", unit, "Unit") for unit in self.unit_ids),
        )


@strawberry.input(description="A meeting to move to a later time (会议延期).")
class PostponeMeetingInput(MeetingInput):
    """A meeting to move to a later time."""

    starts_at: datetime = strawberry.field(
        description="When it starts now 新时间; later than before."
    )
    reason: str = strawberry.field(description="Why 延期原因, 1–500 characters.")

    def command(self) -> PostponeMeeting:
        """The command that is asked for."""
        return PostponeMeeting(
            meeting_id=self.meeting, starts_at=self.starts_at, reason=self.reason
        )


@strawberry.input(description="A meeting to call off (取消会议).")
class CancelMeetingInput(MeetingInput):
    """A meeting to call off."""

    reason: str = strawberry.field(description="Why 取消原因, 1–500 characters.")

    def command(self) -> CancelMeeting:
        """The command that is asked for."""
        return CancelMeeting(meeting_id=self.meeting, reason=self.reason)


@strawberry.type(description="Convening joint meetings.")
class ConveningMutations:
    """Convening joint meetings."""

    @strawberry.mutation(description="Convene a joint meeting and invite units 召集联席会议.")
    async def convene_meeting(
        self,
        info: Info,
        input: Annotated[ConveneMeetingInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Convene a meeting."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(description="Invite more units before the meeting 增补参会单位.")
    async def invite_to_meeting(
        self,
        info: Info,
        input: Annotated[InviteToMeetingInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Invite units."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(description="Move a meeting to a later time 会议延期.")
    async def postpone_meeting(
        self,
        info: Info,
        input: Annotated[PostponeMeetingInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Postpone a meeting."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(description="Call a meeting off before it is held 取消会议.")
    async def cancel_meeting(
        self,
        info: Info,
        input: Annotated[CancelMeetingInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Cancel a meeting."""
        return await run(info, input, MeetingChanged)
