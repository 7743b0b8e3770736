"""Planning inspections and carrying them out (监督检查)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.guarantee.inspections.inspecting import (
    CancelInspection,
    CarryOutInspection,
    CheckInspectionItem,
    PlanInspection,
)
from five_steps.domain.guarantee.inspections.inspection_state import InspectionKind, Severity
from five_steps.graphql_api.guarantee.inspections.inspection_input import (
    InspectionInput,
    InspectionItemInput,
)
from five_steps.graphql_api.guarantee.inspections.results import (
    InspectionChanged,
    InspectionResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="An inspection to plan (制定检查计划).")
class PlanInspectionInput(CommandInput):
    """An inspection to plan."""

    unit_id: strawberry.ID = strawberry.field(
        description="The unit to inspect 受检单位; one's own inspects no unit but those under it."
    )
    year: int = strawberry.field(description="The civil year that it counts for 年度.")
    kind: InspectionKind = strawberry.field(description="What is inspected 检查类别.")
    title: str = strawberry.field(description="Title 名称, 1–100 characters.")
    checklist: list[str] = strawberry.field(
        description="What will be looked at 检查清单: 1–50 items of 1–500 characters."
    )
    planned_at: datetime = strawberry.field(description="When it is planned for 计划时间.")

    def command(self) -> PlanInspection:
        """The command that is asked for."""
        return PlanInspection(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            year=self.year,
            kind=self.kind,
            title=self.title,
            checklist=tuple(self.checklist),
            planned_at=self.planned_at,
        )


@strawberry.input(description="An inspection to call off (取消检查).")
class CancelInspectionInput(InspectionInput):
    """An inspection to call off."""

    reason: str = strawberry.field(description="Why 取消原因, 1–500 characters.")

    def command(self) -> CancelInspection:
        """The command that is asked for."""
        return CancelInspection(inspection_id=self.inspection, reason=self.reason)


@strawberry.input(description="What an item of the checklist came to (逐项检查).")
class CheckInspectionItemInput(InspectionItemInput):
    """What an item of the checklist came to."""

    passed: bool = strawberry.field(description="Whether it is as it should be 是否合格.")
    severity: Severity | None = strawberry.field(
        default=None, description="How grave the finding is 严重程度; for a finding alone."
    )
    note: str = strawberry.field(
        default="",
        description="What was found 检查记录, at most 2000 characters; needed for a finding.",
    )

    def command(self) -> CheckInspectionItem:
        """The command that is asked for."""
        return CheckInspectionItem(
            inspection_id=self.inspection,
            number=self.number,
            passed=self.passed,
            severity=self.severity,
            note=self.note,
        )


@strawberry.input(description="Checks to conclude (检查完成).")
class CarryOutInspectionInput(InspectionInput):
    """Checks to conclude."""

    summary: str = strawberry.field(description="What it comes to 检查总结, 1–2000 characters.")

    def command(self) -> CarryOutInspection:
        """The command that is asked for."""
        return CarryOutInspection(inspection_id=self.inspection, summary=self.summary)


@strawberry.type(description="Planning inspections and carrying them out.")
class InspectingMutations:
    """Planning inspections and carrying them out."""

    @strawberry.mutation(
        description="Plan an inspection with its checklist 制定检查计划; for administrators of a "
        "unit above."
    )
    async def plan_inspection(
        self,
        info: Info,
        input: Annotated[PlanInspectionInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Plan an inspection."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(description="Call an inspection off before it is carried out 取消检查.")
    async def cancel_inspection(
        self,
        info: Info,
        input: Annotated[CancelInspectionInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Cancel an inspection."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(
        description="Say what an item of the checklist came to 逐项检查; the last word counts "
        "until the checks are concluded."
    )
    async def check_inspection_item(
        self,
        info: Info,
        input: Annotated[CheckInspectionItemInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Check an item."""
        return await run(info, input, InspectionChanged)

    @strawberry.mutation(description="Conclude the checks, once every item was looked at 检查完成.")
    async def carry_out_inspection(
        self,
        info: Info,
        input: Annotated[CarryOutInspectionInput, GIVEN],  # noqa: A002
    ) -> InspectionResult:
        """Conclude the checks."""
        return await run(info, input, InspectionChanged)
