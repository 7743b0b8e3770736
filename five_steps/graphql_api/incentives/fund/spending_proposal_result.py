"""What a mutation of a proposal to spend answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.fund.spending_proposal import SpendingProposal
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="Spending was proposed, or decided on.")
class SpendingProposalChanged(Done):
    """Spending was proposed, or decided on."""

    proposal: SpendingProposal | None = changed(
        SpendingProposal, "The proposal as it is now 支出申请"
    )


SpendingProposalResult: TypeAlias = Annotated[
    SpendingProposalChanged | CommandError,
    strawberry.union(
        "SpendingProposalResult", description="The changed proposal, or why it was refused."
    ),
]
