"""Delivery, acceptance and payment of milestones (交付、验收、支付)."""

from typing import Annotated

import strawberry

from five_steps.commands.projects.purchasing.delivering import (
    AcceptMilestone,
    PayMilestone,
    RecordDelivery,
    RejectDelivery,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.projects.purchasing.purchase_input import MilestoneInput
from five_steps.graphql_api.projects.purchasing.purchase_result import (
    PurchaseItemChanged,
    PurchaseItemResult,
)


@strawberry.input(description="A milestone that was delivered (记录交付).")
class RecordDeliveryInput(MilestoneInput):
    """A milestone that was delivered."""

    details: str = strawberry.field(
        default="", description="What was delivered 交付说明, at most 2000 characters."
    )
    evidence_hash: str | None = strawberry.field(
        default=None, description="SHA-256 of the evidence 佐证材料摘要, in hexadecimal."
    )

    def command(self) -> RecordDelivery:
        """The command that is asked for."""
        return RecordDelivery(
            purchase_item_id=self.item,
            milestone=self.milestone,
            details=self.details,
            evidence_hash=self.evidence_hash,
        )


@strawberry.input(description="A delivery to accept (验收通过).")
class AcceptMilestoneInput(MilestoneInput):
    """A delivery to accept."""

    def command(self) -> AcceptMilestone:
        """The command that is asked for."""
        return AcceptMilestone(purchase_item_id=self.item, milestone=self.milestone)


@strawberry.input(description="A delivery not to accept (验收不通过).")
class RejectDeliveryInput(MilestoneInput):
    """A delivery not to accept."""

    reason: str = strawberry.field(description="Why 不通过原因, 1–500 characters.")

    def command(self) -> RejectDelivery:
        """The command that is asked for."""
        return RejectDelivery(
            purchase_item_id=self.item, milestone=self.milestone, reason=self.reason
        )


@strawberry.input(description="An accepted milestone that was paid (支付).")
class PayMilestoneInput(MilestoneInput):
    """An accepted milestone that was paid."""

    voucher: str = strawberry.field(description="Voucher 凭证号, 1–100 characters, used once.")

    def command(self) -> PayMilestone:
        """The command that is asked for."""
        return PayMilestone(
            purchase_item_id=self.item, milestone=self.milestone, voucher=self.voucher
        )


@strawberry.type(description="Delivery, acceptance and payment of purchases.")
class DeliveryMutations:
    """Delivery, acceptance and payment of purchases."""

    @strawberry.mutation(
        description="Record that a milestone was delivered 记录交付; for staff of the item's unit "
        "or above."
    )
    async def record_delivery(
        self,
        info: Info,
        input: Annotated[RecordDeliveryInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Record a delivery."""
        return await run(info, input, PurchaseItemChanged)

    @strawberry.mutation(
        description="Accept what was delivered 验收通过; for administrators of the item's unit or "
        "above who neither signed the contract nor recorded the delivery."
    )
    async def accept_milestone(
        self,
        info: Info,
        input: Annotated[AcceptMilestoneInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Accept a milestone."""
        return await run(info, input, PurchaseItemChanged)

    @strawberry.mutation(
        description="Do not accept what was delivered 验收不通过: it has to be delivered again; "
        "for administrators as `acceptMilestone`."
    )
    async def reject_delivery(
        self,
        info: Info,
        input: Annotated[RejectDeliveryInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Reject a delivery."""
        return await run(info, input, PurchaseItemChanged)

    @strawberry.mutation(
        description="Pay an accepted milestone out of what the contract set aside 支付; for "
        "administrators of the item's unit or above."
    )
    async def pay_milestone(
        self,
        info: Info,
        input: Annotated[PayMilestoneInput, GIVEN],  # noqa: A002
    ) -> PurchaseItemResult:
        """Pay a milestone."""
        return await run(info, input, PurchaseItemChanged)
