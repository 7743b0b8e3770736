"""What a mutation of the fund answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.fund.fund import Fund
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="Money came into the fund, or went out.")
class FundChanged(Done):
    """Money came into the fund, or went out."""

    fund: Fund | None = changed(Fund, "The fund as it is now 公益基金")


FundResult: TypeAlias = Annotated[
    FundChanged | CommandError,
    strawberry.union("FundResult", description="The changed fund, or why it was refused."),
]
