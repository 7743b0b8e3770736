"""What a mutation of a venue answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.organisation.venue import Venue


@strawberry.type(description="The venue was changed, or registered.")
class VenueChanged(Done):
    """The venue was changed."""

    venue: Venue | None = changed(Venue, "The venue as it is now 阵地")


VenueResult: TypeAlias = Annotated[
    VenueChanged | CommandError,
    strawberry.union("VenueResult", description="The changed venue, or why it was refused."),
]
