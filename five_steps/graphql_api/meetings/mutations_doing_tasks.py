"""Doing what meetings asked units for (任务办理)."""

from typing import Annotated

import strawberry

from five_steps.commands.meetings.doing_tasks import (
    AcceptMeetingTask,
    ReportMeetingTaskDone,
    ReportMeetingTaskProgress,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.meetings.inputs import MeetingTaskInput
from five_steps.graphql_api.meetings.results import MeetingTaskChanged, MeetingTaskResult


@strawberry.input(description="A task to take on (接收任务).")
class AcceptMeetingTaskInput(MeetingTaskInput):
    """A task to take on."""

    def command(self) -> AcceptMeetingTask:
        """The command that is asked for."""
        return AcceptMeetingTask(meeting_task_id=self.meeting_task)


@strawberry.input(description="How far a task is (任务进展).")
class ReportMeetingTaskProgressInput(MeetingTaskInput):
    """How far a task is."""

    percent: int = strawberry.field(description="How far 进度, 0–100.")
    note: str = strawberry.field(description="What there is to say 说明, 1–2000 characters.")

    def command(self) -> ReportMeetingTaskProgress:
        """The command that is asked for."""
        return ReportMeetingTaskProgress(
            meeting_task_id=self.meeting_task, percent=self.percent, note=self.note
        )


@strawberry.input(description="A task's result (任务报结).")
class ReportMeetingTaskDoneInput(MeetingTaskInput):
    """A task's result."""

    result: str = strawberry.field(description="What came of it 办理结果, 1–2000 characters.")

    def command(self) -> ReportMeetingTaskDone:
        """The command that is asked for."""
        return ReportMeetingTaskDone(meeting_task_id=self.meeting_task, result=self.result)


@strawberry.type(description="Doing what meetings asked units for.")
class DoingTasksMutations:
    """Doing what meetings asked units for."""

    @strawberry.mutation(description="Take a task on 接收任务; for staff of its unit or above.")
    async def accept_meeting_task(
        self,
        info: Info,
        input: Annotated[AcceptMeetingTaskInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Accept a task."""
        return await run(info, input, MeetingTaskChanged)

    @strawberry.mutation(
        description="Say how far a task is 任务进展; for staff of its unit or above."
    )
    async def report_meeting_task_progress(
        self,
        info: Info,
        input: Annotated[ReportMeetingTaskProgressInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Report progress."""
        return await run(info, input, MeetingTaskChanged)

    @strawberry.mutation(
        description="Report the result to the centre 任务报结; for staff of its unit or above."
    )
    async def report_meeting_task_done(
        self,
        info: Info,
        input: Annotated[ReportMeetingTaskDoneInput, GIVEN],  # noqa: A002
    ) -> MeetingTaskResult:
        """Report a task done."""
        return await run(info, input, MeetingTaskChanged)
