"""Being told when improvement tasks change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.feedback.improvement_task import ImprovementTask
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id

_TaskId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the task.")
]


@strawberry.type(description="Being told when improvement tasks change.")
class FeedbackSubscriptions:
    """Being told when improvement tasks change."""

    @strawberry.subscription(
        description=(
            "An improvement task 整改任务: as it is now, and again after each change; ends when "
            "the viewer may no longer see it."
        )
    )
    async def improvement_task_changed(
        self, info: Info, task_id: _TaskId
    ) -> AsyncIterator[ImprovementTask]:
        """An improvement task after each change."""
        task = local_id("taskId", task_id, "ImprovementTask")
        async with info.context.live.stream(task) as changes:
            async for _ in changes:
                info.context.refresh()
                found: ImprovementTask | None = await info.context.rows.by_id(
                    entity_of(ImprovementTask), task
                )
                if found is None:
                    return
                yield found
