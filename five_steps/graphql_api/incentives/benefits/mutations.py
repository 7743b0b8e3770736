"""All mutations of benefits."""

import strawberry

from five_steps.graphql_api.incentives.benefits.mutations_help import HelpMutations
from five_steps.graphql_api.incentives.benefits.mutations_insurance import InsuranceMutations
from five_steps.graphql_api.incentives.benefits.mutations_offers import BenefitOfferMutations


@strawberry.type(description="Changing benefits.")
class BenefitsMutations(InsuranceMutations, BenefitOfferMutations, HelpMutations):
    """Changing benefits."""
