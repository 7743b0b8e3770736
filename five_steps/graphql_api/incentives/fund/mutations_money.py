"""Money into the fund, and out of it for other purposes than redemptions."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.fund.money import AllocateToFund, Donate, SpendFromFund
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.graphql_api.incentives.fund.fund_result import FundChanged, FundResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.kernel.scalars import Cents


@strawberry.input(description="Money that comes into the fund, or goes out.")
class MoneyInput(CommandInput):
    """Money that comes into the fund, or goes out."""

    amount_cents: Cents = strawberry.field(description="The amount 金额, at least 1 分.")


@strawberry.input(description="A donation that the fund received (捐赠).")
class DonateInput(MoneyInput):
    """A donation that the fund received."""

    donor: str = strawberry.field(description="Who gave it 捐赠人, 1–100 characters.")
    donor_is_person: bool = strawberry.field(
        description="Whether the donor is a person 是否个人: then the name is sealed, else public."
    )

    def command(self) -> Donate:
        """The command that is asked for."""
        return Donate(
            amount_cents=self.amount_cents,
            donor=self.donor,
            donor_is_person=self.donor_is_person,
        )


@strawberry.input(description="Money that a public body allocated (拨款).")
class AllocateToFundInput(MoneyInput):
    """Money that a public body allocated."""

    source: str = strawberry.field(description="Which body 拨款单位, 1–100 characters.")

    def command(self) -> AllocateToFund:
        """The command that is asked for."""
        return AllocateToFund(amount_cents=self.amount_cents, source=self.source)


@strawberry.input(description="Free money to spend on another purpose (其他支出).")
class SpendFromFundInput(MoneyInput):
    """Free money to spend on another purpose."""

    purpose: Purpose = strawberry.field(description="What for 用途.")
    reference: str = strawberry.field(
        description="Decision or voucher behind it 凭证号, 1–100 characters."
    )

    def command(self) -> SpendFromFund:
        """The command that is asked for."""
        return SpendFromFund(
            purpose=self.purpose, amount_cents=self.amount_cents, reference=self.reference
        )


@strawberry.type(description="Keeping the fund.")
class MoneyMutations:
    """Keeping the fund."""

    @strawberry.mutation(
        description="Record a donation that the fund received 捐赠; for the centre's "
        "administrators."
    )
    async def donate(
        self,
        info: Info,
        input: Annotated[DonateInput, GIVEN],  # noqa: A002
    ) -> FundResult:
        """Record a donation."""
        return await run(info, input, FundChanged)

    @strawberry.mutation(
        description="Record money that a public body allocated 拨款; for the centre's "
        "administrators."
    )
    async def allocate_to_fund(
        self,
        info: Info,
        input: Annotated[AllocateToFundInput, GIVEN],  # noqa: A002
    ) -> FundResult:
        """Record an allocation."""
        return await run(info, input, FundChanged)

    @strawberry.mutation(
        description="Spend free money on another purpose 其他支出; for the centre's "
        "administrators, up to the published limit of what one person decides on."
    )
    async def spend_from_fund(
        self,
        info: Info,
        input: Annotated[SpendFromFundInput, GIVEN],  # noqa: A002
    ) -> FundResult:
        """Spend money."""
        return await run(info, input, FundChanged)
