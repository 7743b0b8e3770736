"""All mutations of redeeming."""

import strawberry

from five_steps.graphql_api.incentives.redeeming.mutations_counters import CounterMutations
from five_steps.graphql_api.incentives.redeeming.mutations_operators import OperatorMutations
from five_steps.graphql_api.incentives.redeeming.mutations_redemption import RedemptionMutations
from five_steps.graphql_api.incentives.redeeming.mutations_release import ReleaseMutations
from five_steps.graphql_api.incentives.redeeming.mutations_rewards import RewardMutations
from five_steps.graphql_api.incentives.redeeming.mutations_stock import StockMutations


@strawberry.type(description="Changing the catalogue, counters and redemptions.")
class RedeemingMutations(
    RewardMutations,
    CounterMutations,
    OperatorMutations,
    StockMutations,
    RedemptionMutations,
    ReleaseMutations,
):
    """Changing the catalogue, counters and redemptions."""
