"""Root fields of the benefits."""

from typing import Annotated

import strawberry

from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.volunteer_code import read_volunteer_code
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.incentives.benefits.eligibility import Eligibility
from five_steps.graphql_api.incentives.benefits.help_case import (
    LATEST_CASE_FIRST,
    HelpCase,
    HelpCaseFilter,
)
from five_steps.graphql_api.incentives.benefits.insurance import (
    LATEST_COVER_FIRST,
    InsuranceCover,
)
from five_steps.graphql_api.incentives.benefits.offer import (
    LOWEST_STAR_FIRST,
    BenefitOffer,
    BenefitOfferFilter,
)
from five_steps.graphql_api.kernel.access import STAFF_OR_OWN
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import connection, entity_of
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.viewer import READS_ALL, STAFF


@strawberry.type(description="Reading benefits.")
class BenefitsQueries:
    """Root fields of the benefits."""

    benefits: Connection[BenefitOffer] = connection(
        "What is offered to volunteers, the lowest star first 礼遇.",
        filter=BenefitOfferFilter,
        sorts=LOWEST_STAR_FIRST,
    )
    insurance_covers: Connection[InsuranceCover] = connection(
        "The insurance policies that the viewer may see, the latest first 免费保险.",
        sorts=LATEST_COVER_FIRST,
        roles=STAFF | READS_ALL | {Role.VOLUNTEER},
    )
    help_cases: Connection[HelpCase] = connection(
        "The cases of need that the viewer may see, the latest first 帮扶.",
        filter=HelpCaseFilter,
        sorts=LATEST_CASE_FIRST,
        roles=STAFF | READS_ALL | {Role.VOLUNTEER},
    )

    @strawberry.field(
        description="What a volunteer may have today 礼遇资格, by id for the volunteer and the "
        "staff of their unit, or by the code that the volunteer shows, at any counter. Null if "
        "the viewer may not see it."
    )
    async def eligibility(
        self,
        info: Info,
        volunteer_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="Global id of the volunteer.")
        ] = None,
        code: Annotated[
            str | None,
            strawberry.argument(description="The volunteer's code, shown lately 志愿者码."),
        ] = None,
    ) -> Eligibility | None:
        """By id or by code."""
        if (volunteer_id is None) == (code is None):
            raise Refusal(RefusalCode.INVALID, "volunteerId", allowed="either volunteerId or code")
        rows, entity = info.context.rows, entity_of(Eligibility)
        found: Eligibility | None
        if volunteer_id is not None:
            found = await rows.by_id(entity, local_id("volunteerId", volunteer_id, "Volunteer"))
        else:
            shown = read_volunteer_code(
                info.context.services.secrets, code or "", now=info.context.now
            )
            # Who shows the code agrees to be looked up, wherever their unit is.
            found = await rows.by_key(entity, "id", shown, seen_by=STAFF_OR_OWN)
        return found
