"""All mutations of the incentives."""

import strawberry

from five_steps.graphql_api.incentives.benefits.mutations import BenefitsMutations
from five_steps.graphql_api.incentives.certificates.mutations import CertificateMutations
from five_steps.graphql_api.incentives.fund.mutations import FundMutations
from five_steps.graphql_api.incentives.honours.mutations import HonoursMutations
from five_steps.graphql_api.incentives.mutations_back_hours import BackHoursMutations
from five_steps.graphql_api.incentives.mutations_corrections import CorrectionMutations
from five_steps.graphql_api.incentives.mutations_import import ServiceImportMutations
from five_steps.graphql_api.incentives.mutations_points import PointsMutations
from five_steps.graphql_api.incentives.mutations_policy import IncentivePolicyMutations
from five_steps.graphql_api.incentives.redeeming.mutations import RedeemingMutations


@strawberry.type(description="Changing the incentives.")
class IncentivesMutations(
    BackHoursMutations,
    CorrectionMutations,
    ServiceImportMutations,
    IncentivePolicyMutations,
    PointsMutations,
    RedeemingMutations,
    FundMutations,
    HonoursMutations,
    BenefitsMutations,
    CertificateMutations,
):
    """Changing the incentives."""
