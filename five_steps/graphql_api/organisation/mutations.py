"""All mutations of the organisation."""

import strawberry

from five_steps.graphql_api.organisation.mutations_team_members import TeamMemberMutations
from five_steps.graphql_api.organisation.mutations_teams import TeamMutations
from five_steps.graphql_api.organisation.mutations_unit_life import UnitLifeMutations
from five_steps.graphql_api.organisation.mutations_units import UnitMutations
from five_steps.graphql_api.organisation.mutations_venue_bookings import VenueBookingMutations
from five_steps.graphql_api.organisation.mutations_venues import VenueMutations


@strawberry.type(description="Changing the organisation.")
class OrganisationMutations(
    UnitMutations,
    UnitLifeMutations,
    VenueMutations,
    VenueBookingMutations,
    TeamMutations,
    TeamMemberMutations,
):
    """Changing the organisation."""
