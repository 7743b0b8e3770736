"""Questionnaires 问卷: what may be asked, versions that stay as they are, and answers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.feedback.questionnaires.answer_sheet import Answer, AnswerSheet
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire import DRAFTS_MAX, Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import QuestionnaireState
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import CLERK, DAY, INSTANT, MONDAY, service_rules
from tests.domain.feedback import (
    ANSWERS,
    QUESTIONS,
    close,
    content,
    draft,
    publish,
    redraft,
    sheet,
)
from tests.domain.given_when_then import given, happened, made, refusal_of

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE
SCALE, TEXT = QuestionKind.SCALE, QuestionKind.TEXT
SINGLE, MULTIPLE = QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE


# --- what may be asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("introduction", {"introduction": "x" * 2001}),
        ("closesAt", {"closes_at": MONDAY}),
        ("closesAt", {"closes_at": MONDAY + 367 * DAY}),
        ("questions", {"questions": ()}),
        ("questions", {"questions": QUESTIONS * 13}),
    ],
)
def test_what_a_questionnaire_needs(field: str, changes: dict[str, Any]) -> None:
    made(lambda: draft(**changes)).then_refused(INVALID, field)


@pytest.mark.parametrize(
    ("field", "question"),
    [
        ("questions.text", Question(TEXT, " ")),
        ("questions.text", Question(TEXT, "x" * 501)),
        ("questions.scaleMax", Question(SCALE, "?")),
        ("questions.scaleMax", Question(SCALE, "?", scale_max=1)),
        ("questions.scaleMax", Question(SCALE, "?", scale_max=11)),
        ("questions.scaleMax", Question(TEXT, "?", scale_max=5)),
        ("questions.options", Question(SINGLE, "?", options=("是",))),
        ("questions.options", Question(SINGLE, "?", options=("是", "是"))),
        ("questions.options", Question(MULTIPLE, "?", options=("x", ""))),
        ("questions.options", Question(MULTIPLE, "?", options=tuple("abcdefghijklmnopqrstu"))),
        ("questions.options", Question(SCALE, "?", scale_max=5, options=("是", "否"))),
    ],
)
def test_what_a_question_needs(field: str, question: Question) -> None:
    made(lambda: draft(questions=(question,))).then_refused(INVALID, field)


# --- versions -------------------------------------------------------------------------------------


def test_a_draft_is_published_and_stays_as_it_is() -> None:
    done = given(draft()).when(publish())
    published = done.then(happened(Questionnaire.Published, version=1, results_from=5))
    assert (published.state, published.draft) == (QuestionnaireState.PUBLISHED, None)
    redrafted = given(published).when(redraft(title="第二版"))
    both = redrafted.then(happened(Questionnaire.Drafted, title="第二版"))
    assert both.published is not None
    assert both.published.content == content()
    assert both.state is QuestionnaireState.PUBLISHED


def test_the_next_version_closes_the_one_before() -> None:
    second = given(draft(), publish(), redraft(title="第二版")).when(publish(answers_before=7))
    superseded = second.then(
        happened(Questionnaire.Closed, version=1, answers=7),
        happened(Questionnaire.Published, version=2),
    )
    assert superseded.published is not None
    assert superseded.published.content.title == "第二版"


def test_a_closed_questionnaire_may_have_a_next_version() -> None:
    third = given(draft(), publish(), close(), redraft()).when(publish())
    third.then(happened(Questionnaire.Published, version=2))


def test_the_rules_say_from_how_many_answers_on_results_are_shown() -> None:
    few = given(draft()).when(
        lambda q: q.publish(
            rules=service_rules(anonymous_answers_least=12),
            answers_before=0,
            ballot_key="",
            sealed_ballot_key="",
            by=CLERK,
            at=MONDAY,
        )
    )
    few.then(happened(Questionnaire.Published, results_from=12))


def test_what_is_no_draft_or_over_is_not_published() -> None:
    given(draft(), publish()).when(publish()).then_refused(WRONG_STATE, "questionnaireId")
    late = given(draft()).when(publish(MONDAY + 7 * DAY))
    late.then_refused(RefusalCode.TOO_LATE, "questionnaireId")


def test_drafts_are_bounded() -> None:
    full = given(draft(), *[redraft()] * (DRAFTS_MAX - 1))
    full.when(redraft()).then_refused(RefusalCode.LIMIT_REACHED, "questionnaireId")


@pytest.mark.parametrize("verbs", [[], [publish(), close()]], ids=["a draft", "closed"])
def test_only_what_is_published_is_closed(verbs: list[Verb[Questionnaire]]) -> None:
    given(draft(), *verbs).when(close()).then_refused(WRONG_STATE, "questionnaireId")


def test_an_evaluation_rests_on_a_closed_questionnaire_with_answers() -> None:
    given(draft(), publish(), close(1)).aggregate.require_answered()
    for verbs in ([], [publish()], [publish(), close(0)]):
        questionnaire = given(draft(), *verbs).aggregate
        assert refusal_of(questionnaire.require_answered).code is WRONG_STATE


# --- when it is answered --------------------------------------------------------------------------


def test_it_is_answered_within_its_time() -> None:
    questionnaire = given(draft(opens_at=MONDAY + DAY), publish()).aggregate
    answer = questionnaire.version_to_answer
    assert answer(anonymous=False, at=MONDAY + DAY).number == 1
    assert answer(anonymous=False, at=MONDAY + 7 * DAY - INSTANT).number == 1
    early = refusal_of(answer, anonymous=False, at=MONDAY + DAY - INSTANT)
    assert early.code is RefusalCode.TOO_EARLY
    late = refusal_of(answer, anonymous=False, at=MONDAY + 7 * DAY)
    assert late.code is RefusalCode.TOO_LATE


@pytest.mark.parametrize("verbs", [[], [publish(), close()]], ids=["a draft", "closed"])
def test_nobody_answers_what_is_not_published(verbs: list[Verb[Questionnaire]]) -> None:
    questionnaire = given(draft(), *verbs).aggregate
    refusal = refusal_of(questionnaire.version_to_answer, anonymous=False, at=MONDAY)
    assert (refusal.code, refusal.field) == (WRONG_STATE, "questionnaireId")


def test_by_name_or_with_a_ballot_and_never_the_other_way() -> None:
    for anonymous in (False, True):
        questionnaire = given(draft(anonymous=anonymous), publish()).aggregate
        questionnaire.version_to_answer(anonymous=anonymous, at=MONDAY)
        refusal = refusal_of(questionnaire.version_to_answer, anonymous=not anonymous, at=MONDAY)
        assert refusal.code is WRONG_STATE
    by_name = given(draft(), publish()).aggregate
    assert refusal_of(by_name.version_to_claim, at=MONDAY).code is WRONG_STATE


def test_ballots_are_claimed_from_the_publication_on() -> None:
    questionnaire = given(draft(anonymous=True, opens_at=MONDAY + DAY), publish()).aggregate
    assert questionnaire.version_to_claim(at=MONDAY).number == 1
    late = refusal_of(questionnaire.version_to_claim, at=MONDAY + 7 * DAY)
    assert late.code is RefusalCode.TOO_LATE


# --- answers --------------------------------------------------------------------------------------


def test_an_answer_sheet_holds_each_kind_of_answer() -> None:
    assert sheet(*reversed(ANSWERS)) == AnswerSheet(
        score_questions=[1],
        scores=[4],
        choice_questions=[2, 3, 3],
        choices=[2, 1, 2],
        text_questions=[4],
        texts=["多办几场"],
    )


def test_only_what_is_required_has_to_be_answered() -> None:
    assert sheet(*ANSWERS[:2]).text_questions == []
    refusal = refusal_of(sheet, ANSWERS[0])
    assert (refusal.code, refusal.field) == (INVALID, "answers")
    assert refusal.details["allowed"] == "question 2 answered"


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("answers.question", Answer(0, score=1)),
        ("answers.question", Answer(5, score=1)),
        ("answers.question", Answer(1, score=1)),
        ("answers", Answer(3)),
        ("answers", Answer(3, score=3)),
        ("answers", Answer(3, choices=(1,), text="又")),
        ("answers", Answer(4, choices=(1,))),
        ("answers.choices", Answer(3, choices=(3,))),
        ("answers.choices", Answer(3, choices=(1, 1))),
        ("answers.text", Answer(4, text=" ")),
        ("answers.text", Answer(4, text="x" * 2001)),
    ],
)
def test_what_is_no_answer(field: str, answer: Answer) -> None:
    refusal = refusal_of(sheet, *ANSWERS[:2], answer)
    assert (refusal.code, refusal.field) == (INVALID, field)


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("answers.score", (Answer(1, score=0), ANSWERS[1])),
        ("answers.score", (Answer(1, score=6), ANSWERS[1])),
        ("answers", (Answer(1, text="好"), ANSWERS[1])),
        ("answers.choices", (ANSWERS[0], Answer(2, choices=(1, 2)))),
    ],
)
def test_scores_lie_on_the_scale_and_a_single_choice_is_one(
    field: str, answers: tuple[Answer, ...]
) -> None:
    refusal = refusal_of(sheet, *answers)
    assert (refusal.code, refusal.field) == (INVALID, field)
