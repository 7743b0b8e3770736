"""What the inputs of commands about a reward begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a reward.")
class RewardInput(CommandInput):
    """A command about a reward."""

    reward_id: strawberry.ID = strawberry.field(description="The reward 兑换品.")

    @property
    def reward(self) -> UUID:
        """The reward's own id."""
        return local_id("rewardId", self.reward_id, "Reward")
