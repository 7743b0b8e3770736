"""Being told when tasks of joint meetings change."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.meetings.task import MeetingTask

_TaskId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the task.")
]


@strawberry.type(description="Being told when tasks of joint meetings change.")
class MeetingsSubscriptions:
    """Being told when tasks of joint meetings change."""

    @strawberry.subscription(
        description=(
            "A task of a joint meeting 会议任务: as it is now, and again after each change; ends "
            "when the viewer may no longer see it."
        )
    )
    async def meeting_task_changed(
        self, info: Info, meeting_task_id: _TaskId
    ) -> AsyncIterator[MeetingTask]:
        """A task after each change."""
        task = local_id("meetingTaskId", meeting_task_id, "MeetingTask")
        async with info.context.live.stream(task) as changes:
            async for _ in changes:
                info.context.refresh()
                found: MeetingTask | None = await info.context.rows.by_id(
                    entity_of(MeetingTask), task
                )
                if found is None:
                    return
                yield found
