"""What mutations of joint meetings answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed
from five_steps.graphql_api.meetings.matter import MeetingMatter
from five_steps.graphql_api.meetings.meeting import JointMeeting
from five_steps.graphql_api.meetings.report import MeetingReport
from five_steps.graphql_api.meetings.task import MeetingTask


@strawberry.type(description="The meeting was changed, or convened.")
class MeetingChanged(Done):
    """The meeting was changed."""

    meeting: JointMeeting | None = changed(JointMeeting, "The meeting as it is now 联席会议")


@strawberry.type(description="The matter was changed, or put on the agenda.")
class MatterChanged(Done):
    """The matter was changed."""

    matter: MeetingMatter | None = changed(MeetingMatter, "The matter as it is now 议题")


@strawberry.type(description="The report was given.")
class MeetingReportGiven(Done):
    """The report was given."""

    report: MeetingReport | None = changed(MeetingReport, "The report 汇报")


@strawberry.type(description="The task was changed, or assigned.")
class MeetingTaskChanged(Done):
    """The task was changed."""

    meeting_task: MeetingTask | None = changed(MeetingTask, "The task as it is now 会议任务")


MeetingResult: TypeAlias = Annotated[
    MeetingChanged | CommandError,
    strawberry.union("MeetingResult", description="The changed meeting, or why it was refused."),
]
MatterResult: TypeAlias = Annotated[
    MatterChanged | CommandError,
    strawberry.union("MatterResult", description="The changed matter, or why it was refused."),
]
MeetingReportResult: TypeAlias = Annotated[
    MeetingReportGiven | CommandError,
    strawberry.union("MeetingReportResult", description="The report, or why it was refused."),
]
MeetingTaskResult: TypeAlias = Annotated[
    MeetingTaskChanged | CommandError,
    strawberry.union("MeetingTaskResult", description="The changed task, or why it was refused."),
]
