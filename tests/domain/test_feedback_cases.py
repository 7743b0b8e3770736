"""Complaints 投诉 and suggestions 建议: answered or made a task of, told, and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import FeedbackState
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import CLERK, DAY, INSTANT, MONDAY, WU, service_rules
from tests.domain.feedback import (
    PROOF,
    TASK_ID,
    answer,
    case,
    confirm,
    tell_answer,
    told,
    turn_into_task,
)
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from datetime import datetime

    from tests.domain.given_when_then import Verb

WRONG_STATE = RefusalCode.WRONG_STATE
ANSWER_BY = MONDAY + 7 * DAY


def tell_of_task(c: FeedbackCase) -> None:
    c.inform_of_improvement(told(), by=CLERK, at=MONDAY + DAY)


def mark_overdue(at: datetime) -> Verb[FeedbackCase]:
    return lambda c: c.mark_overdue(at=at)


def test_the_rules_say_by_when_an_answer_is_due() -> None:
    made(case).then(happened(FeedbackCase.Created, asker_id=WU, due_at=ANSWER_BY))
    quick = service_rules(answer_feedback_within_days=2)
    made(lambda: case(rules=quick)).then(happened(FeedbackCase.Created, due_at=MONDAY + 2 * DAY))


def test_a_case_that_is_answered_told_and_confirmed() -> None:
    answered = given(case()).when(answer()).then(happened(FeedbackCase.Answered, answered_by=CLERK))
    informed = (
        given(answered)
        .when(tell_answer())
        .then(happened(FeedbackCase.AskerInformed, channel="PHONE", proof=PROOF))
    )
    confirmed = given(informed).when(confirm(satisfied=False))
    over = confirmed.then(happened(FeedbackCase.Confirmed, satisfied=False))
    assert over.state is FeedbackState.CONFIRMED
    given(over).when(confirm()).then_refused(WRONG_STATE, "caseId", actual="CONFIRMED")


def test_a_case_that_becomes_a_task() -> None:
    opened = given(case()).when(turn_into_task())
    improving = opened.then(happened(FeedbackCase.TaskOpened, task_id=TASK_ID))
    assert improving.state is FeedbackState.IN_IMPROVEMENT
    informed = given(improving).when(tell_of_task)
    assert informed.then(happened(FeedbackCase.AskerInformed)).state is FeedbackState.INFORMED


@pytest.mark.parametrize("earlier", [answer(), turn_into_task()], ids=["answered", "a task"])
@pytest.mark.parametrize("verb", [answer(), turn_into_task(), mark_overdue(ANSWER_BY)])
def test_what_is_answered_or_a_task_is_neither_again(
    earlier: Verb[FeedbackCase], verb: Verb[FeedbackCase]
) -> None:
    given(case(), earlier).when(verb).then_refused(WRONG_STATE, "caseId", allowed="OPEN")


@pytest.mark.parametrize("verb", [tell_answer(), tell_of_task, confirm()])
def test_an_open_case_is_neither_told_nor_confirmed(verb: Verb[FeedbackCase]) -> None:
    given(case()).when(verb).then_refused(WRONG_STATE, "caseId", actual="OPEN")


def test_what_was_told_is_what_came_of_it() -> None:
    given(case(), answer()).when(tell_of_task).then_refused(WRONG_STATE, "caseId")
    given(case(), turn_into_task()).when(tell_answer()).then_refused(WRONG_STATE, "caseId")
    answered = given(case(), answer(MONDAY + DAY))
    answered.when(tell_answer(MONDAY)).then_refused(RefusalCode.TOO_EARLY, "toldAt")


def test_overdue_once_and_not_before_its_time() -> None:
    early = given(case()).when(mark_overdue(ANSWER_BY - INSTANT))
    early.then_refused(RefusalCode.TOO_EARLY, "caseId", allowed=ANSWER_BY.isoformat())
    late = given(case()).when(mark_overdue(ANSWER_BY))
    overdue = late.then(happened(FeedbackCase.Overdue, due_at=ANSWER_BY))
    given(overdue).when(mark_overdue(ANSWER_BY)).then_refused(RefusalCode.DUPLICATE, "caseId")
    given(overdue).when(answer(ANSWER_BY)).then(happened(FeedbackCase.Answered))
