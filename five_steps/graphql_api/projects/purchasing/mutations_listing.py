"""Putting items on the purchase list, and taking them off."""

from typing import Annotated

import strawberry

from five_steps.commands.projects.purchasing.listing import CancelPurchaseItem, ListPurchaseItem
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.kernel.scalars import Cents
from five_steps.graphql_api.projects.purchasing.purchase_input import PurchaseItemInput
from five_steps.graphql_api.projects.purchasing.purchase_result import (
    PurchaseItemChanged,
    PurchaseItemResult,
)


@strawberry.input(description="An item for the purchase list of a year (列入清单).")
class ListPurchaseItemInput(CommandInput):
    """An item for the purchase list of a year."""

    year: int = strawberry.field(description="Year of the list and of the budget 年度.")
    unit_id: strawberry.ID = strawberry.field(description="The unit that buys it 采购单位.")
    line: str = strawberry.field(description="Code of the budget line 预算科目.")
    title: str = strawberry.field(description="What is bought 采购内容, 1–100 characters.")
    planned_cents: Cents = strawberry.field(description="Planned amount 预算金额, at least 1 分.")
    project_id: strawberry.ID | None = strawberry.field(
        default=None, description="The project that it is bought for 项目."
    )

    def command(self) -> ListPurchaseItem:
        """The command that is asked for."""
        project = self.project_id
        return ListPurchaseItem(
            year=self.year,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            line=self.line,
            title=self.title,
            planned_cents=self.planned_cents,
            project_id=None if project is None else local_id("projectId", project, "Project"),
        )


@strawberry.input(description="An item to take off the list (撤销采购).")
class CancelPurchaseItemInput(PurchaseItemInput):
    """An item to take off the list."""

    reason: str = strawberry.field(description="Why 撤销原因, 1–500 characters.")

    def command(self) -> CancelPurchaseItem:
        """The command that is asked for."""
        return CancelPurchaseItem(purchase_item_id=self.item, reason=self.reason)


@strawberry.type(description="Keeping the purchase list.")
class ListingMutations:
    """Keeping the purchase list."""

    @strawberry.mutation(
        description="Put an item on the purchase list of a year 列入清单; for administrators of "
        "the unit that buys it or above."
    )
    async def list_purchase_item(
        self,
        info: Info,
        input: Annotated[ListPurchaseItemInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """List an item."""
        return await run(info, input, PurchaseItemChanged)

    @strawberry.mutation(
        description="Take an item without a contract off the list 撤销采购; for administrators of "
        "its unit or above."
    )
    async def cancel_purchase_item(
        self,
        info: Info,
        input: Annotated[CancelPurchaseItemInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Cancel an item."""
        return await run(info, input, PurchaseItemChanged)
