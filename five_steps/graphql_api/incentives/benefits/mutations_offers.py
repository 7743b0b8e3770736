"""Publishing and withdrawing offers to volunteers (优惠公共服务)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.benefits.offers import (
    PublishBenefitOffer,
    WithdrawBenefitOffer,
)
from five_steps.graphql_api.incentives.benefits.results import (
    BenefitOfferChanged,
    BenefitOfferResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="An offer to publish (发布礼遇).")
class PublishBenefitOfferInput(CommandInput):
    """An offer to publish."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that publishes it 发布单位.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    provider: str = strawberry.field(description="Who offers it 提供方, 1–100 characters.")
    valid_from: datetime = strawberry.field(description="From when it is valid 生效时间.")
    valid_until: datetime | None = strawberry.field(
        default=None, description="Until when it is valid 截止时间; without an end if left out."
    )
    description: str = strawberry.field(
        default="", description="Particulars 说明, at most 2000 characters."
    )
    star_floor: int = strawberry.field(
        default=0, description="Star from which on it is open 最低星级, 0–5."
    )

    def command(self) -> PublishBenefitOffer:
        """The command that is asked for."""
        return PublishBenefitOffer(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            provider=self.provider,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            description=self.description,
            star_floor=self.star_floor,
        )


@strawberry.input(description="An offer to withdraw (撤回礼遇).")
class WithdrawBenefitOfferInput(CommandInput):
    """An offer to withdraw."""

    offer_id: strawberry.ID = strawberry.field(description="The offer 礼遇.")
    reason: str = strawberry.field(description="Why 撤回原因, 1–500 characters.")

    def command(self) -> WithdrawBenefitOffer:
        """The command that is asked for."""
        return WithdrawBenefitOffer(
            offer_id=local_id("offerId", self.offer_id, "BenefitOffer"), reason=self.reason
        )


@strawberry.type(description="Publishing and withdrawing offers to volunteers.")
class BenefitOfferMutations:
    """Publishing and withdrawing offers to volunteers."""

    @strawberry.mutation(
        description="Publish what a provider offers to volunteers 发布礼遇; for administrators of "
        "the unit or above."
    )
    async def publish_benefit_offer(
        self,
        info: Info,
        input: Annotated[PublishBenefitOfferInput, GIVEN],  # noqa: A002
    ) -> BenefitOfferResult:
        """Publish an offer."""
        return await run(info, input, BenefitOfferChanged)

    @strawberry.mutation(
        description="Withdraw an offer 撤回礼遇; for administrators of its unit or above."
    )
    async def withdraw_benefit_offer(
        self,
        info: Info,
        input: Annotated[WithdrawBenefitOfferInput, GIVEN],  # noqa: A002
    ) -> BenefitOfferResult:
        """Withdraw an offer."""
        return await run(info, input, BenefitOfferChanged)
