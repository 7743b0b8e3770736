"""Being told when activities change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.domain.activities.duty_roster import duty_roster_id
from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id

_ActivityId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the activity.")
]


@strawberry.type(description="Being told when activities change.")
class ActivitiesSubscriptions:
    """Being told when activities change."""

    @strawberry.subscription(
        description=(
            "An activity 活动: as it is now, and again after each change of it, of who takes part "
            "or of who is on duty; ends when the viewer may no longer see it."
        )
    )
    async def activity_changed(
        self,
        info: Info,
        id: _ActivityId,  # noqa: A002
    ) -> AsyncIterator[Activity]:
        """An activity after each change."""
        activity = local_id("id", id, "Activity")
        async with info.context.live.stream(activity, duty_roster_id(activity)) as changes:
            async for _ in changes:
                info.context.refresh()
                found: Activity | None = await info.context.rows.by_id(
                    entity_of(Activity), activity
                )
                if found is None:
                    return
                yield found
