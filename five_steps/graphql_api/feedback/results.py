"""What mutations of feedback answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.feedback.feedback_case import FeedbackCase
from five_steps.graphql_api.feedback.improvement_task import ImprovementTask
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The improvement task was changed, or opened.")
class ImprovementTaskChanged(Done):
    """The improvement task was changed."""

    improvement_task: ImprovementTask | None = changed(
        ImprovementTask, "The task as it is now 整改任务"
    )


@strawberry.type(description="The complaint or suggestion was changed, or filed.")
class FeedbackCaseChanged(Done):
    """The complaint or suggestion was changed."""

    feedback_case: FeedbackCase | None = changed(FeedbackCase, "The case as it is now 投诉建议")


ImprovementTaskResult: TypeAlias = Annotated[
    ImprovementTaskChanged | CommandError,
    strawberry.union(
        "ImprovementTaskResult", description="The changed task, or why it was refused."
    ),
]
FeedbackCaseResult: TypeAlias = Annotated[
    FeedbackCaseChanged | CommandError,
    strawberry.union("FeedbackCaseResult", description="The changed case, or why it was refused."),
]
