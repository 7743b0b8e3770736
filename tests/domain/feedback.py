"""Feedback in the tests: cases, tasks, questionnaires and answers, with everyday defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import (
    Asker,
    AskerKind,
    Concern,
    FeedbackKind,
    FeedbackTopic,
)
from five_steps.domain.feedback.improvement_state import ImprovementSource, InformChannel
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.feedback.informing import Told
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer, AnswerSheet
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience, Content
from tests.domain.district import CLERK, DAY, MONDAY, OTHER_CLERK, RULES, STATION_ID, WU

if TYPE_CHECKING:
    from datetime import datetime

    from tests.domain.given_when_then import Verb

CASE_ID, TASK_ID, QUESTIONNAIRE_ID = (UUID(int=number) for number in range(901, 904))
DUE = MONDAY + 10 * DAY
PROOF = "通话记录 2026-0032"

QUESTIONS = (
    Question(QuestionKind.SCALE, "您对服务满意吗?", scale_max=5),
    Question(QuestionKind.SINGLE_CHOICE, "您从哪里得知?", options=("公众号", "邻居", "公告栏")),
    Question(QuestionKind.MULTIPLE_CHOICE, "还想要什么?", required=False, options=("戏曲", "义诊")),
    Question(QuestionKind.TEXT, "还想说什么?", required=False),
)
ANSWERS = (
    Answer(1, score=4),
    Answer(2, choices=(2,)),
    Answer(3, choices=(1, 2)),
    Answer(4, text="多办几场"),
)


def told(at: datetime = MONDAY + DAY) -> Told:
    return Told(InformChannel.PHONE, at, PROOF)


# --- complaints and suggestions -------------------------------------------------------------------


def case(**changes: Any) -> FeedbackCase:
    """A resident complains of a station."""
    fields: dict[str, Any] = {
        "id": CASE_ID,
        "at": MONDAY,
        "kind": FeedbackKind.COMPLAINT,
        "concern": Concern(FeedbackTopic.UNIT, STATION_ID, STATION_ID),
        "asker": Asker(AskerKind.RESIDENT, WU),
        "text": "sealed",
        "rules": RULES,
        "by": str(WU),
    }
    return FeedbackCase.file(**{**fields, **changes})


def answer(at: datetime = MONDAY) -> Verb[FeedbackCase]:
    return lambda c: c.answer(text="sealed", by=CLERK, at=at)


def turn_into_task(at: datetime = MONDAY) -> Verb[FeedbackCase]:
    return lambda c: c.open_task(TASK_ID, by=CLERK, at=at)


def tell_answer(at: datetime = MONDAY + DAY) -> Verb[FeedbackCase]:
    return lambda c: c.inform_of_answer(told(at), by=CLERK, at=at)


def confirm(*, satisfied: bool = True) -> Verb[FeedbackCase]:
    return lambda c: c.confirm(satisfied=satisfied, comment="sealed", at=MONDAY + 2 * DAY)


# --- improvement tasks ----------------------------------------------------------------------------


def task(**changes: Any) -> ImprovementTask:
    """A station improves what a resident complained of."""
    fields: dict[str, Any] = {
        "id": TASK_ID,
        "at": MONDAY,
        "unit_id": STATION_ID,
        "owner": "王主任",
        "matter": "sealed",
        "source_kind": ImprovementSource.COMPLAINT,
        "source_id": CASE_ID,
        "asker_id": WU,
        "due_at": DUE,
        "by": CLERK,
    }
    return ImprovementTask.create(**{**fields, **changes})


def note(at: datetime = MONDAY) -> Verb[ImprovementTask]:
    return lambda t: t.note_progress(note="sealed", by=CLERK, at=at)


def finish(at: datetime = MONDAY, by: str = CLERK) -> Verb[ImprovementTask]:
    return lambda t: t.finish(result="sealed", evidence_hash="ab" * 32, by=by, at=at)


def accept(at: datetime = MONDAY, by: str = OTHER_CLERK) -> Verb[ImprovementTask]:
    return lambda t: t.accept(by=by, at=at)


def send_back(due_at: datetime = DUE + DAY, by: str = OTHER_CLERK) -> Verb[ImprovementTask]:
    return lambda t: t.send_back(reason="sealed", due_at=due_at, by=by, at=MONDAY)


def tell_result(at: datetime = MONDAY + DAY) -> Verb[ImprovementTask]:
    return lambda t: t.inform_asker(told(at), by=CLERK, at=at)


# --- questionnaires -------------------------------------------------------------------------------


def content(**changes: Any) -> Content:
    fields: dict[str, Any] = {
        "title": "满意度问卷",
        "introduction": "",
        "audience": Audience.RESIDENTS,
        "anonymous": False,
        "opens_at": MONDAY,
        "closes_at": MONDAY + 7 * DAY,
        "questions": QUESTIONS,
    }
    return Content(**{**fields, **changes})


def draft(**changes: Any) -> Questionnaire:
    """A station drafts a questionnaire."""
    return Questionnaire.begin(
        id=QUESTIONNAIRE_ID, at=MONDAY, unit_id=STATION_ID, content=content(**changes), by=CLERK
    )


def redraft(**changes: Any) -> Verb[Questionnaire]:
    return lambda q: q.redraft(content(**changes), by=CLERK, at=MONDAY)


def publish(at: datetime = MONDAY, *, answers_before: int = 0) -> Verb[Questionnaire]:
    return lambda q: q.publish(
        rules=RULES,
        answers_before=answers_before,
        ballot_key="",
        sealed_ballot_key="",
        by=CLERK,
        at=at,
    )


def close(answers: int = 3) -> Verb[Questionnaire]:
    return lambda q: q.close(answers=answers, by=CLERK, at=MONDAY + DAY)


def sheet(*answers: Answer) -> AnswerSheet:
    return AnswerSheet.of(QUESTIONS, answers or ANSWERS)
