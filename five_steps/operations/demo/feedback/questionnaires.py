"""Questionnaires (问卷) drafted, published, answered by name, closed, and acted on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.feedback.questionnaires.acting_on_results import ImproveOnQuestionnaire
from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    DraftQuestionnaire,
    PublishQuestionnaire,
)
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer
from five_steps.operations.demo import staff
from five_steps.operations.demo.feedback.surveys import SURVEYS, Survey, answering
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_DRAFTED_BEFORE: Final = 4 * _DAY
_PUBLISHED_BEFORE: Final = 2 * _DAY
"""Early enough for ballots to be claimed before it opens."""


def questionnaires(roster: Roster, now: datetime) -> Iterator[Step]:
    """All of the year; anonymous answers come later, when the ballots' keys are known."""
    for survey in SURVEYS:
        touches = (survey.name,)
        opens_at = survey.opens_at(now)
        drafted = partial(_draft, survey, now)
        yield Step(survey.name, opens_at - _DRAFTED_BEFORE, touches, drafted, staff.centre_admin)
        if survey.open_for is None:
            continue
        yield Step(
            f"{survey.name} published",
            opens_at - _PUBLISHED_BEFORE,
            touches,
            partial(_publish, survey),
            staff.centre_admin,
        )
        if not survey.anonymous:
            for one in answering(survey, roster):
                answered = partial(_answer, survey, one.answers)
                name = f"{survey.name} answered {one.who}"
                yield Step(name, opens_at + one.after, touches, answered, one.actor)
            yield from ended(survey, now)


def ended(survey: Survey, now: datetime) -> Iterator[Step]:
    """It closes in time, and something is to become better."""
    at = survey.closes_at(now)
    touches = (survey.name,)
    yield Step(f"{survey.name} closed", at, touches, partial(_close, survey), staff.system)
    if survey.to_improve:
        improved = partial(_improve, survey, at + 45 * _DAY)
        name = f"{survey.name} acted on"
        yield Step(name, at + 3 * _DAY, touches, improved, staff.centre_admin)


def _draft(survey: Survey, now: datetime, made: Made) -> DraftQuestionnaire:
    return DraftQuestionnaire(
        unit_id=made[staff.unit_step(survey.unit_code)],
        title=survey.title,
        introduction="您的意见将用于改进文明实践服务，约需两分钟。",
        audience=survey.audience,
        anonymous=survey.anonymous,
        opens_at=survey.opens_at(now),
        closes_at=survey.closes_at(now),
        questions=survey.questions,
    )


def _publish(survey: Survey, made: Made) -> PublishQuestionnaire:
    return PublishQuestionnaire(questionnaire_id=made[survey.name])


def _answer(survey: Survey, answers: tuple[Answer, ...], made: Made) -> AnswerQuestionnaire:
    return AnswerQuestionnaire(questionnaire_id=made[survey.name], answers=answers)


def _close(survey: Survey, made: Made) -> CloseQuestionnaire:
    return CloseQuestionnaire(questionnaire_id=made[survey.name])


def _improve(survey: Survey, due_at: datetime, made: Made) -> ImproveOnQuestionnaire:
    return ImproveOnQuestionnaire(
        questionnaire_id=made[survey.name],
        owner="区文明实践中心服务科",
        matter=survey.to_improve,
        due_at=due_at,
    )
