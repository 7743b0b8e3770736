"""Contracts of purchases (采购合同)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.projects.purchasing.contracting import (
    SignPurchaseContract,
    TerminatePurchaseContract,
)
from five_steps.domain.projects.purchasing.contract import MilestoneTerms
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.kernel.scalars import Cents
from five_steps.graphql_api.projects.purchasing.purchase_input import PurchaseItemInput
from five_steps.graphql_api.projects.purchasing.purchase_result import (
    PurchaseItemChanged,
    PurchaseItemResult,
)


@strawberry.input(description="A milestone of a contract to be (付款节点).")
class MilestoneTermsInput:
    """A milestone of a contract to be."""

    title: str = strawberry.field(description="What has to be delivered 交付内容.")
    due_at: datetime = strawberry.field(description="By when 交付期限.")
    share_percent: int = strawberry.field(
        description="Share of the sum in whole percent 付款比例; 100 in all."
    )


@strawberry.input(description="The contract of an item (签订合同).")
class SignPurchaseContractInput(PurchaseItemInput):
    """The contract of an item."""

    number: str = strawberry.field(description="Number of the contract 合同编号, used once.")
    sum_cents: Cents = strawberry.field(
        description="Sum 合同金额, at least 1 分, not beyond the planned amount."
    )
    signed_on: datetime = strawberry.field(description="When it was signed 签订日期.")
    milestones: list[MilestoneTermsInput] = strawberry.field(
        description="Milestones 付款节点, 1–24; the last takes what rounding leaves."
    )
    supplier: str | None = strawberry.field(
        default=None, description="With which supplier 供应商; or else `teamId`."
    )
    team_id: strawberry.ID | None = strawberry.field(
        default=None, description="With which team 承接队伍; or else `supplier`."
    )

    def command(self) -> SignPurchaseContract:
        """The command that is asked for."""
        return SignPurchaseContract(
            purchase_item_id=self.item,
            supplier=self.supplier,
            team_id=None if self.team_id is None else local_id("teamId", self.team_id, "Team"),
            number=self.number,
            sum_cents=self.sum_cents,
            signed_on=self.signed_on,
            milestones=tuple(
                MilestoneTerms(given.title, given.due_at, given.share_percent)
                for given in self.milestones
            ),
        )


@strawberry.input(description="A contract to end (解除合同).")
class TerminatePurchaseContractInput(PurchaseItemInput):
    """A contract to end."""

    reason: str = strawberry.field(description="Why 解除原因, 1–500 characters.")

    def command(self) -> TerminatePurchaseContract:
        """The command that is asked for."""
        return TerminatePurchaseContract(purchase_item_id=self.item, reason=self.reason)


@strawberry.type(description="Contracts of purchases.")
class ContractMutations:
    """Contracts of purchases."""

    @strawberry.mutation(
        description="Sign the contract of an item 签订合同; for administrators of its unit or "
        "above. Its sum is set aside in the unit's part of the budget line at once."
    )
    async def sign_purchase_contract(
        self,
        info: Info,
        input: Annotated[SignPurchaseContractInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Sign a contract."""
        return await run(info, input, PurchaseItemChanged)

    @strawberry.mutation(
        description="End a contract before all of it is paid 解除合同; for administrators of its "
        "unit or above. What it will not cost any more is free again."
    )
    async def terminate_purchase_contract(
        self,
        info: Info,
        input: Annotated[TerminatePurchaseContractInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Terminate a contract."""
        return await run(info, input, PurchaseItemChanged)
