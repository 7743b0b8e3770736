"""What a mutation of a settlement answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.fund.settlement import Settlement
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The settlement was changed, or stated.")
class SettlementChanged(Done):
    """The settlement was changed, or stated."""

    settlement: Settlement | None = changed(Settlement, "The settlement as it is now 结算单")


SettlementResult: TypeAlias = Annotated[
    SettlementChanged | CommandError,
    strawberry.union(
        "SettlementResult", description="The changed settlement, or why it was refused."
    ),
]
