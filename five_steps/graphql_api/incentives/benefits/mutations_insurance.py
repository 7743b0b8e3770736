"""Insuring volunteers (免费保险)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.benefits.insurance import (
    EnrolVolunteers,
    TakeOutInsurance,
    TerminateInsurance,
)
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.incentives.benefits.results import (
    InsuranceCoverChanged,
    InsuranceCoverResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="An insurance policy to take out (投保).")
class TakeOutInsuranceInput(CommandInput):
    """An insurance policy to take out."""

    unit_id: strawberry.ID = strawberry.field(
        description="The unit that takes it out, for volunteers of what lies under it 投保单位."
    )
    insurer: str = strawberry.field(description="The insurer 保险公司, 1–100 characters.")
    policy_number: str = strawberry.field(description="Its number 保单号, 1–100 characters.")
    categories: list[Category] = strawberry.field(
        description="Categories of service it covers 承保服务类别, at least one."
    )
    hazardous: bool = strawberry.field(
        description="Whether it covers dangerous duty 是否承保风险服务."
    )
    starts_at: datetime = strawberry.field(description="From when it covers 保险开始.")
    ends_at: datetime = strawberry.field(
        description="Until when it covers 保险结束, at most three years later."
    )
    star_floor: int = strawberry.field(
        default=0, description="Star from which on volunteers are enrolled 参保星级, 0–5."
    )

    def command(self) -> TakeOutInsurance:
        """The command that is asked for."""
        return TakeOutInsurance(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            insurer=self.insurer,
            policy_number=self.policy_number,
            categories=tuple(self.categories),
            hazardous=self.hazardous,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            star_floor=self.star_floor,
        )


@strawberry.input(description="Volunteers to enrol under a policy (参保).")
class EnrolVolunteersInput(CommandInput):
    """Volunteers to enrol under a policy."""

    cover_id: strawberry.ID = strawberry.field(description="The policy 保险.")
    volunteer_ids: list[strawberry.ID] = strawberry.field(
        description="The volunteers 志愿者, 1–200; all are enrolled or none."
    )

    def command(self) -> EnrolVolunteers:
        """The command that is asked for."""
        return EnrolVolunteers(
            cover_id=local_id("coverId", self.cover_id, "InsuranceCover"),
            volunteer_ids=tuple(
                local_id("volunteerIds", volunteer_id, "Volunteer")
                for volunteer_id in self.volunteer_ids
            ),
        )


@strawberry.input(description="An insurance policy to end before its time (提前终止保险).")
class TerminateInsuranceInput(CommandInput):
    """An insurance policy to end before its time."""

    cover_id: strawberry.ID = strawberry.field(description="The policy 保险.")
    reason: str = strawberry.field(description="Why 终止原因, 1–500 characters.")

    def command(self) -> TerminateInsurance:
        """The command that is asked for."""
        return TerminateInsurance(
            cover_id=local_id("coverId", self.cover_id, "InsuranceCover"), reason=self.reason
        )


@strawberry.type(description="Insuring volunteers.")
class InsuranceMutations:
    """Insuring volunteers."""

    @strawberry.mutation(
        description="Take out an insurance policy for volunteers 投保; for administrators of the "
        "unit or above."
    )
    async def take_out_insurance(
        self,
        info: Info,
        input: Annotated[TakeOutInsuranceInput, GIVEN],  # noqa: A002
    ) -> InsuranceCoverResult:
        """Take out a policy."""
        return await run(info, input, InsuranceCoverChanged)

    @strawberry.mutation(
        description="Enrol active volunteers under a policy 参保; for administrators of its unit "
        "or above. Dangerous orders are for the insured alone."
    )
    async def enrol_volunteers(
        self,
        info: Info,
        input: Annotated[EnrolVolunteersInput, GIVEN],  # noqa: A002
    ) -> InsuranceCoverResult:
        """Enrol volunteers."""
        return await run(info, input, InsuranceCoverChanged)

    @strawberry.mutation(
        description="End a policy before its time 提前终止保险; for administrators of its unit or "
        "above."
    )
    async def terminate_insurance(
        self,
        info: Info,
        input: Annotated[TerminateInsuranceInput, GIVEN],  # noqa: A002
    ) -> InsuranceCoverResult:
        """End a policy."""
        return await run(info, input, InsuranceCoverChanged)
