"""What the inputs of commands about a counter begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a counter.")
class CounterInput(CommandInput):
    """A command about a counter."""

    counter_id: strawberry.ID = strawberry.field(description="The counter 兑换点.")

    @property
    def counter(self) -> UUID:
        """The counter's own id."""
        return local_id("counterId", self.counter_id, "Counter")
