"""All mutations of the guarantee."""

import strawberry

from five_steps.graphql_api.guarantee.assessment.mutations import AssessmentMutations
from five_steps.graphql_api.guarantee.budget.mutations import BudgetMutations
from five_steps.graphql_api.guarantee.inspections.mutations import InspectionsMutations
from five_steps.graphql_api.guarantee.mutations_party_roster import PartyRosterMutations
from five_steps.graphql_api.guarantee.mutations_policy import AssessmentPolicyMutations


@strawberry.type(description="Changing the guarantee.")
class GuaranteeMutations(
    AssessmentMutations,
    BudgetMutations,
    PartyRosterMutations,
    AssessmentPolicyMutations,
    InspectionsMutations,
):
    """Changing the guarantee."""
