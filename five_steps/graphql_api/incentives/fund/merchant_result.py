"""What a mutation of a merchant answers with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.fund.merchant import Merchant
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The merchant was changed, or signed up.")
class MerchantChanged(Done):
    """The merchant was changed, or signed up."""

    merchant: Merchant | None = changed(Merchant, "The merchant as it is now 商户")


MerchantResult: TypeAlias = Annotated[
    MerchantChanged | CommandError,
    strawberry.union("MerchantResult", description="The changed merchant, or why it was refused."),
]
