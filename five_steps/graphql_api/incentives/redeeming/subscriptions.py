"""Being told when redemptions change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.redeeming.redemption import Redemption
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id

_RedemptionId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the redemption.")
]


@strawberry.type(description="Being told when redemptions change.")
class RedeemingSubscriptions:
    """Being told when redemptions change."""

    @strawberry.subscription(
        description=(
            "A redemption 兑换: as it is now, and again after each change; ends when the viewer "
            "may no longer see it."
        )
    )
    async def redemption_changed(
        self, info: Info, redemption_id: _RedemptionId
    ) -> AsyncIterator[Redemption]:
        """A redemption after each change."""
        redemption = local_id("redemptionId", redemption_id, "Redemption")
        async with info.context.live.stream(redemption) as changes:
            async for _ in changes:
                info.context.refresh()
                found: Redemption | None = await info.context.rows.by_id(
                    entity_of(Redemption), redemption
                )
                if found is None:
                    return
                yield found
