"""Having findings rectified, and closing inspections (整改与复查)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.guarantee.inspections.rectifying import (
    CloseInspection,
    OrderRectification,
    ReinspectFinding,
)
from five_steps.graphql_api.feedback.results import (
    ImprovementTaskChanged,
    ImprovementTaskResult,
)
from five_steps.graphql_api.guarantee.inspections.inspection_input import (
    InspectionInput,
    InspectionItemInput,
)
from five_steps.graphql_api.guarantee.inspections.results import (
    InspectionChanged,
    InspectionResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A finding to have rectified (责令整改).")
class OrderRectificationInput(InspectionItemInput):
    """A finding to have rectified."""

    owner: str = strawberry.field(description="Who answers for it 责任人, 1–100 characters.")
    matter: str = strawberry.field(description="What is to be done 整改要求, 1–2000 characters.")
    due_at: datetime = strawberry.field(description="Until when 整改期限; in the future.")

    def command(self) -> OrderRectification:
        """The command that is asked for."""
        return OrderRectification(
            inspection_id=self.inspection,
            number=self.number,
            owner=self.owner,
            matter=self.matter,
            due_at=self.due_at,
        )


@strawberry.input(description="A finding to look at again (复查).")
class ReinspectFindingInput(InspectionItemInput):
    """A finding to look at again."""

    rectified: bool = strawberry.field(description="Whether it is rectified 是否整改到位.")
    note: str = strawberry.field(
        default="",
        description="What was found 复查记录, at most 2000 characters; needed if it is not.",
    )

    def command(self) -> ReinspectFinding:
        """The command that is asked for."""
        return ReinspectFinding(
            inspection_id=self.inspection,
            number=self.number,
            rectified=self.rectified,
            note=self.note,
        )


@strawberry.input(description="An inspection to close (检查办结).")
class CloseInspectionInput(InspectionInput):
    """An inspection to close."""

    conclusion: str = strawberry.field(description="The conclusion 结论, 1–2000 characters.")

    def command(self) -> CloseInspection:
        """The command that is asked for."""
        return CloseInspection(inspection_id=self.inspection, conclusion=self.conclusion)


@strawberry.type(description="Having findings rectified.")
class RectifyingMutations:
    """Having findings rectified."""

    @strawberry.mutation(
        description="Have a finding rectified by an improvement task of the unit 责令整改."
    )
    async def order_rectification(
        self,
        info: Info,
        input: Annotated[OrderRectificationInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Order a rectification."""
        return await run(info, input, ImprovementTaskChanged)

    @strawberry.mutation(
        description="Look at a finding again, once its improvement task is accepted 复查; what is "
        "not rectified is ordered anew."
    )
    async def reinspect_finding(
        self,
        info: Info,
        input: Annotated[ReinspectFindingInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Look at a finding again."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(
        description="Close an inspection that has nothing left to rectify 检查办结."
    )
    async def close_inspection(
        self,
        info: Info,
        input: Annotated[CloseInspectionInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Close an inspection."""
        return await run(info, input, InspectionChanged)
