"""What a mutation of a volunteer answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.people.volunteer import Volunteer


@strawberry.type(description="The volunteer was changed, or registered.")
class VolunteerChanged(Done):
    """The volunteer was changed."""

    volunteer: Volunteer | None = changed(Volunteer, "The volunteer as it is now 志愿者")


VolunteerResult: TypeAlias = Annotated[
    VolunteerChanged | CommandError,
    strawberry.union(
        "VolunteerResult", description="The changed volunteer, or why it was refused."
    ),
]
