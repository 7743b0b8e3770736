"""Root fields of the organisation."""

import strawberry

from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.organisation.team import BY_NAME as TEAMS_BY_NAME
from five_steps.graphql_api.organisation.team import Team, TeamFilter
from five_steps.graphql_api.organisation.unit import BY_CODE, Unit, UnitFilter
from five_steps.graphql_api.organisation.venue import BY_NAME as VENUES_BY_NAME
from five_steps.graphql_api.organisation.venue import Venue, VenueFilter

_UNIT_ID = Argument(
    strawberry.ID, "Global id of the unit.", Condition("{t}.id = {p}::uuid", reads_id("Unit"))
)


@strawberry.type(description="Reading the organisation.")
class OrganisationQueries:
    """Root fields of the organisation."""

    unit: Unit | None = one("A unit 单位.", arguments={"id": _UNIT_ID})
    units: Connection[Unit] = connection(
        "Units, in the order of their codes 单位.", filter=UnitFilter, sorts=BY_CODE
    )
    venues: Connection[Venue] = connection(
        "Venues, in the order of their names 阵地.", filter=VenueFilter, sorts=VENUES_BY_NAME
    )
    teams: Connection[Team] = connection(
        "Teams, in the order of their names 队伍.", filter=TeamFilter, sorts=TEAMS_BY_NAME
    )
