"""Merchants (商户)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.fund.merchants import EndMerchantContract, SignUpMerchant
from five_steps.graphql_api.incentives.fund.merchant_result import (
    MerchantChanged,
    MerchantResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="A merchant to sign up (商户签约).")
class SignUpMerchantInput(CommandInput):
    """A merchant to sign up."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that signs 签约单位.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    contact: str = strawberry.field(description="Whom to call 联系人, 1–100 characters; sealed.")
    account: str = strawberry.field(description="Bank account 收款账户, 1–100 characters; sealed.")

    def command(self) -> SignUpMerchant:
        """The command that is asked for."""
        return SignUpMerchant(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            contact=self.contact,
            account=self.account,
        )


@strawberry.input(description="A contract to end (商户解约).")
class EndMerchantContractInput(CommandInput):
    """A contract to end."""

    merchant_id: strawberry.ID = strawberry.field(description="The merchant 商户.")
    reason: str = strawberry.field(description="Why 解约原因, 1–500 characters.")

    def command(self) -> EndMerchantContract:
        """The command that is asked for."""
        return EndMerchantContract(
            merchant_id=local_id("merchantId", self.merchant_id, "Merchant"), reason=self.reason
        )


@strawberry.type(description="Signing merchants up.")
class MerchantMutations:
    """Signing merchants up."""

    @strawberry.mutation(
        description="Sign a merchant up 商户签约; for administrators of the unit, or above."
    )
    async def sign_up_merchant(
        self,
        info: Info,
        input: Annotated[SignUpMerchantInput, GIVEN],  # noqa: A002
    ) -> MerchantResult:
        """Sign a merchant up."""
        return await run(info, input, MerchantChanged)

    @strawberry.mutation(
        description="End a merchant's contract 商户解约: its counters take no more holds; what is "
        "owed is still settled."
    )
    async def end_merchant_contract(
        self,
        info: Info,
        input: Annotated[EndMerchantContractInput, GIVEN],  # noqa: A002
    ) -> MerchantResult:
        """End a contract."""
        return await run(info, input, MerchantChanged)
