"""What the inputs of commands about an improvement task begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about an improvement task.")
class ImprovementTaskInput(CommandInput):
    """A command about an improvement task."""

    task_id: strawberry.ID = strawberry.field(description="The task 整改任务.")

    @property
    def task(self) -> UUID:
        """The task's own id."""
        return local_id("taskId", self.task_id, "ImprovementTask")
