"""Hours entered later by staff (补录), and their verification by a second person."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.back_hours import (
    EnterBackHours,
    RejectBackHours,
    VerifyBackHours,
)
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.incentives.record_input import RecordInput
from five_steps.graphql_api.incentives.service_record_result import (
    ServiceRecordChanged,
    ServiceRecordResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput


@strawberry.input(description="Hours that no check-in recorded (补录时长).")
class EnterBackHoursInput(VolunteerInput):
    """Hours that no check-in recorded."""

    unit_id: strawberry.ID = strawberry.field(description="The unit it was served for 服务单位.")
    category: Category = strawberry.field(description="Category 服务类别.")
    starts_at: datetime = strawberry.field(description="Start of the service 开始时间.")
    ends_at: datetime = strawberry.field(
        description="End of the service 结束时间, at most a day after its start."
    )
    minutes: int = strawberry.field(
        description="Minutes served 服务时长（分钟）, at most those from start to end."
    )
    reason: str = strawberry.field(
        description="Why it is entered by hand 补录原因, 1–500 characters."
    )
    evidence_hash: str = strawberry.field(
        description="SHA-256 of the evidence 证明材料指纹, 64 hexadecimal digits."
    )

    def command(self) -> EnterBackHours:
        """The command that is asked for."""
        return EnterBackHours(
            volunteer_id=self.volunteer,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            category=self.category,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            minutes=self.minutes,
            reason=self.reason,
            evidence_hash=self.evidence_hash,
        )


@strawberry.input(description="Back-entered hours to verify (审核补录).")
class VerifyBackHoursInput(RecordInput):
    """Back-entered hours to verify."""

    minutes: int | None = strawberry.field(
        default=None,
        description="Minutes to verify 审核时长（分钟）, at most those entered; all of them "
        "without.",
    )

    def command(self) -> VerifyBackHours:
        """The command that is asked for."""
        return VerifyBackHours(
            volunteer_id=self.volunteer,
            record_id=self.record,
            minutes=self.minutes,
        )


@strawberry.input(description="Back-entered hours not to accept (驳回补录).")
class RejectBackHoursInput(RecordInput):
    """Back-entered hours not to accept."""

    reason: str = strawberry.field(description="Why 驳回原因, 1–500 characters.")

    def command(self) -> RejectBackHours:
        """The command that is asked for."""
        return RejectBackHours(
            volunteer_id=self.volunteer,
            record_id=self.record,
            reason=self.reason,
        )


@strawberry.type(description="Entering and verifying hours that no check-in recorded.")
class BackHoursMutations:
    """Entering and verifying hours that no check-in recorded."""

    @strawberry.mutation(
        description="Enter hours served for a unit that no check-in recorded 补录时长; for "
        "administrators of the unit or above, up to their limit of the day."
    )
    async def enter_back_hours(
        self,
        info: Info,
        input: Annotated[EnterBackHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Enter hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(
        description="Verify back-entered minutes, or fewer, as the second person 审核补录."
    )
    async def verify_back_hours(
        self,
        info: Info,
        input: Annotated[VerifyBackHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Verify back-entered hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(
        description="Do not accept back-entered minutes, as the second person 驳回补录."
    )
    async def reject_back_hours(
        self,
        info: Info,
        input: Annotated[RejectBackHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Reject back-entered hours."""
        return await run(info, input, ServiceRecordChanged)
