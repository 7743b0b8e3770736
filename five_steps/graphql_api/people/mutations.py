"""All mutations of the people."""

import strawberry

from five_steps.graphql_api.people.mutations_registration import RegistrationMutations
from five_steps.graphql_api.people.mutations_residents import ResidentMutations
from five_steps.graphql_api.people.mutations_volunteers import VolunteerMutations
from five_steps.graphql_api.people.privacy.mutations_erasing import ErasingMutations
from five_steps.graphql_api.people.privacy.mutations_guardians import GuardianMutations
from five_steps.graphql_api.people.privacy.mutations_retention import RetentionPolicyMutations


@strawberry.type(description="Changing the people.")
class PeopleMutations(
    RegistrationMutations,
    VolunteerMutations,
    ResidentMutations,
    ErasingMutations,
    RetentionPolicyMutations,
    GuardianMutations,
):
    """Changing the people."""
