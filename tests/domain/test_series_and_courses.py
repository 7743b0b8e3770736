"""Series are made bit by bit, each activity once; courses are enrolled in, and completed."""

from __future__ import annotations

from uuid import UUID

import pytest

from five_steps.domain.activities.activity_series import ActivitySeries, activity_of_series_id
from five_steps.domain.activities.course import COURSE_CAPACITY_MAX, SESSIONS_MAX, Course
from five_steps.domain.activities.places import SIGN_UPS_MAX
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.activities import (
    GALA,
    LIN,
    SERIES_ID,
    WHY,
    ZHU,
    call_off,
    cancel,
    cancel_enrolment,
    complete,
    course,
    end,
    enrol,
    extend,
    later,
    plan,
    published,
    recurrence,
    series,
    session,
)
from tests.domain.district import INSTANT, WU
from tests.domain.given_when_then import given, happened, made

Code = RefusalCode


def of_series(*numbers: int) -> list[UUID]:
    return [activity_of_series_id(SERIES_ID, number) for number in numbers]


# --- series ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        (Code.TOO_LATE, "startsAt", {"at": GALA.start}),
        (Code.INVALID, "signUpDays", {"sign_up_days": -1}),
        (Code.INVALID, "signUpDays", {"sign_up_days": 366}),
    ],
)
def test_what_series_cannot_be(code: RefusalCode, field: str, changes: dict[str, object]) -> None:
    made(series, **changes).then_refused(code, field)


def test_activities_are_made_from_where_it_was_left() -> None:
    begun = (
        given(series())
        .when(extend(later(1).start))
        .then(happened(ActivitySeries.Extended, made=1, activity_ids=of_series(0)))
    )
    given(begun).when(extend(later(9).start)).then(
        happened(ActivitySeries.Extended, made=3, activity_ids=of_series(1, 2))
    )


def test_none_is_made_twice_or_in_the_past() -> None:
    complete_series = given(series(), extend(later(9).start))
    complete_series.when(extend(later(99).start)).then_refused(
        Code.DUPLICATE, "until", actual="3 of 3 made"
    )
    given(series()).when(extend(GALA.start)).then_refused(Code.DUPLICATE, "until")
    given(series()).when(extend(later(9).start, at=later(1).start)).then(
        happened(ActivitySeries.Extended, made=3, activity_ids=of_series(2))
    )


def test_a_series_ends() -> None:
    ended = given(series()).when(end()).then(happened(ActivitySeries.Ended, reason=WHY))
    for verb in (end(), extend(later(9).start)):
        given(ended).when(verb).then_refused(Code.WRONG_STATE, "seriesId", actual="ENDED")


# --- courses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        (Code.TOO_LATE, "startsAt", {"at": GALA.start}),
        (Code.INVALID, "capacity", {"plan": plan(capacity=COURSE_CAPACITY_MAX + 1)}),
        (Code.INVALID, "enrolmentClosesAt", {"enrolment_closes_at": GALA.start + INSTANT}),
        (Code.INVALID, "times", {"recurrence": recurrence(times=SESSIONS_MAX + 1)}),
        (
            Code.INVALID,
            "until",
            {"recurrence": recurrence(times=None, until=later(SESSIONS_MAX + 1).start)},
        ),
        (Code.INVALID, "completionPercent", {"completion_percent": 0}),
        (Code.INVALID, "completionPercent", {"completion_percent": 101}),
    ],
)
def test_what_a_course_cannot_be(code: RefusalCode, field: str, changes: dict[str, object]) -> None:
    made(course, **changes).then_refused(code, field)


def test_who_comes_first_is_enrolled_and_others_wait() -> None:
    full = given(course(), enrol(WU), enrol(LIN))
    full.when(enrol(ZHU)).then(happened(Course.Enrolled, participant_id=ZHU, waiting=True))
    full.when(enrol(WU)).then_refused(Code.DUPLICATE, "participantId")
    given(course()).when(enrol(at=GALA.start)).then_refused(Code.TOO_LATE, "courseId")
    fickle = [enrol(), cancel_enrolment()] * SIGN_UPS_MAX
    given(course(), *fickle).when(enrol()).then_refused(Code.LIMIT_REACHED, "participantId")


def test_a_place_given_back_before_the_beginning_goes_to_who_waits() -> None:
    full = given(course(), enrol(WU), enrol(LIN), enrol(ZHU))
    full.when(cancel_enrolment(WU)).then(
        happened(Course.EnrolmentCancelled, participant_id=WU),
        happened(Course.MovedUp, participant_id=ZHU),
    )
    full.when(cancel_enrolment(WU, at=GALA.end)).then(happened(Course.EnrolmentCancelled))
    given(course()).when(cancel_enrolment()).then_refused(Code.NOT_FOUND, "participantId")


def test_who_attended_enough_of_the_sessions_held_has_completed_it() -> None:
    # 60 % of the two sessions held: one is not enough. The third was called off.
    called_off = published(window=later(2))
    cancel()(called_off)
    sessions = [session(0, WU, LIN), session(1, WU), called_off]
    given(course(), enrol(WU), enrol(LIN)).when(complete(*sessions)).then(
        happened(
            Course.Completed,
            sessions_held=2,
            participant_ids=[WU, LIN],
            attended=[2, 1],
            completed_ids=[WU],
        )
    )


def test_a_course_is_completed_once_all_sessions_are_settled_and_one_was_held() -> None:
    open_session = published(window=later(1))
    given(course()).when(complete(session(0), open_session)).then_refused(
        Code.WRONG_STATE, "courseId", allowed="HELD, CANCELLED"
    )
    called_off = given(published(), cancel()).aggregate
    given(course()).when(complete(called_off)).then_refused(
        Code.WRONG_STATE, "courseId", actual="no session held"
    )


def test_nothing_happens_to_a_course_that_is_over() -> None:
    for over in (given(course(), call_off()), given(course(), complete(session(0)))):
        for verb in (enrol(), cancel_enrolment(), complete(session(0)), call_off()):
            over.when(verb).then_refused(Code.WRONG_STATE, "courseId", allowed="OPEN")
