"""A volunteer's registration (注册) and its approval."""

from typing import Annotated

import strawberry

from five_steps.commands.people.registration import (
    ApproveVolunteer,
    RegisterVolunteer,
    RejectVolunteer,
)
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.people.privacy.guardian_input import GuardianInput
from five_steps.graphql_api.people.volunteer_input import VolunteerInput
from five_steps.graphql_api.people.volunteer_result import VolunteerChanged, VolunteerResult


@strawberry.input(description="Somebody to register as a volunteer (注册志愿者).")
class RegisterVolunteerInput(CommandInput):
    """Somebody to register as a volunteer."""

    unit_id: strawberry.ID = strawberry.field(description="The unit to register at 所属单位.")
    name: str = strawberry.field(description="Real name 姓名, 1–100 characters.")
    phone: str = strawberry.field(
        description="Telephone 电话: a mainland mobile number, or area code and number."
    )
    id_number: str = strawberry.field(
        description="Resident identity card number 身份证号, 18 digits; kept only as a keyed hash "
        "and masked."
    )
    categories: list[Category] = strawberry.field(
        description="Categories they serve in 服务类别, at least one."
    )
    skills: list[str] = strawberry.field(
        default_factory=list, description="Skills 技能特长, at most 20 of 1–30 characters."
    )
    party_member: bool = strawberry.field(default=False, description="Party member 党员.")
    guardian_consent: bool = strawberry.field(
        default=False, description="Whether the guardian consents 监护人同意; needed under 18."
    )
    guardian: GuardianInput | None = strawberry.field(
        default=None, description="Who that is 监护人; needed under 14."
    )

    def command(self) -> RegisterVolunteer:
        """The command that is asked for."""
        return RegisterVolunteer(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            phone=self.phone,
            id_number=self.id_number,
            categories=tuple(self.categories),
            skills=tuple(self.skills),
            party_member=self.party_member,
            guardian_consent=self.guardian_consent,
            guardian=self.guardian.guardian() if self.guardian else None,
        )


@strawberry.input(description="A registration to approve (审核通过).")
class ApproveVolunteerInput(VolunteerInput):
    """A registration to approve."""

    def command(self) -> ApproveVolunteer:
        """The command that is asked for."""
        return ApproveVolunteer(
            volunteer_id=self.volunteer,
        )


@strawberry.input(description="A registration not to approve (审核不通过).")
class RejectVolunteerInput(VolunteerInput):
    """A registration not to approve."""

    reason: str = strawberry.field(description="Why 不通过原因, 1–500 characters.")

    def command(self) -> RejectVolunteer:
        """The command that is asked for."""
        return RejectVolunteer(
            volunteer_id=self.volunteer,
            reason=self.reason,
        )


@strawberry.type(description="Registering and approving volunteers.")
class RegistrationMutations:
    """Registering and approving volunteers."""

    @strawberry.mutation(
        description="Register as a volunteer at a unit, or be registered by its staff 注册志愿者."
    )
    async def register_volunteer(
        self,
        info: Info,
        input: Annotated[RegisterVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Register a volunteer."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(
        description="Approve a registration 审核通过注册; for administrators of the unit or above."
    )
    async def approve_volunteer(
        self,
        info: Info,
        input: Annotated[ApproveVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Approve a registration."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(
        description="Do not approve a registration 审核不通过注册; for administrators of the unit "
        "or above."
    )
    async def reject_volunteer(
        self,
        info: Info,
        input: Annotated[RejectVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Reject a registration."""
        return await run(info, input, VolunteerChanged)
