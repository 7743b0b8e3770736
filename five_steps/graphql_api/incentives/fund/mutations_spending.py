"""Spending from the fund by two persons (支出申请与审批)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.fund.spending_proposals import (
    ApproveFundSpending,
    ProposeFundSpending,
    RejectFundSpending,
)
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.graphql_api.incentives.fund.mutations_money import MoneyInput
from five_steps.graphql_api.incentives.fund.spending_proposal_result import (
    SpendingProposalChanged,
    SpendingProposalResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="Money that somebody proposes to spend (支出申请).")
class ProposeFundSpendingInput(MoneyInput):
    """Money that somebody proposes to spend."""

    purpose: Purpose = strawberry.field(description="What for 用途.")
    reference: str = strawberry.field(
        description="Decision or voucher behind it 凭证号, 1–100 characters."
    )

    def command(self) -> ProposeFundSpending:
        """The command that is asked for."""
        return ProposeFundSpending(
            purpose=self.purpose, amount_cents=self.amount_cents, reference=self.reference
        )


@strawberry.input(description="A proposal that the second person approves (批准支出).")
class ApproveFundSpendingInput(CommandInput):
    """A proposal that the second person approves."""

    proposal_id: strawberry.ID = strawberry.field(description="The proposal 支出申请.")

    def command(self) -> ApproveFundSpending:
        """The command that is asked for."""
        return ApproveFundSpending(
            proposal_id=local_id("proposalId", self.proposal_id, "SpendingProposal")
        )


@strawberry.input(description="A proposal that the second person does not approve (驳回支出).")
class RejectFundSpendingInput(CommandInput):
    """A proposal that the second person does not approve."""

    proposal_id: strawberry.ID = strawberry.field(description="The proposal 支出申请.")
    reason: str = strawberry.field(description="Why 驳回原因, 1–500 characters.")

    def command(self) -> RejectFundSpending:
        """The command that is asked for."""
        return RejectFundSpending(
            proposal_id=local_id("proposalId", self.proposal_id, "SpendingProposal"),
            reason=self.reason,
        )


@strawberry.type(description="Spending from the fund by two persons.")
class SpendingMutations:
    """Spending from the fund by two persons."""

    @strawberry.mutation(
        description="Propose to spend money of the fund 提出支出申请; for the centre's "
        "administrators. Amounts above the published limit are spent in no other way."
    )
    async def propose_fund_spending(
        self,
        info: Info,
        input: Annotated[ProposeFundSpendingInput, GIVEN],  # noqa: A002
    ) -> SpendingProposalResult:
        """Propose spending."""
        return await run(info, input, SpendingProposalChanged)

    @strawberry.mutation(
        description="Approve a proposal as the second person 批准支出: the money is spent with it."
    )
    async def approve_fund_spending(
        self,
        info: Info,
        input: Annotated[ApproveFundSpendingInput, GIVEN],  # noqa: A002
    ) -> SpendingProposalResult:
        """Approve spending."""
        return await run(info, input, SpendingProposalChanged)

    @strawberry.mutation(description="Do not approve a proposal, as the second person 驳回支出.")
    async def reject_fund_spending(
        self,
        info: Info,
        input: Annotated[RejectFundSpendingInput, GIVEN],  # noqa: A002
    ) -> SpendingProposalResult:
        """Reject spending."""
        return await run(info, input, SpendingProposalChanged)
