"""All mutations of the purchase list."""

import strawberry

from five_steps.graphql_api.projects.purchasing.mutations_contracts import ContractMutations
from five_steps.graphql_api.projects.purchasing.mutations_delivery import DeliveryMutations
from five_steps.graphql_api.projects.purchasing.mutations_listing import ListingMutations


@strawberry.type(description="Changing the purchase list.")
class PurchasingMutations(ListingMutations, ContractMutations, DeliveryMutations):
    """Changing the purchase list."""
