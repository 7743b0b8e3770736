"""Points by hand (积分调整) and at their expiry (积分过期)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.points_adjustment import (
    ApproveAdjustment,
    ProposeAdjustment,
    RejectAdjustment,
)
from five_steps.commands.incentives.points_expiry import ExpirePoints
from five_steps.graphql_api.incentives.adjustment_result import (
    AdjustmentChanged,
    AdjustmentResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput
from five_steps.graphql_api.people.volunteer_result import VolunteerChanged, VolunteerResult


@strawberry.input(description="Points to give a volunteer, or to take away (提议调整积分).")
class ProposeAdjustmentInput(VolunteerInput):
    """Points to give a volunteer, or to take away."""

    points: int = strawberry.field(
        description="Points to give, or below zero to take away 积分, at most 100000 of either."
    )
    reason: str = strawberry.field(description="Why 调整原因, 1–500 characters.")

    def command(self) -> ProposeAdjustment:
        """The command that is asked for."""
        return ProposeAdjustment(
            volunteer_id=self.volunteer, points=self.points, reason=self.reason
        )


@strawberry.input(description="An adjustment to approve (批准调整).")
class ApproveAdjustmentInput(VolunteerInput):
    """An adjustment to approve."""

    adjustment_id: strawberry.ID = strawberry.field(description="The adjustment 调整申请.")

    def command(self) -> ApproveAdjustment:
        """The command that is asked for."""
        return ApproveAdjustment(
            volunteer_id=self.volunteer,
            adjustment_id=local_id("adjustmentId", self.adjustment_id, "Adjustment"),
        )


@strawberry.input(description="An adjustment not to approve (驳回调整).")
class RejectAdjustmentInput(VolunteerInput):
    """An adjustment not to approve."""

    adjustment_id: strawberry.ID = strawberry.field(description="The adjustment 调整申请.")
    reason: str = strawberry.field(description="Why 驳回原因, 1–500 characters.")

    def command(self) -> RejectAdjustment:
        """The command that is asked for."""
        return RejectAdjustment(
            volunteer_id=self.volunteer,
            adjustment_id=local_id("adjustmentId", self.adjustment_id, "Adjustment"),
            reason=self.reason,
        )


@strawberry.input(description="A volunteer whose points are due (积分过期).")
class ExpirePointsInput(VolunteerInput):
    """A volunteer whose points are due."""

    def command(self) -> ExpirePoints:
        """The command that is asked for."""
        return ExpirePoints(volunteer_id=self.volunteer)


@strawberry.type(description="Adjusting points by hand, and voiding those that expired.")
class PointsMutations:
    """Adjusting points by hand, and voiding those that expired."""

    @strawberry.mutation(
        description="Propose to give a volunteer points, or to take some away 提议调整积分; for "
        "administrators of their unit, or above."
    )
    async def propose_adjustment(
        self,
        info: Info,
        input: Annotated[ProposeAdjustmentInput, GIVEN],  # noqa: A002
    ) -> AdjustmentResult:
        """Propose an adjustment."""
        return await run(info, input, AdjustmentChanged)

    @strawberry.mutation(
        description="Approve an adjustment as the second person 批准调整; it takes effect at once."
    )
    async def approve_adjustment(
        self,
        info: Info,
        input: Annotated[ApproveAdjustmentInput, GIVEN],  # noqa: A002
    ) -> AdjustmentResult:
        """Approve an adjustment."""
        return await run(info, input, AdjustmentChanged)

    @strawberry.mutation(description="Do not approve an adjustment, as the second person 驳回调整.")
    async def reject_adjustment(
        self,
        info: Info,
        input: Annotated[RejectAdjustmentInput, GIVEN],  # noqa: A002
    ) -> AdjustmentResult:
        """Reject an adjustment."""
        return await run(info, input, AdjustmentChanged)

    @strawberry.mutation(
        description="Void a volunteer's points that are past their expiry 积分过期; the service "
        "does so by itself."
    )
    async def expire_points(
        self,
        info: Info,
        input: Annotated[ExpirePointsInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Expire points."""
        return await run(info, input, VolunteerChanged)
