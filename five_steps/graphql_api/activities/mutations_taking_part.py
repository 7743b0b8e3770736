"""Taking part in activities: sign-up, check-in, rating (报名、签到、评价)."""

from typing import Annotated

import strawberry

from five_steps.commands.activities.activity_attendance import CheckInParticipant
from five_steps.commands.activities.activity_rating import RateActivity
from five_steps.commands.activities.sign_up import CancelSignUp, SignUpForActivity
from five_steps.graphql_api.activities.activity_input import ParticipantInput
from five_steps.graphql_api.activities.results import ActivityChanged, ActivityResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="Somebody to sign up (活动报名).")
class SignUpForActivityInput(ParticipantInput):
    """Somebody to sign up."""

    def command(self) -> SignUpForActivity:
        """The command that is asked for."""
        return SignUpForActivity(activity_id=self.activity, **self.participant)


@strawberry.input(description="A sign-up to cancel (取消报名).")
class CancelSignUpInput(ParticipantInput):
    """A sign-up to cancel."""

    def command(self) -> CancelSignUp:
        """The command that is asked for."""
        return CancelSignUp(
            activity_id=self.activity, participant_id=self.participant["participant_id"]
        )


@strawberry.input(description="Somebody to check in (活动签到).")
class CheckInParticipantInput(ParticipantInput):
    """Somebody to check in."""

    code: str | None = strawberry.field(
        default=None,
        description="The activity's six digits, told on the spot 签到码; staff need none.",
    )

    def command(self) -> CheckInParticipant:
        """The command that is asked for."""
        return CheckInParticipant(activity_id=self.activity, code=self.code, **self.participant)


@strawberry.input(description="What somebody says of an activity (评价活动).")
class RateActivityInput(ParticipantInput):
    """What somebody says of an activity."""

    score: int = strawberry.field(description="Score 评分, 1–5.")
    comment: str = strawberry.field(
        default="", description="Comment 评语, at most 2000 characters; kept under your own key."
    )

    def command(self) -> RateActivity:
        """The command that is asked for."""
        return RateActivity(
            activity_id=self.activity,
            participant_id=self.participant["participant_id"],
            score=self.score,
            comment=self.comment,
        )


@strawberry.type(description="Taking part in activities.")
class TakingPartMutations:
    """Taking part in activities."""

    @strawberry.mutation(
        description="Sign up for an activity 活动报名; once it is full, for its waiting list. "
        "People sign up for themselves, staff of the unit for who has called."
    )
    async def sign_up_for_activity(
        self,
        info: Info,
        input: Annotated[SignUpForActivityInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Sign up."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Give a place back before the activity begins 取消报名; the first who waits "
        "gets it."
    )
    async def cancel_sign_up(
        self,
        info: Info,
        input: Annotated[CancelSignUpInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Cancel a sign-up."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Check in somebody who has a place, by the activity's code or by staff "
        "活动签到: from a little before its start until its end."
    )
    async def check_in_participant(
        self,
        info: Info,
        input: Annotated[CheckInParticipantInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Check in."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Rate an activity that was held and that you checked in to, once 评价活动."
    )
    async def rate_activity(
        self,
        info: Info,
        input: Annotated[RateActivityInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Rate an activity."""
        return await run(info, input, ActivityChanged)
