"""A redemption, step by step (兑换)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.graphql_api.incentives.redeeming.redemption_input import RedemptionInput
from five_steps.graphql_api.incentives.redeeming.redemption_result import (
    RedemptionChanged,
    RedemptionResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput


@strawberry.input(description="A reward to hold for a volunteer (预留兑换).")
class HoldRedemptionInput(VolunteerInput):
    """A reward to hold for a volunteer."""

    counter_id: strawberry.ID = strawberry.field(description="The counter 兑换点.")
    reward_id: strawberry.ID = strawberry.field(description="The reward 兑换品.")
    quantity: int = strawberry.field(default=1, description="How many 数量, 1–100.")

    def command(self) -> HoldRedemption:
        """The command that is asked for."""
        return HoldRedemption(
            volunteer_id=self.volunteer,
            counter_id=local_id("counterId", self.counter_id, "Counter"),
            reward_id=local_id("rewardId", self.reward_id, "Reward"),
            quantity=self.quantity,
        )


@strawberry.input(description="A hold to confirm (确认兑换).")
class ConfirmRedemptionInput(RedemptionInput):
    """A hold to confirm."""

    code: str = strawberry.field(description="The ten digits that the volunteer shows 兑换码.")

    def command(self) -> ConfirmRedemption:
        """The command that is asked for."""
        return ConfirmRedemption(redemption_id=self.redemption, code=self.code)


@strawberry.input(description="A confirmed redemption that was handed over (兑付).")
class FulfilRedemptionInput(RedemptionInput):
    """A confirmed redemption that was handed over."""

    def command(self) -> FulfilRedemption:
        """The command that is asked for."""
        return FulfilRedemption(redemption_id=self.redemption)


@strawberry.type(description="Redeeming points.")
class RedemptionMutations:
    """Redeeming points."""

    @strawberry.mutation(
        description="Hold a reward at a counter for 15 minutes 预留兑换; for the volunteer, and "
        "for those who work the counter. Points, pieces and money are held at once, or nothing is."
    )
    async def hold_redemption(
        self,
        info: Info,
        input: Annotated[HoldRedemptionInput, GIVEN],  # noqa: A002
    ) -> RedemptionResult:
        """Hold a redemption."""
        return await run(info, input, RedemptionChanged)

    @strawberry.mutation(
        description="Confirm a hold with the volunteer's code 确认兑换; for those who work the "
        "counter. The points are spent."
    )
    async def confirm_redemption(
        self,
        info: Info,
        input: Annotated[ConfirmRedemptionInput, GIVEN],  # noqa: A002
    ) -> RedemptionResult:
        """Confirm a redemption."""
        return await run(info, input, RedemptionChanged)

    @strawberry.mutation(
        description="Record that it was handed over 兑付; for those who work the counter."
    )
    async def fulfil_redemption(
        self,
        info: Info,
        input: Annotated[FulfilRedemptionInput, GIVEN],  # noqa: A002
    ) -> RedemptionResult:
        """Fulfil a redemption."""
        return await run(info, input, RedemptionChanged)
