"""Root fields of the organisation."""

import strawberry

from five_steps.graphql_api.kernel.as_of import FOR_OFFICES
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.organisation.team import BY_NAME as TEAMS_BY_NAME
from five_steps.graphql_api.organisation.team import Team, TeamFilter
from five_steps.graphql_api.organisation.unit import BY_CODE, Unit, UnitFilter
from five_steps.graphql_api.organisation.venue import BY_NAME as VENUES_BY_NAME
from five_steps.graphql_api.organisation.venue import Venue, VenueFilter
from five_steps.graphql_api.organisation.venue_booking import VenueBooking
from five_steps.graphql_api.organisation.venue_booking_filter import BY_START, VenueBookingFilter


def _id(type_name: str) -> Argument:
    return Argument(
        strawberry.ID,
        f"Global id of the {type_name.lower()}.",
        Condition("{t}.id = {p}::uuid", reads_id(type_name)),
    )


@strawberry.type(description="Reading the organisation.")
class OrganisationQueries:
    """Root fields of the organisation."""

    unit: Unit | None = one("A unit 单位.", arguments={"id": _id("Unit")}, past_for=FOR_OFFICES)
    units: Connection[Unit] = connection(
        "Units, in the order of their codes 单位.",
        filter=UnitFilter,
        sorts=BY_CODE,
        past_for=FOR_OFFICES,
    )
    venue: Venue | None = one("A venue 阵地.", arguments={"id": _id("Venue")})
    venues: Connection[Venue] = connection(
        "Venues, in the order of their names 阵地.", filter=VenueFilter, sorts=VENUES_BY_NAME
    )
    venue_bookings: Connection[VenueBooking] = connection(
        "Bookings of venues, by the time they begin 阵地预订.",
        filter=VenueBookingFilter,
        sorts=BY_START,
    )
    team: Team | None = one("A team 队伍.", arguments={"id": _id("Team")}, past_for=FOR_OFFICES)
    teams: Connection[Team] = connection(
        "Teams, in the order of their names 队伍.",
        filter=TeamFilter,
        sorts=TEAMS_BY_NAME,
        past_for=FOR_OFFICES,
    )
