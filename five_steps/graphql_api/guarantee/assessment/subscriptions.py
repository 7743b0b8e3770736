"""Being told when a unit's figures change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.guarantee.assessment.queries import UNIT_ID, YEAR
from five_steps.graphql_api.guarantee.assessment.unit_assessment import BEST_FIRST, UnitAssessment
from five_steps.graphql_api.kernel.collection import Collection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import ListField, entity_of

_COUNTED = (
    "order",
    "volunteer",
    "service_book",
    "party_roster",
    "activity",
    "project",
    "meeting_task",
    "improvement_task",
    "inspection",
    "assessment_policy",
    "unit_assessment",
)
"""The aggregates whose events change figures, or where their process stands."""

_OF_UNIT = ListField(
    "The assessment of a unit's year.",
    Collection(arguments={"unitId": UNIT_ID, "year": YEAR}, sorts={"": BEST_FIRST}),
    paged=True,
)
_UnitId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the unit.")
]
_Year: TypeAlias = Annotated[int, strawberry.argument(description="Civil year 年度.")]


@strawberry.type(description="Being told when a unit's figures change.")
class AssessmentSubscriptions:
    """Being told when a unit's figures change."""

    @strawberry.subscription(
        description=(
            "The assessment of a unit's year 年度考核: as it is now, and again when a figure of it "
            "changes."
        )
    )
    async def assessment_changed(
        self, info: Info, unit_id: _UnitId, year: _Year
    ) -> AsyncIterator[UnitAssessment]:
        """A unit's assessment after each change of a figure."""
        asked = {"unitId": unit_id, "year": year}
        shown: UnitAssessment | None = None
        async with info.context.live.topics(*_COUNTED) as changes:
            async for _ in changes:
                info.context.refresh()
                found: UnitAssessment | None = await info.context.rows.first(
                    entity_of(UnitAssessment), _OF_UNIT, asked
                )
                if found is not None and found != shown:
                    shown = found
                    yield found
