"""What mutations of benefits answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.benefits.help_case import HelpCase
from five_steps.graphql_api.incentives.benefits.insurance import InsuranceCover
from five_steps.graphql_api.incentives.benefits.offer import BenefitOffer
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The policy was changed, or taken out.")
class InsuranceCoverChanged(Done):
    """The policy was changed."""

    insurance_cover: InsuranceCover | None = changed(
        InsuranceCover, "The policy as it is now 免费保险"
    )


@strawberry.type(description="The offer was published, or withdrawn.")
class BenefitOfferChanged(Done):
    """The offer was changed."""

    benefit_offer: BenefitOffer | None = changed(BenefitOffer, "The offer as it is now 礼遇")


@strawberry.type(description="The case was changed, or opened.")
class HelpCaseChanged(Done):
    """The case was changed."""

    help_case: HelpCase | None = changed(HelpCase, "The case as it is now 帮扶")


InsuranceCoverResult: TypeAlias = Annotated[
    InsuranceCoverChanged | CommandError,
    strawberry.union(
        "InsuranceCoverResult", description="The changed policy, or why it was refused."
    ),
]
BenefitOfferResult: TypeAlias = Annotated[
    BenefitOfferChanged | CommandError,
    strawberry.union("BenefitOfferResult", description="The changed offer, or why it was refused."),
]
HelpCaseResult: TypeAlias = Annotated[
    HelpCaseChanged | CommandError,
    strawberry.union("HelpCaseResult", description="The changed case, or why it was refused."),
]
