"""Planning activities, publishing and cancelling them (策划与发布)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.activities.activity_planning import (
    ChangeActivity,
    CreateActivity,
    PublishActivity,
)
from five_steps.commands.activities.cancelling import CancelActivity
from five_steps.graphql_api.activities.activity_input import ActivityInput
from five_steps.graphql_api.activities.plan_input import PlanInput
from five_steps.graphql_api.activities.results import ActivityChanged, ActivityResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run

_CLOSES = "When sign-up closes 报名截止; by default when it begins."


@strawberry.input(description="An activity to plan (策划活动).")
class CreateActivityInput(PlanInput):
    """An activity to plan."""

    sign_up_opens_at: datetime | None = strawberry.field(
        default=None, description="When sign-up opens 报名开始; by default with the publication."
    )
    sign_up_closes_at: datetime | None = strawberry.field(default=None, description=_CLOSES)
    publish: bool = strawberry.field(
        default=False, description="Whether it is published at once 是否立即发布."
    )

    def command(self) -> CreateActivity:
        """The command that is asked for."""
        return CreateActivity(
            **self.plan(),
            sign_up_opens_at=self.sign_up_opens_at,
            sign_up_closes_at=self.sign_up_closes_at,
            publish=self.publish,
        )


@strawberry.input(description="An activity to publish (发布活动).")
class PublishActivityInput(ActivityInput):
    """An activity to publish."""

    def command(self) -> PublishActivity:
        """The command that is asked for."""
        return PublishActivity(activity_id=self.activity)


@strawberry.input(description="What is to be read of an activity from now on (变更活动).")
class ChangeActivityInput(ActivityInput):
    """What is to be read of an activity from now on."""

    title: str = strawberry.field(description="Title 标题, 1–100 characters.")
    description: str = strawberry.field(
        default="", description="Particulars 说明, at most 2000 characters."
    )
    place: str = strawberry.field(
        default="", description="Where, in words 地点, at most 200 characters."
    )
    capacity: int = strawberry.field(
        description="Places 名额, 1–2000 and at least those that are taken."
    )
    sign_up_closes_at: datetime | None = strawberry.field(default=None, description=_CLOSES)

    def command(self) -> ChangeActivity:
        """The command that is asked for."""
        return ChangeActivity(
            activity_id=self.activity,
            title=self.title,
            description=self.description,
            place=self.place,
            capacity=self.capacity,
            sign_up_closes_at=self.sign_up_closes_at,
        )


@strawberry.input(description="An activity to cancel (取消活动).")
class CancelActivityInput(ActivityInput):
    """An activity to cancel."""

    reason: str = strawberry.field(description="Why 取消原因, 1–500 characters.")

    def command(self) -> CancelActivity:
        """The command that is asked for."""
        return CancelActivity(activity_id=self.activity, reason=self.reason)


@strawberry.type(description="Planning activities.")
class PlanningMutations:
    """Planning activities."""

    @strawberry.mutation(
        description="Plan an activity 策划活动, and book its venue in the same step; for "
        "administrators of the unit or above."
    )
    async def create_activity(
        self,
        info: Info,
        input: Annotated[CreateActivityInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Plan an activity."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Publish an activity 发布活动: from now on people sign up for it, and "
        "volunteers for duty at it."
    )
    async def publish_activity(
        self,
        info: Info,
        input: Annotated[PublishActivityInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Publish an activity."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Change what is read of an activity, or its places, before it begins "
        "变更活动; new places go to those who wait for one."
    )
    async def change_activity(
        self,
        info: Info,
        input: Annotated[ChangeActivityInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Change an activity."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Cancel an activity that nobody has come to 取消活动: its venue and the "
        "volunteers on duty are free again."
    )
    async def cancel_activity(
        self,
        info: Info,
        input: Annotated[CancelActivityInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Cancel an activity."""
        return await run(info, input, ActivityChanged)
