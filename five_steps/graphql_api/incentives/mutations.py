"""All mutations of the incentives."""

import strawberry

from five_steps.graphql_api.incentives.mutations_back_hours import BackHoursMutations
from five_steps.graphql_api.incentives.mutations_corrections import CorrectionMutations
from five_steps.graphql_api.incentives.mutations_import import ServiceImportMutations
from five_steps.graphql_api.incentives.mutations_policy import IncentivePolicyMutations


@strawberry.type(description="Changing the incentives.")
class IncentivesMutations(
    BackHoursMutations, CorrectionMutations, ServiceImportMutations, IncentivePolicyMutations
):
    """Changing the incentives."""
