"""A volunteer's hours on duty at an activity (时长提交与审核)."""

from typing import Annotated

import strawberry

from five_steps.commands.activities.duty_hours import (
    RejectDutyHours,
    SubmitDutyHours,
    VerifyDutyHours,
)
from five_steps.graphql_api.activities.activity_input import DutyInput
from five_steps.graphql_api.incentives.service_record_result import (
    ServiceRecordChanged,
    ServiceRecordResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="Minutes served at an activity (提交时长).")
class SubmitDutyHoursInput(DutyInput):
    """Minutes served at an activity."""

    minutes: int | None = strawberry.field(
        default=None,
        description="Minutes 时长（分钟）; if not given, all from check-in to check-out that no "
        "other record has taken, up to the day's cap.",
    )
    note: str = strawberry.field(
        default="", description="Anything to tell who verifies 备注, at most 2000 characters."
    )

    def command(self) -> SubmitDutyHours:
        """The command that is asked for."""
        return SubmitDutyHours(
            activity_id=self.activity,
            volunteer_id=self.volunteer,
            minutes=self.minutes,
            note=self.note,
        )


@strawberry.input(description="Submitted minutes to verify (审核时长).")
class VerifyDutyHoursInput(DutyInput):
    """Submitted minutes to verify."""

    minutes: int | None = strawberry.field(
        default=None,
        description="The minutes verified 时长（分钟）, at most those submitted; all if not given.",
    )

    def command(self) -> VerifyDutyHours:
        """The command that is asked for."""
        return VerifyDutyHours(
            activity_id=self.activity, volunteer_id=self.volunteer, minutes=self.minutes
        )


@strawberry.input(description="Submitted minutes not to accept (驳回时长).")
class RejectDutyHoursInput(DutyInput):
    """Submitted minutes not to accept."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> RejectDutyHours:
        """The command that is asked for."""
        return RejectDutyHours(
            activity_id=self.activity, volunteer_id=self.volunteer, reason=self.reason
        )


@strawberry.type(description="Hours served at activities.")
class DutyHoursMutations:
    """Hours served at activities."""

    @strawberry.mutation(description="Submit the minutes served at an activity 提交活动时长.")
    async def submit_duty_hours(
        self,
        info: Info,
        input: Annotated[SubmitDutyHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Submit hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(
        description="Verify a volunteer's minutes at an activity 审核活动时长: they count from now "
        "on and earn points; never by the volunteer."
    )
    async def verify_duty_hours(
        self,
        info: Info,
        input: Annotated[VerifyDutyHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Verify hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(
        description="Do not accept a volunteer's minutes at an activity 驳回活动时长."
    )
    async def reject_duty_hours(
        self,
        info: Info,
        input: Annotated[RejectDutyHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Reject hours."""
        return await run(info, input, ServiceRecordChanged)
