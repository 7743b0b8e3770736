"""How a unit's place in the district changes (隶属, 暂停, 合并)."""

from typing import Annotated

import strawberry

from five_steps.commands.organisation.unit_life import (
    MergeUnit,
    ReparentUnit,
    ResumeUnit,
    SuspendUnit,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.organisation.unit_input import UnitInput
from five_steps.graphql_api.organisation.unit_result import UnitChanged, UnitResult


@strawberry.input(description="Another parent for a unit (变更隶属).")
class ReparentUnitInput(UnitInput):
    """Another parent for a unit."""

    parent_id: strawberry.ID = strawberry.field(
        description="The unit above it from now on 新上级单位, of a higher tier."
    )
    reason: str = strawberry.field(description="Why 变更原因, 1–500 characters.")

    def command(self) -> ReparentUnit:
        """The command that is asked for."""
        return ReparentUnit(
            unit_id=self.unit,
            parent_id=local_id("parentId", self.parent_id, "Unit"),
            reason=self.reason,
        )


@strawberry.input(description="A unit to suspend (暂停单位).")
class SuspendUnitInput(UnitInput):
    """A unit to suspend."""

    reason: str = strawberry.field(description="Why 暂停原因, 1–500 characters.")

    def command(self) -> SuspendUnit:
        """The command that is asked for."""
        return SuspendUnit(
            unit_id=self.unit,
            reason=self.reason,
        )


@strawberry.input(description="A unit to resume (恢复单位).")
class ResumeUnitInput(UnitInput):
    """A unit to resume."""

    def command(self) -> ResumeUnit:
        """The command that is asked for."""
        return ResumeUnit(
            unit_id=self.unit,
        )


@strawberry.input(description="A unit to merge into another (并入单位).")
class MergeUnitInput(UnitInput):
    """A unit to merge into another."""

    into_id: strawberry.ID = strawberry.field(
        description="The unit that takes over 并入单位, of the same tier."
    )
    reason: str = strawberry.field(description="Why 并入原因, 1–500 characters.")

    def command(self) -> MergeUnit:
        """The command that is asked for."""
        return MergeUnit(
            unit_id=self.unit,
            into_id=local_id("intoId", self.into_id, "Unit"),
            reason=self.reason,
        )


@strawberry.type(description="Changing a unit's place in the district.")
class UnitLifeMutations:
    """Changing a unit's place in the district."""

    @strawberry.mutation(
        description="Hang a unit under another parent 变更隶属; for the centre's administrators."
    )
    async def reparent_unit(
        self,
        info: Info,
        input: Annotated[ReparentUnitInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Hang a unit under another parent."""
        return await run(info, input, UnitChanged)

    @strawberry.mutation(
        description="Suspend a unit for a time 暂停单位; for the centre's administrators."
    )
    async def suspend_unit(
        self,
        info: Info,
        input: Annotated[SuspendUnitInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Suspend a unit."""
        return await run(info, input, UnitChanged)

    @strawberry.mutation(
        description="Let a suspended unit work again 恢复单位; for the centre's administrators."
    )
    async def resume_unit(
        self,
        info: Info,
        input: Annotated[ResumeUnitInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Resume a unit."""
        return await run(info, input, UnitChanged)

    @strawberry.mutation(
        description="Merge a unit into another, which answers for it from now on 并入单位; for the "
        "centre's administrators."
    )
    async def merge_unit(
        self,
        info: Info,
        input: Annotated[MergeUnitInput, GIVEN],  # noqa: A002
    ) -> UnitResult:
        """Merge a unit into another."""
        return await run(info, input, UnitChanged)
