"""All mutations of honours."""

import strawberry

from five_steps.graphql_api.incentives.honours.mutations_nominations import NominationMutations
from five_steps.graphql_api.incentives.honours.mutations_publicity import PublicityMutations
from five_steps.graphql_api.incentives.honours.mutations_seasons import HonourSeasonMutations


@strawberry.type(description="Changing honours.")
class HonoursMutations(HonourSeasonMutations, NominationMutations, PublicityMutations):
    """Changing honours."""
