"""What a mutation of an adjustment of points answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.adjustment import Adjustment
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The adjustment was proposed, or decided.")
class AdjustmentChanged(Done):
    """The adjustment was proposed, or decided."""

    adjustment: Adjustment | None = changed(Adjustment, "The adjustment as it is now 积分调整")


AdjustmentResult: TypeAlias = Annotated[
    AdjustmentChanged | CommandError,
    strawberry.union(
        "AdjustmentResult", description="The changed adjustment, or why it was refused."
    ),
]
