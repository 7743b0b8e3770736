"""All mutations of the budget."""

import strawberry

from five_steps.graphql_api.guarantee.budget.mutations_allocating import AllocatingMutations
from five_steps.graphql_api.guarantee.budget.mutations_amending import AmendingMutations
from five_steps.graphql_api.guarantee.budget.mutations_drawing_up import DrawingUpMutations
from five_steps.graphql_api.guarantee.budget.mutations_spending import SpendingMutations


@strawberry.type(description="Changing the budget.")
class BudgetMutations(
    DrawingUpMutations, AllocatingMutations, AmendingMutations, SpendingMutations
):
    """Changing the budget."""
