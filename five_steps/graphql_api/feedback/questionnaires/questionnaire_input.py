"""What the inputs of commands about a questionnaire have in common."""

from uuid import UUID

import strawberry

from five_steps.domain.feedback.questionnaires.answer_sheet import Answer
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a questionnaire.")
class QuestionnaireInput(CommandInput):
    """A command about a questionnaire."""

    questionnaire_id: strawberry.ID = strawberry.field(description="The questionnaire 问卷.")

    @property
    def questionnaire(self) -> UUID:
        """The questionnaire's own id."""
        return local_id("questionnaireId", self.questionnaire_id, "Questionnaire")


@strawberry.input(description="An answer to a question (作答): a score, choices or a text.")
class AnswerInput:
    """An answer to a question."""

    question: int = strawberry.field(description="Number of the question 题号, from 1 on.")
    score: int | None = strawberry.field(
        default=None, description="The step of a scale 分值, from 1 on."
    )
    choices: list[int] = strawberry.field(
        default_factory=list, description="Numbers of the options chosen 选项序号, from 1 on."
    )
    text: str | None = strawberry.field(
        default=None, description="What one writes 文字, 1–2000 characters; kept under one's key."
    )

    def answer(self) -> Answer:
        """As the domain has it."""
        return Answer(
            question=self.question,
            score=self.score,
            choices=tuple(self.choices),
            text=self.text,
        )


def order_asked(order_id: strawberry.ID | None) -> UUID | None:
    """The order by which somebody is known as a requester."""
    return None if order_id is None else local_id("orderId", order_id, "Order")
