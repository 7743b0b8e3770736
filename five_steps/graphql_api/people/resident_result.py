"""What a mutation of a resident answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.people.resident import Resident


@strawberry.type(description="The resident was changed, or registered.")
class ResidentChanged(Done):
    """The resident was changed."""

    resident: Resident | None = changed(Resident, "The resident as it is now 群众")


ResidentResult: TypeAlias = Annotated[
    ResidentChanged | CommandError,
    strawberry.union("ResidentResult", description="The changed resident, or why it was refused."),
]
