"""Registering residents (群众) and changing how they are reached."""

from typing import Annotated

import strawberry

from five_steps.commands.people.residents import ChangeResidentContact, RegisterResident
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.people.resident_result import ResidentChanged, ResidentResult


@strawberry.input(description="A resident to register (登记群众).")
class RegisterResidentInput(CommandInput):
    """A resident to register."""

    unit_id: strawberry.ID = strawberry.field(description="The unit they live in 所属单位.")
    name: str = strawberry.field(description="Name 姓名, 1–100 characters.")
    phone: str = strawberry.field(
        description="Telephone 电话: a mainland mobile number, or area code and number."
    )

    def command(self) -> RegisterResident:
        """The command that is asked for."""
        return RegisterResident(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            phone=self.phone,
        )


@strawberry.input(description="A resident's contact, as a whole (变更联系方式).")
class ChangeResidentContactInput(CommandInput):
    """A resident's contact, as a whole."""

    resident_id: strawberry.ID = strawberry.field(description="The resident 群众.")
    unit_id: strawberry.ID = strawberry.field(
        description="The unit they live in from now on 所属单位."
    )
    name: str = strawberry.field(description="Name 姓名, 1–100 characters.")
    phone: str = strawberry.field(
        description="Telephone 电话: a mainland mobile number, or area code and number."
    )

    def command(self) -> ChangeResidentContact:
        """The command that is asked for."""
        return ChangeResidentContact(
            resident_id=local_id("residentId", self.resident_id, "Resident"),
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            phone=self.phone,
        )


@strawberry.type(description="Registering and changing residents.")
class ResidentMutations:
    """Registering and changing residents."""

    @strawberry.mutation(
        description="Register at the unit of the area, or be registered by its staff 登记群众."
    )
    async def register_resident(
        self,
        info: Info,
        input: Annotated[RegisterResidentInput, GIVEN],  # noqa: A002
    ) -> ResidentResult:
        """Register a resident."""
        return await run(info, input, ResidentChanged)

    @strawberry.mutation(
        description="Change a resident's name, telephone and unit 变更联系方式; for themselves and "
        "staff of their unit or above."
    )
    async def change_resident_contact(
        self,
        info: Info,
        input: Annotated[ChangeResidentContactInput, GIVEN],  # noqa: A002
    ) -> ResidentResult:
        """Change a resident's contact."""
        return await run(info, input, ResidentChanged)
