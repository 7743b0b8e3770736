"""Root fields of the yearly assessment."""

import strawberry

from five_steps.graphql_api.guarantee.assessment.unit_assessment import UnitAssessment
from five_steps.graphql_api.guarantee.assessment.unit_assessment_filter import (
    UNIT_ASSESSMENT_SORTS,
    UnitAssessmentFilter,
    UnitAssessmentSort,
)
from five_steps.graphql_api.kernel.as_of import FOR_OFFICES
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT

UNIT_ID = Argument(
    strawberry.ID, "Global id of the unit.", Condition("{t}.unit_id = {p}::uuid", reads_id("Unit"))
)
YEAR = Argument(int, "Civil year 年度.", Condition("{t}.year = {p}::int"))
_UNDER = Argument(
    strawberry.ID | None,
    "Only this unit and all under it.",
    Condition(
        UNDER_UNIT,
        reads_id("Unit"),
    ),
)


@strawberry.type(description="Reading assessments.")
class AssessmentQueries:
    """Root fields of the yearly assessment."""

    unit_assessment: UnitAssessment | None = one(
        "A unit's assessment of a year 年度考核; null without anything to assess.",
        arguments={"unitId": UNIT_ID, "year": YEAR},
        past_for=FOR_OFFICES,
    )
    unit_assessments: Connection[UnitAssessment] = connection(
        "The assessments of a year, by default the best first 年度考核.",
        arguments={"year": YEAR, "under": _UNDER},
        filter=UnitAssessmentFilter,
        order_by=UnitAssessmentSort,
        sorts=UNIT_ASSESSMENT_SORTS,
        past_for=FOR_OFFICES,
    )
