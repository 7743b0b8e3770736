"""All mutations of the fund."""

import strawberry

from five_steps.graphql_api.incentives.fund.mutations_merchants import MerchantMutations
from five_steps.graphql_api.incentives.fund.mutations_money import MoneyMutations
from five_steps.graphql_api.incentives.fund.mutations_settlements import SettlementMutations
from five_steps.graphql_api.incentives.fund.mutations_spending import SpendingMutations


@strawberry.type(description="Changing the fund, merchants and settlements.")
class FundMutations(MerchantMutations, MoneyMutations, SpendingMutations, SettlementMutations):
    """Changing the fund, merchants and settlements."""
