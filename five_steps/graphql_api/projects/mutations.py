"""All mutations of projects."""

import strawberry

from five_steps.graphql_api.projects.mutations_evaluating import EvaluatingMutations
from five_steps.graphql_api.projects.mutations_implementing import ImplementingMutations
from five_steps.graphql_api.projects.mutations_optimising import OptimisingMutations
from five_steps.graphql_api.projects.mutations_planning import PlanningMutations
from five_steps.graphql_api.projects.mutations_recruiting import RecruitingMutations
from five_steps.graphql_api.projects.purchasing.mutations import PurchasingMutations


@strawberry.type(description="Changing projects and the purchase list.")
class ProjectsMutations(
    PlanningMutations,
    RecruitingMutations,
    ImplementingMutations,
    EvaluatingMutations,
    OptimisingMutations,
    PurchasingMutations,
):
    """Changing projects and the purchase list."""
