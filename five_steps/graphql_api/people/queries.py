"""Root fields of the people."""

import strawberry

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.access import VOLUNTEER_IN_FULL
from five_steps.graphql_api.kernel.as_of import FOR_EVERYONE, FOR_OFFICES
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.kernel.viewer import READS_ALL, STAFF
from five_steps.graphql_api.people.privacy.queries import PrivacyQueries
from five_steps.graphql_api.people.resident import LATEST_FIRST, Resident, ResidentFilter
from five_steps.graphql_api.people.viewer import Viewer
from five_steps.graphql_api.people.volunteer import (
    VOLUNTEER_SORTS,
    Volunteer,
    VolunteerFilter,
    VolunteerOrder,
)

_VOLUNTEER_ID = Argument(
    strawberry.ID,
    "Global id of the volunteer.",
    Condition("{t}.id = {p}::uuid", reads_id("Volunteer")),
)


@strawberry.type(description="Reading people.")
class PeopleQueries(PrivacyQueries):
    """Root fields of the people."""

    viewer: Viewer | None = one("Who is asking 当前用户; null without a token.")
    volunteer: Volunteer | None = one(
        "A volunteer 志愿者.", arguments={"id": _VOLUNTEER_ID}, past_for=FOR_EVERYONE
    )
    volunteers: Connection[Volunteer] = connection(
        "Volunteers of the viewer's units 志愿者.",
        filter=VolunteerFilter,
        order_by=VolunteerOrder,
        sorts=VOLUNTEER_SORTS,
        seen_by=VOLUNTEER_IN_FULL,
        roles=STAFF | READS_ALL | {Role.VOLUNTEER},
        past_for=FOR_OFFICES,
    )
    residents: Connection[Resident] = connection(
        "Residents of the viewer's units, latest first 群众.",
        filter=ResidentFilter,
        sorts=LATEST_FIRST,
        roles=STAFF | READS_ALL,
    )
