"""Root fields of the inspections."""

import strawberry

from five_steps.graphql_api.guarantee.inspections.inspection import (
    INSPECTION_SORTS,
    Inspection,
    InspectionFilter,
    InspectionSort,
)
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one

_INSPECTION_ID = Argument(
    strawberry.ID,
    "Global id of the inspection.",
    Condition("{t}.id = {p}::uuid", reads_id("Inspection")),
)


@strawberry.type(description="Reading inspections.")
class InspectionsQueries:
    """Root fields of the inspections."""

    inspection: Inspection | None = one("An inspection 监督检查.", arguments={"id": _INSPECTION_ID})
    inspections: Connection[Inspection] = connection(
        "The inspections that the viewer may see 监督检查.",
        filter=InspectionFilter,
        order_by=InspectionSort,
        sorts=INSPECTION_SORTS,
    )
