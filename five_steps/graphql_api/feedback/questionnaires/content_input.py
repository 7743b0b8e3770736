"""What a version of a questionnaire is to ask (问卷内容)."""

from datetime import datetime
from typing import TypedDict

import strawberry

from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A question to ask (题目).")
class QuestionInput:
    """A question to ask."""

    kind: QuestionKind = strawberry.field(description="How it is answered 题型.")
    text: str = strawberry.field(description="What is asked 题目, 1–500 characters.")
    required: bool = strawberry.field(
        default=True, description="Whether it has to be answered 是否必答."
    )
    scale_max: int = strawberry.field(
        default=0, description="Highest step of a scale 量表最大值, 2–10; 0 unless it is one."
    )
    options: list[str] = strawberry.field(
        default_factory=list,
        description="What to choose from 选项: 2–20 different ones of 1–100 characters; none "
        "unless it is a choice.",
    )

    def question(self) -> Question:
        """As the domain has it."""
        return Question(
            kind=self.kind,
            text=self.text,
            required=self.required,
            scale_max=self.scale_max,
            options=tuple(self.options),
        )


class ContentFields(TypedDict):
    """What commands about a draft have in common."""

    title: str
    introduction: str
    audience: Audience
    anonymous: bool
    opens_at: datetime
    closes_at: datetime
    questions: tuple[Question, ...]


@strawberry.input(description="What a version is to ask (问卷内容).")
class ContentInput(CommandInput):
    """What a version is to ask."""

    title: str = strawberry.field(description="Title 标题, 1–100 characters.")
    introduction: str = strawberry.field(
        default="", description="What it is for 说明, at most 2000 characters."
    )
    audience: Audience = strawberry.field(description="Who may answer 对象.")
    anonymous: bool = strawberry.field(
        description="Whether it is answered without a name 是否匿名."
    )
    opens_at: datetime = strawberry.field(description="From when it may be answered 开始时间.")
    closes_at: datetime = strawberry.field(
        description="Until when it may be answered 截止时间, at most 366 days later."
    )
    questions: list[QuestionInput] = strawberry.field(description="What it asks 题目, 1–50.")

    def fields(self) -> ContentFields:
        """What commands about a draft have in common."""
        return ContentFields(
            title=self.title,
            introduction=self.introduction,
            audience=self.audience,
            anonymous=self.anonymous,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            questions=tuple(question.question() for question in self.questions),
        )
