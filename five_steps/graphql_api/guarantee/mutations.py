"""All mutations of the guarantee."""

import strawberry

from five_steps.graphql_api.guarantee.mutations_party_roster import PartyRosterMutations
from five_steps.graphql_api.guarantee.mutations_policy import AssessmentPolicyMutations


@strawberry.type(description="Changing the guarantee.")
class GuaranteeMutations(PartyRosterMutations, AssessmentPolicyMutations):
    """Changing the guarantee."""
