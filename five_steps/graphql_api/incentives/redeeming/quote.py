"""What a hold would cost (询价)."""

import strawberry

from five_steps.commands.incentives.redeeming.quoting import Quote
from five_steps.graphql_api.kernel.errors import Error, refused
from five_steps.graphql_api.kernel.messages import Language


@strawberry.type(description="What a hold would cost now, and whether it would be refused (询价).")
class RedemptionQuote:
    """What a hold would cost now, and whether it would be refused."""

    points: int = strawberry.field(description="The price of all of it in points 所需积分.")
    spendable: int = strawberry.field(description="What the volunteer may spend 当前可兑积分.")
    refusal: Error | None = strawberry.field(
        description="Why it would be refused 不可兑原因; null: it would be held."
    )


def shown(quote: Quote, language: Language) -> RedemptionQuote:
    """A quote as the API shows it."""
    return RedemptionQuote(
        points=quote.points,
        spendable=quote.spendable,
        refusal=None if quote.refusal is None else refused(quote.refusal, language),
    )
