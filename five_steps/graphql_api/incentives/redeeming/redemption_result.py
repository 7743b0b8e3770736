"""What a mutation of a redemption answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.redeeming.redemption import Redemption
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The redemption was changed, or held.")
class RedemptionChanged(Done):
    """The redemption was changed, or held."""

    redemption: Redemption | None = changed(Redemption, "The redemption as it is now 兑换")


RedemptionResult: TypeAlias = Annotated[
    RedemptionChanged | CommandError,
    strawberry.union(
        "RedemptionResult", description="The changed redemption, or why it was refused."
    ),
]
