"""What mutations of inspections answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.guarantee.inspections.inspection import Inspection
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The inspection was changed, or planned.")
class InspectionChanged(Done):
    """The inspection was changed."""

    inspection: Inspection | None = changed(Inspection, "The inspection as it is now 监督检查")


InspectionResult: TypeAlias = Annotated[
    InspectionChanged | CommandError,
    strawberry.union(
        "InspectionResult", description="The changed inspection, or why it was refused."
    ),
]
