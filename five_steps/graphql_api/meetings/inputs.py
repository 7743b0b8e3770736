"""What the inputs of commands about a meeting, a matter or a task begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a joint meeting.")
class MeetingInput(CommandInput):
    """A command about a joint meeting."""

    meeting_id: strawberry.ID = strawberry.field(description="The meeting 会议.")

    @property
    def meeting(self) -> UUID:
        """The meeting's own id."""
        return local_id("meetingId", self.meeting_id, "JointMeeting")


@strawberry.input(description="A command about a matter of a joint meeting.")
class MatterInput(MeetingInput):
    """A command about a matter of a joint meeting."""

    matter_id: strawberry.ID = strawberry.field(description="The matter 议题.")

    @property
    def matter(self) -> UUID:
        """The matter's own id."""
        return local_id("matterId", self.matter_id, "MeetingMatter")


@strawberry.input(description="A command about a task of a joint meeting.")
class MeetingTaskInput(CommandInput):
    """A command about a task of a joint meeting."""

    meeting_task_id: strawberry.ID = strawberry.field(description="The task 会议任务.")

    @property
    def meeting_task(self) -> UUID:
        """The task's own id."""
        return local_id("meetingTaskId", self.meeting_task_id, "MeetingTask")
