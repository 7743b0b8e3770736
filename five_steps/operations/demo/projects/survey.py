"""The survey of a project's round: asked of residents, answered, closed."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    DraftQuestionnaire,
    PublishQuestionnaire,
)
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.roster import Resident
from five_steps.operations.demo.staff import resident, unit_admin, unit_step
from five_steps.operations.demo.step import Made, Step

_HOUR: Final = timedelta(hours=1)
_OPEN_FOR: Final = timedelta(days=8)
_QUESTIONS: Final = (
    Question(QuestionKind.SCALE, "您对本项目的服务是否满意？", scale_max=5),
    Question(QuestionKind.SINGLE_CHOICE, "您最希望哪方面改进？", options=("时间", "内容", "人手")),
)
_SCORES: Final = (5, 5, 5, 4, 4, 3)


class SurveyTeller:
    """Tells one survey; its steps touch the project that waits for it."""

    def __init__(self, name: str, project: str, institute: Institute) -> None:
        self.name = name
        self._project = project
        self._institute = institute
        self._admin = unit_admin(institute.code)

    def steps(
        self, at: datetime, answering: Sequence[Resident], throw: random.Random
    ) -> Iterator[Step]:
        """From the draft to the end; it is open from an hour after `at` on."""
        touches = (self._project,)
        yield Step(self.name, at, touches, partial(self._draft, at), self._admin)
        yield Step(
            f"{self.name} published",
            at + _HOUR / 2,
            touches,
            lambda made: PublishQuestionnaire(questionnaire_id=made[self.name]),
            self._admin,
        )
        for nth, who in enumerate(answering, start=1):
            answers = (
                Answer(1, score=throw.choice(_SCORES)),
                Answer(2, choices=(throw.randint(1, 3),)),
            )
            yield Step(
                f"{self.name} answered {who.number}",
                at + 24 * nth * _HOUR,
                touches,
                partial(self._answer, answers),
                resident(who.number),
            )
        yield Step(
            f"{self.name} closed",
            at + _OPEN_FOR,
            touches,
            lambda made: CloseQuestionnaire(questionnaire_id=made[self.name]),
            self._admin,
        )

    def _draft(self, at: datetime, made: Made) -> DraftQuestionnaire:
        return DraftQuestionnaire(
            unit_id=made[unit_step(self._institute.code)],
            title="项目满意度调查",
            introduction="请为本轮服务打分，您的意见将用于改进下一轮。",
            audience=Audience.RESIDENTS,
            anonymous=False,
            opens_at=at + _HOUR,
            closes_at=at + _OPEN_FOR,
            questions=_QUESTIONS,
        )

    def _answer(self, answers: tuple[Answer, ...], made: Made) -> AnswerQuestionnaire:
        return AnswerQuestionnaire(questionnaire_id=made[self.name], answers=answers)
