"""What mutations of questionnaires answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.feedback.questionnaires.ballot import Ballot
from five_steps.graphql_api.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The questionnaire was changed, begun or answered.")
class QuestionnaireChanged(Done):
    """The questionnaire was changed."""

    questionnaire: Questionnaire | None = changed(
        Questionnaire, "The questionnaire as it is now 问卷"
    )


@strawberry.type(description="The ballot was claimed.")
class BallotClaimed(Done):
    """The ballot was claimed."""

    ballot: Ballot | None = changed(Ballot, "The ballot with its blind signature 匿名答卷凭证")


QuestionnaireResult: TypeAlias = Annotated[
    QuestionnaireChanged | CommandError,
    strawberry.union(
        "QuestionnaireResult", description="The changed questionnaire, or why it was refused."
    ),
]
BallotResult: TypeAlias = Annotated[
    BallotClaimed | CommandError,
    strawberry.union("BallotResult", description="The ballot, or why it was refused."),
]
