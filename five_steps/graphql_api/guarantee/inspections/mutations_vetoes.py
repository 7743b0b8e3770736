"""The veto of an inspection (一票否决)."""

from typing import Annotated

import strawberry

from five_steps.commands.guarantee.inspections.vetoes import (
    DecideVeto,
    LiftVeto,
    ObjectToVeto,
    ProposeVeto,
    UpholdVeto,
)
from five_steps.graphql_api.guarantee.inspections.inspection_input import InspectionInput
from five_steps.graphql_api.guarantee.inspections.results import (
    InspectionChanged,
    InspectionResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A word about the veto of an inspection.")
class VetoInput(InspectionInput):
    """A word about the veto of an inspection."""

    reason: str = strawberry.field(description="Why 理由, 1–500 characters.")


@strawberry.input(description="A veto to propose (提请一票否决).")
class ProposeVetoInput(VetoInput):
    """A veto to propose."""

    def command(self) -> ProposeVeto:
        """The command that is asked for."""
        return ProposeVeto(inspection_id=self.inspection, reason=self.reason)


@strawberry.input(description="A veto to decide (决定一票否决).")
class DecideVetoInput(VetoInput):
    """A veto to decide."""

    vetoed: bool = strawberry.field(description="Whether the unit's year is vetoed 是否否决.")

    def command(self) -> DecideVeto:
        """The command that is asked for."""
        return DecideVeto(inspection_id=self.inspection, vetoed=self.vetoed, reason=self.reason)


@strawberry.input(description="A veto to object to (对否决提出异议).")
class ObjectToVetoInput(VetoInput):
    """A veto to object to."""

    def command(self) -> ObjectToVeto:
        """The command that is asked for."""
        return ObjectToVeto(inspection_id=self.inspection, reason=self.reason)


@strawberry.input(description="A veto to uphold (维持否决).")
class UpholdVetoInput(VetoInput):
    """A veto to uphold."""

    def command(self) -> UpholdVeto:
        """The command that is asked for."""
        return UpholdVeto(inspection_id=self.inspection, reason=self.reason)


@strawberry.input(description="A veto to lift (解除否决).")
class LiftVetoInput(VetoInput):
    """A veto to lift."""

    def command(self) -> LiftVeto:
        """The command that is asked for."""
        return LiftVeto(inspection_id=self.inspection, reason=self.reason)


@strawberry.type(description="The veto of an inspection.")
class VetoMutations:
    """The veto of an inspection."""

    @strawberry.mutation(
        description="Propose to veto a unit's year 提请一票否决, for a severe finding of "
        "ideological responsibility."
    )
    async def propose_veto(
        self,
        info: Info,
        input: Annotated[ProposeVetoInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Propose a veto."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(
        description="Decide for or against a veto 决定一票否决, as somebody who did not propose it."
    )
    async def decide_veto(
        self,
        info: Info,
        input: Annotated[DecideVetoInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Decide a veto."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(
        description="Object to a veto, once 对否决提出异议; for administrators of the unit or "
        "above."
    )
    async def object_to_veto(
        self,
        info: Info,
        input: Annotated[ObjectToVetoInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Object to a veto."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(
        description="Leave a veto in force in spite of the objection 维持否决, as somebody who had "
        "no part in it."
    )
    async def uphold_veto(
        self,
        info: Info,
        input: Annotated[UpholdVetoInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Uphold a veto."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(description="Lift a veto 解除否决, as somebody who had no part in it.")
    async def lift_veto(
        self,
        info: Info,
        input: Annotated[LiftVetoInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Lift a veto."""
        return await run(info, input, InspectionChanged)
