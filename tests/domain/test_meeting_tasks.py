"""Tasks of joint meetings 会议任务: taken on, done, confirmed; overdue once for each due date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.meetings.meeting_task import PROGRESS_REPORTS_MAX, MeetingTask
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState
from tests.domain.district import CLERK, DAY, INSTANT
from tests.domain.given_when_then import given, happened, made
from tests.domain.meetings import (
    DUE,
    TUESDAY,
    WORKER,
    accept,
    confirm,
    do,
    mark_overdue,
    move_due,
    progress,
    send_back,
    task,
    withdraw,
)

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

FIELD = "meetingTaskId"
INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE
TOO_EARLY, TOO_LATE = RefusalCode.TOO_EARLY, RefusalCode.TOO_LATE
DONE = (accept(), do())


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        (INVALID, "title", {"title": ""}),
        (INVALID, "owner", {"owner": " "}),
        (TOO_EARLY, "dueAt", {"due_at": TUESDAY}),
    ],
)
def test_what_a_task_needs(code: RefusalCode, field: str, changes: dict[str, object]) -> None:
    made(lambda: task(**changes)).then_refused(code, field)


def test_a_task_from_the_decision_to_the_confirmation() -> None:
    taken_on = given(task()).when(accept()).then(happened(MeetingTask.Accepted))
    on_its_way = (
        given(taken_on).when(progress(60)).then(happened(MeetingTask.ProgressReported, percent=60))
    )
    done = given(on_its_way).when(do()).then(happened(MeetingTask.Done, done_by=WORKER))
    confirmed = given(done).when(confirm()).then(happened(MeetingTask.Confirmed))
    assert confirmed.state is MeetingTaskState.CONFIRMED
    for verb in (accept(), progress(), do(), send_back(), confirm(), withdraw(), mark_overdue()):
        given(confirmed).when(verb).then_refused(WRONG_STATE, FIELD, actual="CONFIRMED")


@pytest.mark.parametrize("verb", [progress(), do()])
def test_a_task_is_taken_on_first(verb: Verb[MeetingTask]) -> None:
    given(task()).when(verb).then_refused(WRONG_STATE, FIELD, allowed="IN_PROGRESS")


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_is_in_percent(percent: int) -> None:
    given(task(), accept()).when(progress(percent)).then_refused(INVALID, "percent")


def test_progress_is_not_reported_for_ever() -> None:
    reported = [progress()] * PROGRESS_REPORTS_MAX
    given(task(), accept(), *reported).when(progress()).then_refused(
        RefusalCode.LIMIT_REACHED, FIELD, allowed=PROGRESS_REPORTS_MAX
    )


@pytest.mark.parametrize("verb", [confirm(WORKER), send_back(by=WORKER)])
def test_who_did_it_does_not_judge_it(verb: Verb[MeetingTask]) -> None:
    given(task(), *DONE).when(verb).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, FIELD)


def test_what_is_sent_back_is_done_again() -> None:
    back = (
        given(task(), *DONE)
        .when(send_back())
        .then(happened(MeetingTask.SentBack, reason="缺照片", sent_back_by=CLERK))
    )
    assert back.state is MeetingTaskState.IN_PROGRESS
    given(back).when(do()).then(happened(MeetingTask.Done))


def test_what_was_done_in_time_may_get_a_later_due_date_along() -> None:
    back = (
        given(task(), *DONE)
        .when(send_back(DUE + DAY, at=DUE))
        .then(
            happened(MeetingTask.SentBack),
            happened(MeetingTask.DueMoved, due_at=DUE + DAY, reason="缺照片"),
        )
    )
    given(back).when(mark_overdue(DUE)).then_refused(TOO_EARLY, FIELD)
    given(task(), *DONE).when(send_back(TUESDAY)).then_refused(TOO_EARLY, "dueAt")
    late = given(task(), accept(), do(DUE))
    late.when(send_back(DUE + DAY, at=DUE)).then_refused(TOO_LATE, "dueAt")


@pytest.mark.parametrize("before", [(), (accept(),)])
def test_an_unfinished_task_is_overdue_from_its_due_date_on(
    before: tuple[Verb[MeetingTask], ...],
) -> None:
    given(task(), *before).when(mark_overdue(DUE - INSTANT)).then_refused(TOO_EARLY, FIELD)
    overdue = (
        given(task(), *before).when(mark_overdue()).then(happened(MeetingTask.Overdue, due_at=DUE))
    )
    given(overdue).when(mark_overdue()).then_refused(RefusalCode.DUPLICATE, FIELD)


@pytest.mark.parametrize(
    ("before", "verb", "event"),
    [
        ((), accept(DUE), MeetingTask.Accepted),
        ((accept(),), progress(at=DUE), MeetingTask.ProgressReported),
        ((accept(),), do(DUE), MeetingTask.Done),
        ((), withdraw(DUE), MeetingTask.Withdrawn),
    ],
)
def test_whatever_comes_late_says_so_first(
    before: tuple[Verb[MeetingTask], ...], verb: Verb[MeetingTask], event: type[object]
) -> None:
    given(task(), *before).when(verb).then(happened(MeetingTask.Overdue), happened(event))
    marked = given(task(), *before, mark_overdue())
    marked.when(verb).then(happened(event))


@pytest.mark.parametrize(
    ("field", "verb"),
    [
        ("note", lambda t: t.report_progress(percent=50, note="", by=WORKER, at=DUE)),
        ("result", lambda t: t.report_done(result=" ", by=WORKER, at=DUE)),
        ("reason", lambda t: t.withdraw(reason="", by=CLERK, at=DUE)),
    ],
)
def test_what_is_refused_does_not_even_say_that_it_is_late(
    field: str, verb: Verb[MeetingTask]
) -> None:
    given(task(), accept()).when(verb).then_refused(INVALID, field)


def test_a_due_date_is_moved_before_it_has_passed() -> None:
    moved = (
        given(task())
        .when(move_due(at=DUE - INSTANT))
        .then(happened(MeetingTask.DueMoved, due_at=DUE + DAY, reason="材料未到", moved_by=CLERK))
    )
    given(moved).when(mark_overdue(DUE)).then_refused(TOO_EARLY, FIELD)
    given(moved).when(mark_overdue(DUE + DAY)).then(happened(MeetingTask.Overdue, due_at=DUE + DAY))
    given(task()).when(move_due(at=DUE)).then_refused(TOO_LATE, FIELD)
    given(task(), mark_overdue()).when(move_due(at=DUE)).then_refused(TOO_LATE, FIELD)
    given(task()).when(move_due(TUESDAY)).then_refused(TOO_EARLY, "dueAt")
    given(task(), *DONE).when(move_due()).then_refused(WRONG_STATE, FIELD)


def test_a_task_is_withdrawn_until_it_is_done() -> None:
    withdrawn = given(task()).when(withdraw()).then(happened(MeetingTask.Withdrawn))
    assert withdrawn.state is MeetingTaskState.WITHDRAWN
    given(task(), *DONE).when(withdraw()).then_refused(WRONG_STATE, FIELD)
