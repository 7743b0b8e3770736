"""A volunteer's hours on an order (时长提交与审核)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.hours import RejectHours, SubmitHours, VerifyHours
from five_steps.graphql_api.incentives.service_record_result import (
    ServiceRecordChanged,
    ServiceRecordResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import AssignmentInput


@strawberry.input(description="Minutes served on an order (提交时长).")
class SubmitHoursInput(AssignmentInput):
    """Minutes served on an order."""

    minutes: int | None = strawberry.field(
        default=None,
        description="Minutes 时长（分钟）; if not given, all from check-in to check-out that no "
        "other record has taken, up to the day's cap.",
    )
    note: str = strawberry.field(
        default="", description="Anything to tell who verifies 备注, at most 2000 characters."
    )

    def command(self) -> SubmitHours:
        """The command that is asked for."""
        return SubmitHours(
            order_id=self.order,
            volunteer_id=self.volunteer,
            minutes=self.minutes,
            note=self.note,
        )


@strawberry.input(description="Submitted minutes to verify (审核时长).")
class VerifyHoursInput(AssignmentInput):
    """Submitted minutes to verify."""

    minutes: int | None = strawberry.field(
        default=None,
        description="The minutes verified 时长（分钟）, at most those submitted; all if not given.",
    )

    def command(self) -> VerifyHours:
        """The command that is asked for."""
        return VerifyHours(order_id=self.order, volunteer_id=self.volunteer, minutes=self.minutes)


@strawberry.input(description="Submitted minutes not to accept (驳回时长).")
class RejectHoursInput(AssignmentInput):
    """Submitted minutes not to accept."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> RejectHours:
        """The command that is asked for."""
        return RejectHours(order_id=self.order, volunteer_id=self.volunteer, reason=self.reason)


@strawberry.type(description="Hours served on orders.")
class HoursMutations:
    """Hours served on orders."""

    @strawberry.mutation(description="Submit the minutes served on an order 提交时长.")
    async def submit_hours(
        self,
        info: Info,
        input: Annotated[SubmitHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Submit hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(
        description="Verify a volunteer's minutes 审核时长: they count from now on and earn "
        "points; never by the volunteer."
    )
    async def verify_hours(
        self,
        info: Info,
        input: Annotated[VerifyHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Verify hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(description="Do not accept a volunteer's minutes 驳回时长.")
    async def reject_hours(
        self,
        info: Info,
        input: Annotated[RejectHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Reject hours."""
        return await run(info, input, ServiceRecordChanged)
