"""Giving units tasks, and judging what comes of them (交办与确认)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.meetings.giving_tasks import (
    AssignMeetingTask,
    ConfirmMeetingTask,
    MoveMeetingTaskDue,
    SendMeetingTaskBack,
    WithdrawMeetingTask,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.meetings.inputs import MatterInput, MeetingTaskInput
from five_steps.graphql_api.meetings.results import MeetingTaskChanged, MeetingTaskResult


@strawberry.input(description="A task to give to a unit (交办任务).")
class AssignMeetingTaskInput(MatterInput):
    """A task to give to a unit."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that does it 责任单位.")
    title: str = strawberry.field(description="What is to be done 任务, 1–100 characters.")
    owner: str = strawberry.field(description="Who answers for it 责任人, 1–100 characters.")
    due_at: datetime = strawberry.field(description="Until when 期限; in the future.")
    details: str = strawberry.field(
        default="", description="What there is to say about it 说明, at most 2000 characters."
    )

    def command(self) -> AssignMeetingTask:
        """The command that is asked for."""
        return AssignMeetingTask(
            meeting_id=self.meeting,
            matter_id=self.matter,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            title=self.title,
            owner=self.owner,
            due_at=self.due_at,
            details=self.details,
        )


@strawberry.input(description="A due date to move (调整任务期限).")
class MoveMeetingTaskDueInput(MeetingTaskInput):
    """A due date to move."""

    due_at: datetime = strawberry.field(description="The new due date 新期限; in the future.")
    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> MoveMeetingTaskDue:
        """The command that is asked for."""
        return MoveMeetingTaskDue(
            meeting_task_id=self.meeting_task, due_at=self.due_at, reason=self.reason
        )


@strawberry.input(description="A result to confirm (确认办结).")
class ConfirmMeetingTaskInput(MeetingTaskInput):
    """A result to confirm."""

    def command(self) -> ConfirmMeetingTask:
        """The command that is asked for."""
        return ConfirmMeetingTask(meeting_task_id=self.meeting_task)


@strawberry.input(description="A task to send back (退回任务).")
class SendMeetingTaskBackInput(MeetingTaskInput):
    """A task to send back."""

    reason: str = strawberry.field(description="What is missing 退回原因, 1–500 characters.")
    due_at: datetime | None = strawberry.field(
        default=None, description="A later due date 新期限, for what was done in time alone."
    )

    def command(self) -> SendMeetingTaskBack:
        """The command that is asked for."""
        return SendMeetingTaskBack(
            meeting_task_id=self.meeting_task, reason=self.reason, due_at=self.due_at
        )


@strawberry.input(description="A task to take back (撤销任务).")
class WithdrawMeetingTaskInput(MeetingTaskInput):
    """A task to take back."""

    reason: str = strawberry.field(description="Why 撤销原因, 1–500 characters.")

    def command(self) -> WithdrawMeetingTask:
        """The command that is asked for."""
        return WithdrawMeetingTask(meeting_task_id=self.meeting_task, reason=self.reason)


@strawberry.type(description="Giving units tasks.")
class GivingTasksMutations:
    """Giving units tasks."""

    @strawberry.mutation(description="Give a unit a task that hangs at a decision 交办任务.")
    async def assign_meeting_task(
        self,
        info: Info,
        input: Annotated[AssignMeetingTaskInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Assign a task."""
        return await run(info, input, MeetingTaskChanged)

    @strawberry.mutation(description="Move a due date that has not passed 调整任务期限.")
    async def move_meeting_task_due(
        self,
        info: Info,
        input: Annotated[MoveMeetingTaskDueInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Move a due date."""
        return await run(info, input, MeetingTaskChanged)

    @strawberry.mutation(
        description="Confirm a result 确认办结, as somebody who did not report it."
    )
    async def confirm_meeting_task(
        self,
        info: Info,
        input: Annotated[ConfirmMeetingTaskInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Confirm a task."""
        return await run(info, input, MeetingTaskChanged)

    @strawberry.mutation(
        description="Ask for more than was done 退回任务, as somebody who did not report it."
    )
    async def send_meeting_task_back(
        self,
        info: Info,
        input: Annotated[SendMeetingTaskBackInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Send a task back."""
        return await run(info, input, MeetingTaskChanged)

    @strawberry.mutation(
        description="Take back an unfinished task that is no longer asked for 撤销任务."
    )
    async def withdraw_meeting_task(
        self,
        info: Info,
        input: Annotated[WithdrawMeetingTaskInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Withdraw a task."""
        return await run(info, input, MeetingTaskChanged)
