"""Redemptions that are given up or taken back (取消, 超时, 退回)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.redeeming.releasing import CancelRedemption, TimeOutRedemption
from five_steps.commands.incentives.redeeming.returning import ReturnRedemption
from five_steps.graphql_api.incentives.redeeming.redemption_input import RedemptionInput
from five_steps.graphql_api.incentives.redeeming.redemption_result import (
    RedemptionChanged,
    RedemptionResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A hold to give up (取消兑换).")
class CancelRedemptionInput(RedemptionInput):
    """A hold to give up."""

    reason: str = strawberry.field(description="Why 取消原因, 1–500 characters.")

    def command(self) -> CancelRedemption:
        """The command that is asked for."""
        return CancelRedemption(redemption_id=self.redemption, reason=self.reason)


@strawberry.input(description="A hold that nobody confirmed in time (超时释放).")
class TimeOutRedemptionInput(RedemptionInput):
    """A hold that nobody confirmed in time."""

    def command(self) -> TimeOutRedemption:
        """The command that is asked for."""
        return TimeOutRedemption(redemption_id=self.redemption)


@strawberry.input(description="A redemption to take back (退回兑换品).")
class ReturnRedemptionInput(RedemptionInput):
    """A redemption to take back."""

    reason: str = strawberry.field(description="Why 退回原因, 1–500 characters.")

    def command(self) -> ReturnRedemption:
        """The command that is asked for."""
        return ReturnRedemption(redemption_id=self.redemption, reason=self.reason)


@strawberry.type(description="Giving redemptions up, and taking them back.")
class ReleaseMutations:
    """Giving redemptions up, and taking them back."""

    @strawberry.mutation(
        description="Give a hold up 取消兑换; for the volunteer, and for those who work the "
        "counter."
    )
    async def cancel_redemption(
        self,
        info: Info,
        input: Annotated[CancelRedemptionInput, GIVEN],  # noqa: A002
    ) -> RedemptionResult:
        """Cancel a redemption."""
        return await run(info, input, RedemptionChanged)

    @strawberry.mutation(
        description="Release a hold that nobody confirmed in time 超时释放; the service does so "
        "by itself."
    )
    async def time_out_redemption(
        self,
        info: Info,
        input: Annotated[TimeOutRedemptionInput, GIVEN],  # noqa: A002
    ) -> RedemptionResult:
        """Time a redemption out."""
        return await run(info, input, RedemptionChanged)

    @strawberry.mutation(
        description="Take back what was redeemed 退回; for those who work the counter, within the "
        "reward's days and before it is settled. The points go back to the lots they came from."
    )
    async def return_redemption(
        self,
        info: Info,
        input: Annotated[ReturnRedemptionInput, GIVEN],  # noqa: A002
    ) -> RedemptionResult:
        """Return a redemption."""
        return await run(info, input, RedemptionChanged)
