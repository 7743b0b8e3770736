"""What a mutation of a counter answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.redeeming.counter import Counter
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The counter was changed, or opened.")
class CounterChanged(Done):
    """The counter was changed, or opened."""

    counter: Counter | None = changed(Counter, "The counter as it is now 兑换点")


CounterResult: TypeAlias = Annotated[
    CounterChanged | CommandError,
    strawberry.union("CounterResult", description="The changed counter, or why it was refused."),
]
