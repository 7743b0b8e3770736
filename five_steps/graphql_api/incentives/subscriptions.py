"""Being told when points and redemptions change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.domain.incentives.points_account import points_account_id
from five_steps.graphql_api.incentives.points import PointsAccount
from five_steps.graphql_api.incentives.redeeming.subscriptions import RedeemingSubscriptions
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id

_VolunteerId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the volunteer.")
]


@strawberry.type(description="Being told when points and redemptions change.")
class IncentivesSubscriptions(RedeemingSubscriptions):
    """Being told when points and redemptions change."""

    @strawberry.subscription(
        description=(
            "A volunteer's points 积分账户: as they are now, and again after each change; ends "
            "when the viewer may no longer see them."
        )
    )
    async def points_account_changed(
        self, info: Info, volunteer_id: _VolunteerId
    ) -> AsyncIterator[PointsAccount]:
        """A points account after each change."""
        account = points_account_id(local_id("volunteerId", volunteer_id, "Volunteer"))
        async with info.context.live.stream(account) as changes:
            async for _ in changes:
                info.context.refresh()
                found: PointsAccount | None = await info.context.rows.by_id(
                    entity_of(PointsAccount), account
                )
                if found is None:
                    return
                yield found
