"""What mutations of the yearly assessment answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.guarantee.assessment.process import (
    AssessmentObjection,
    AssessmentProcess,
)
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The assessment was changed, or opened.")
class AssessmentChanged(Done):
    """The assessment was changed."""

    process: AssessmentProcess | None = changed(
        AssessmentProcess, "The yearly process as it is now 考核程序"
    )


@strawberry.type(description="The objection was raised, or decided.")
class AssessmentObjectionChanged(Done):
    """The objection was changed."""

    objection: AssessmentObjection | None = changed(
        AssessmentObjection, "The objection as it is now 异议"
    )


AssessmentResult: TypeAlias = Annotated[
    AssessmentChanged | CommandError,
    strawberry.union(
        "AssessmentResult", description="The changed assessment, or why it was refused."
    ),
]
AssessmentObjectionResult: TypeAlias = Annotated[
    AssessmentObjectionChanged | CommandError,
    strawberry.union(
        "AssessmentObjectionResult", description="The changed objection, or why it was refused."
    ),
]
