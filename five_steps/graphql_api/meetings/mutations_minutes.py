"""The minutes of joint meetings (会议纪要)."""

from typing import Annotated

import strawberry

from five_steps.commands.meetings.minutes import DraftMinutes, PublishMinutes
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.meetings.inputs import MeetingInput
from five_steps.graphql_api.meetings.results import MeetingChanged, MeetingResult


@strawberry.input(description="Minutes to draft (起草纪要).")
class DraftMinutesInput(MeetingInput):
    """Minutes to draft."""

    text: str = strawberry.field(description="What they say 正文, 1–2000 characters.")

    def command(self) -> DraftMinutes:
        """The command that is asked for."""
        return DraftMinutes(meeting_id=self.meeting, text=self.text)


@strawberry.input(description="Minutes to publish (发布纪要).")
class PublishMinutesInput(MeetingInput):
    """Minutes to publish."""

    reason: str = strawberry.field(
        default="",
        description="Why there is a later version 修订原因, 1–500 characters; not for the first.",
    )

    def command(self) -> PublishMinutes:
        """The command that is asked for."""
        return PublishMinutes(meeting_id=self.meeting, reason=self.reason)


@strawberry.type(description="The minutes of joint meetings.")
class MinutesMutations:
    """The minutes of joint meetings."""

    @strawberry.mutation(
        description="Draft the minutes of a meeting that was held 起草纪要, or a correction of "
        "those that are out."
    )
    async def draft_minutes(
        self,
        info: Info,
        input: Annotated[DraftMinutesInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Draft minutes."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(
        description="Publish the draft as the next version 发布纪要, with every matter settled and "
        "every attendance recorded."
    )
    async def publish_minutes(
        self,
        info: Info,
        input: Annotated[PublishMinutesInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Publish minutes."""
        return await run(info, input, MeetingChanged)
