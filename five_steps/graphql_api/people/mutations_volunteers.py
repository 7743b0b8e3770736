"""What changes about a volunteer (志愿者) after registration."""

from typing import Annotated

import strawberry

from five_steps.commands.people.volunteers import (
    ChangeVolunteerProfile,
    ResumeVolunteer,
    SuspendVolunteer,
    TransferVolunteer,
    WithdrawVolunteer,
)
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput
from five_steps.graphql_api.people.volunteer_result import VolunteerChanged, VolunteerResult


@strawberry.input(description="A volunteer's profile, as a whole (变更资料).")
class ChangeVolunteerProfileInput(VolunteerInput):
    """A volunteer's profile, as a whole."""

    name: str = strawberry.field(description="Real name 姓名, 1–100 characters.")
    phone: str = strawberry.field(
        description="Telephone 电话: a mainland mobile number, or area code and number."
    )
    categories: list[Category] = strawberry.field(
        description="Categories they serve in 服务类别, at least one."
    )
    skills: list[str] = strawberry.field(
        default_factory=list, description="Skills 技能特长, at most 20 of 1–30 characters."
    )
    party_member: bool = strawberry.field(default=False, description="Party member 党员.")

    def command(self) -> ChangeVolunteerProfile:
        """The command that is asked for."""
        return ChangeVolunteerProfile(
            volunteer_id=self.volunteer,
            name=self.name,
            phone=self.phone,
            categories=tuple(self.categories),
            skills=tuple(self.skills),
            party_member=self.party_member,
        )


@strawberry.input(description="Another unit for a volunteer (转移志愿者).")
class TransferVolunteerInput(VolunteerInput):
    """Another unit for a volunteer."""

    unit_id: strawberry.ID = strawberry.field(description="The unit from now on 新所属单位.")
    reason: str = strawberry.field(description="Why 转移原因, 1–500 characters.")

    def command(self) -> TransferVolunteer:
        """The command that is asked for."""
        return TransferVolunteer(
            volunteer_id=self.volunteer,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            reason=self.reason,
        )


@strawberry.input(description="A volunteer to suspend (暂停志愿者).")
class SuspendVolunteerInput(VolunteerInput):
    """A volunteer to suspend."""

    reason: str = strawberry.field(description="Why 暂停原因, 1–500 characters.")

    def command(self) -> SuspendVolunteer:
        """The command that is asked for."""
        return SuspendVolunteer(
            volunteer_id=self.volunteer,
            reason=self.reason,
        )


@strawberry.input(description="A volunteer to resume (恢复志愿者).")
class ResumeVolunteerInput(VolunteerInput):
    """A volunteer to resume."""

    def command(self) -> ResumeVolunteer:
        """The command that is asked for."""
        return ResumeVolunteer(
            volunteer_id=self.volunteer,
        )


@strawberry.input(description="A volunteer who withdraws (退出).")
class WithdrawVolunteerInput(VolunteerInput):
    """A volunteer who withdraws."""

    reason: str = strawberry.field(description="Why 退出原因, 1–500 characters.")

    def command(self) -> WithdrawVolunteer:
        """The command that is asked for."""
        return WithdrawVolunteer(
            volunteer_id=self.volunteer,
            reason=self.reason,
        )


@strawberry.type(description="Changing volunteers.")
class VolunteerMutations:
    """Changing volunteers."""

    @strawberry.mutation(
        description="Change a volunteer's name, telephone, skills, categories and party membership "
        "变更资料; for themselves and administrators of their unit or above."
    )
    async def change_volunteer_profile(
        self,
        info: Info,
        input: Annotated[ChangeVolunteerProfileInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Change a volunteer's profile."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(
        description="Move a volunteer to another unit 转移志愿者; for administrators of the unit "
        "that lets go, or above."
    )
    async def transfer_volunteer(
        self,
        info: Info,
        input: Annotated[TransferVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Move a volunteer to another unit."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(description="Suspend a volunteer: no new duties until resumed 暂停志愿者.")
    async def suspend_volunteer(
        self,
        info: Info,
        input: Annotated[SuspendVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Suspend a volunteer."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(description="End a volunteer's suspension 恢复志愿者.")
    async def resume_volunteer(
        self,
        info: Info,
        input: Annotated[ResumeVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Resume a volunteer."""
        return await run(info, input, VolunteerChanged)

    @strawberry.mutation(
        description="Withdraw a volunteer without duties ahead; hours and points stay on record "
        "退出."
    )
    async def withdraw_volunteer(
        self,
        info: Info,
        input: Annotated[WithdrawVolunteerInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Withdraw a volunteer."""
        return await run(info, input, VolunteerChanged)
