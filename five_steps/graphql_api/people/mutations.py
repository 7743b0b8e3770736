"""All mutations of the people."""

import strawberry

from five_steps.graphql_api.people.mutations_registration import RegistrationMutations
from five_steps.graphql_api.people.mutations_residents import ResidentMutations
from five_steps.graphql_api.people.mutations_volunteers import VolunteerMutations


@strawberry.type(description="Changing the people.")
class PeopleMutations(RegistrationMutations, VolunteerMutations, ResidentMutations):
    """Changing the people."""
