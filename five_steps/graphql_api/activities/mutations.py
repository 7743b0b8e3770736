"""All mutations of activities."""

import strawberry

from five_steps.graphql_api.activities.mutations_courses import CourseMutations
from five_steps.graphql_api.activities.mutations_duty import DutyMutations
from five_steps.graphql_api.activities.mutations_duty_hours import DutyHoursMutations
from five_steps.graphql_api.activities.mutations_holding import HoldingMutations
from five_steps.graphql_api.activities.mutations_planning import PlanningMutations
from five_steps.graphql_api.activities.mutations_series import SeriesMutations
from five_steps.graphql_api.activities.mutations_taking_part import TakingPartMutations


@strawberry.type(description="Changing activities.")
class ActivitiesMutations(
    PlanningMutations,
    TakingPartMutations,
    HoldingMutations,
    DutyMutations,
    DutyHoursMutations,
    SeriesMutations,
    CourseMutations,
):
    """Changing activities."""
