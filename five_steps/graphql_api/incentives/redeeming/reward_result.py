"""What a mutation of a reward answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.redeeming.reward import Reward
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The reward was changed, or put on.")
class RewardChanged(Done):
    """The reward was changed, or put on."""

    reward: Reward | None = changed(Reward, "The reward as it is now 兑换品")


RewardResult: TypeAlias = Annotated[
    RewardChanged | CommandError,
    strawberry.union("RewardResult", description="The changed reward, or why it was refused."),
]
