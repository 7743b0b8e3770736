"""Improvement tasks 整改: done by one person, checked by another, told to who asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.feedback.improvement_state import ImprovementState
from five_steps.domain.feedback.improvement_task import NOTES_MAX, ImprovementTask
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import CLERK, DAY, INSTANT, MONDAY, OTHER_CLERK
from tests.domain.feedback import (
    DUE,
    PROOF,
    accept,
    finish,
    note,
    send_back,
    task,
    tell_result,
    told,
)
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE


def mark_overdue(at: datetime) -> Verb[ImprovementTask]:
    return lambda t: t.mark_overdue(at=at)


def hand_over(t: ImprovementTask) -> None:
    t.hand_over(owner="李副主任", by=CLERK, at=MONDAY)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("owner", {"owner": " "}),
        ("dueAt", {"due_at": MONDAY}),
        ("dueAt", {"due_at": MONDAY + 733 * DAY}),
        ("dueAt", {"due_at": (MONDAY + DAY).replace(tzinfo=None)}),
    ],
)
def test_what_a_task_needs(field: str, changes: dict[str, Any]) -> None:
    made(lambda: task(**changes)).then_refused(INVALID, field)


def test_a_task_up_to_the_acceptance() -> None:
    after = given(task(), note(), hand_over, finish()).when(accept())
    accepted = after.then(happened(ImprovementTask.Accepted, accepted_by=OTHER_CLERK))
    assert (accepted.state, accepted.owner) == (ImprovementState.ACCEPTED, "李副主任")


def test_nobody_accepts_or_sends_back_what_they_did_themselves() -> None:
    for verb in (accept(by=CLERK), send_back(by=CLERK)):
        given(task(), finish()).when(verb).then_refused(
            RefusalCode.SECOND_PERSON_REQUIRED, "taskId"
        )


def test_what_is_sent_back_has_a_new_due_date_and_is_done_again() -> None:
    late = given(task(), mark_overdue(DUE), finish(DUE)).when(send_back(DUE + DAY))
    again = late.then(happened(ImprovementTask.SentBack, due_at=DUE + DAY))
    assert (again.state, again.overdue) == (ImprovementState.OPEN, False)
    given(again).when(mark_overdue(DUE + DAY)).then(happened(ImprovementTask.Overdue))
    given(again).when(finish()).then(happened(ImprovementTask.Done))
    given(task(), finish()).when(send_back(MONDAY)).then_refused(INVALID, "dueAt")


@pytest.mark.parametrize(
    "verb", [accept(), send_back(), tell_result()], ids=["accept", "send back", "inform"]
)
def test_an_open_task_is_neither_checked_nor_told(verb: Verb[ImprovementTask]) -> None:
    given(task()).when(verb).then_refused(WRONG_STATE, "taskId", actual="OPEN")


@pytest.mark.parametrize(
    "verb",
    [finish(), note(), mark_overdue(DUE), hand_over],
    ids=["finish", "note", "overdue", "hand over"],
)
def test_a_task_that_is_done_waits_for_the_check(verb: Verb[ImprovementTask]) -> None:
    given(task(), finish()).when(verb).then_refused(WRONG_STATE, "taskId", actual="DONE")


def test_overdue_once_and_not_before_its_time() -> None:
    given(task()).when(mark_overdue(DUE - INSTANT)).then_refused(RefusalCode.TOO_EARLY, "taskId")
    overdue = given(task()).when(mark_overdue(DUE))
    late = overdue.then(happened(ImprovementTask.Overdue, due_at=DUE))
    given(late).when(mark_overdue(DUE + DAY)).then_refused(RefusalCode.DUPLICATE, "taskId")
    assert given(late).when(finish(DUE + DAY)).then(happened(ImprovementTask.Done)).overdue


def test_notes_are_bounded() -> None:
    full = given(task(), *[note()] * NOTES_MAX)
    full.when(note()).then_refused(RefusalCode.LIMIT_REACHED, "taskId", allowed=NOTES_MAX)


def test_who_asked_is_told_once_with_proof() -> None:
    accepted = given(task(), finish(), accept(MONDAY + DAY))
    informed = accepted.when(tell_result(MONDAY + DAY))
    known = informed.then(
        happened(ImprovementTask.AskerInformed, channel="PHONE", proof=PROOF, informed_by=CLERK)
    )
    given(known).when(tell_result()).then_refused(RefusalCode.DUPLICATE, "taskId")
    accepted.when(tell_result(MONDAY)).then_refused(RefusalCode.TOO_EARLY, "toldAt")
    accepted.when(
        lambda t: t.inform_asker(told(MONDAY + 3 * DAY), by=CLERK, at=MONDAY + 2 * DAY)
    ).then_refused(RefusalCode.TOO_LATE, "toldAt")


def test_where_nobody_asked_nobody_is_told() -> None:
    given(task(asker_id=None), finish(), accept()).when(tell_result()).then_refused(
        RefusalCode.NOT_FOUND, "taskId"
    )
