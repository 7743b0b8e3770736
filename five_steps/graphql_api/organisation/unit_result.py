"""What a mutation of a unit answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.organisation.unit import Unit


@strawberry.type(description="The unit was changed, or founded.")
class UnitChanged(Done):
    """The unit was changed."""

    unit: Unit | None = changed(Unit, "The unit as it is now 单位")


UnitResult: TypeAlias = Annotated[
    UnitChanged | CommandError,
    strawberry.union("UnitResult", description="The changed unit, or why it was refused."),
]
