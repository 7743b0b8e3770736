"""Founding units (单位) and changing how they are reached."""

from typing import Annotated

import strawberry

from five_steps.commands.organisation.units import ChangeUnitDetails, FoundUnit, NamePartyHead
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.organisation.unit_input import UnitInput
from five_steps.graphql_api.organisation.unit_result import UnitChanged, UnitResult


@strawberry.input(description="A unit to found (设立单位).")
class FoundUnitInput(CommandInput):
    """A unit to found."""

    code: str = strawberry.field(
        description="Code 单位编码, 1–40 characters, unique whatever the case."
    )
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    tier: Tier = strawberry.field(description="Tier 层级.")
    point_kind: PointKind | None = strawberry.field(
        default=None, description="What a practice point is 点的类别; for points alone."
    )
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit it hangs under 上级单位; none for the centre alone."
    )
    region: str = strawberry.field(
        default="", description="Region it serves 区域, at most 2000 characters."
    )
    responsible: str = strawberry.field(
        default="", description="Responsible person 负责人, at most 2000 characters."
    )
    opening_hours: str = strawberry.field(
        default="", description="Opening hours 开放时间, at most 2000 characters."
    )

    def command(self) -> FoundUnit:
        """The command that is asked for."""
        return FoundUnit(
            code=self.code,
            name=self.name,
            tier=self.tier,
            point_kind=self.point_kind,
            parent_id=(
                None if self.parent_id is None else local_id("parentId", self.parent_id, "Unit")
            ),
            region=self.region,
            responsible=self.responsible,
            opening_hours=self.opening_hours,
        )


@strawberry.input(description="A unit's details, as a whole (变更单位信息).")
class ChangeUnitDetailsInput(UnitInput):
    """A unit's details, as a whole."""

    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    region: str = strawberry.field(
        default="", description="Region it serves 区域, at most 2000 characters."
    )
    responsible: str = strawberry.field(
        default="", description="Responsible person 负责人, at most 2000 characters."
    )
    opening_hours: str = strawberry.field(
        default="", description="Opening hours 开放时间, at most 2000 characters."
    )

    def command(self) -> ChangeUnitDetails:
        """The command that is asked for."""
        return ChangeUnitDetails(
            unit_id=self.unit,
            name=self.name,
            region=self.region,
            responsible=self.responsible,
            opening_hours=self.opening_hours,
        )


@strawberry.input(description="The main head of a unit's party organisation (党组织主要负责人).")
class NamePartyHeadInput(UnitInput):
    """The main head of a unit's party organisation."""

    party_head: str = strawberry.field(description="Name 姓名, 1–100 characters.")

    def command(self) -> NamePartyHead:
        """The command that is asked for."""
        return NamePartyHead(
            unit_id=self.unit,
            party_head=self.party_head,
        )


@strawberry.type(description="Founding and changing units.")
class UnitMutations:
    """Founding and changing units."""

    @strawberry.mutation(
        description="Found a unit under its parent 设立单位; for the centre's administrators."
    )
    async def found_unit(
        self,
        info: Info,
        input: Annotated[FoundUnitInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Found a unit."""
        return await run(info, input, UnitChanged)

    @strawberry.mutation(
        description="Change a unit's name, region, responsible person and opening hours "
        "变更单位信息."
    )
    async def change_unit_details(
        self,
        info: Info,
        input: Annotated[ChangeUnitDetailsInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Change a unit's details."""
        return await run(info, input, UnitChanged)

    @strawberry.mutation(
        description="Name the main head of a unit's party organisation 党组织主要负责人, who is "
        "captain of its teams unless another was named; for administrators of the unit or above."
    )
    async def name_party_head(
        self,
        info: Info,
        input: Annotated[NamePartyHeadInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Name a party head."""
        return await run(info, input, UnitChanged)
