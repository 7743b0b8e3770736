"""All mutations of inspections."""

import strawberry

from five_steps.graphql_api.guarantee.inspections.mutations_inspecting import InspectingMutations
from five_steps.graphql_api.guarantee.inspections.mutations_rectifying import RectifyingMutations
from five_steps.graphql_api.guarantee.inspections.mutations_vetoes import VetoMutations


@strawberry.type(description="Changing inspections.")
class InspectionsMutations(InspectingMutations, RectifyingMutations, VetoMutations):
    """Changing inspections."""
