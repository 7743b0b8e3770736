"""What can happen to a questionnaire."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire_state import (
    Audience,
    Content,
    QuestionnaireState,
    Version,
)
from five_steps.domain.kernel.aggregate import Aggregate

if TYPE_CHECKING:
    from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire


class Created(Aggregate.Created):
    """A unit began a questionnaire (建立问卷)."""

    TOPIC = "questionnaire.created"
    unit_id: UUID
    created_by: str

    def apply(self, questionnaire: "Questionnaire") -> None:
        questionnaire.unit_id = self.unit_id


class Drafted(Aggregate.Event):
    """The next version was drafted, or drafted anew (拟稿).

    Questions are parallel lists; of `options` each takes as many as its entry in `option_counts`.
    """

    TOPIC = "questionnaire.drafted"
    title: str
    introduction: str
    audience: str
    anonymous: bool
    opens_at: datetime
    closes_at: datetime
    question_kinds: list[str]
    question_texts: list[str]
    required: list[bool]
    scale_max: list[int]
    option_counts: list[int]
    options: list[str]
    drafted_by: str

    def apply(self, questionnaire: "Questionnaire") -> None:
        questionnaire.drafts += 1
        questionnaire.draft = Content(
            title=self.title,
            introduction=self.introduction,
            audience=Audience(self.audience),
            anonymous=self.anonymous,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            questions=tuple(self._questions()),
        )

    def _questions(self) -> Iterator[Question]:
        options = iter(self.options)
        for kind, text, required, scale_max, count in zip(
            self.question_kinds,
            self.question_texts,
            self.required,
            self.scale_max,
            self.option_counts,
            strict=True,
        ):
            own = tuple(next(options) for _ in range(count))
            yield Question(QuestionKind(kind), text, required, scale_max, own)


class Published(Aggregate.Event):
    """The draft was published and is frozen (发布).

    Anonymous results of fewer than `results_from` answers are not shown. `ballot_key` is the public
    key of its ballots, and `sealed_ballot_key` the private one; both are empty unless anonymous.
    """

    TOPIC = "questionnaire.published"
    version: int
    results_from: int
    ballot_key: str
    sealed_ballot_key: str
    published_by: str

    def apply(self, questionnaire: "Questionnaire") -> None:
        assert questionnaire.draft is not None
        questionnaire.state = QuestionnaireState.PUBLISHED
        questionnaire.published = Version(
            self.version, questionnaire.draft, self.ballot_key, self.sealed_ballot_key
        )
        questionnaire.draft = None


class Closed(Aggregate.Event):
    """Nobody answers the version any more (截止); `answers` is how many did."""

    TOPIC = "questionnaire.closed"
    version: int
    answers: int
    closed_by: str

    def apply(self, questionnaire: "Questionnaire") -> None:
        questionnaire.state = QuestionnaireState.CLOSED
        questionnaire.answers = self.answers
