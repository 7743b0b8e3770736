"""Volunteers on duty at an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.activities.duty_roster import DutyRoster
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.activities import (
    ACTIVITY_ID,
    AFTER,
    GALA,
    HASH,
    WHY,
    close,
    come_on,
    correct,
    go_off,
    join,
    leave,
    no_show,
    roster,
    verify,
)
from tests.domain.district import (
    HAI,
    HOUR,
    INSTANT,
    LAN,
    MEI,
    RULES,
)
from tests.domain.given_when_then import given, happened, refusal_of

if TYPE_CHECKING:
    from datetime import datetime

Code = RefusalCode
ON_DUTY = (join(), come_on(), go_off())


def test_volunteers_join_up_to_the_headcount() -> None:
    given(roster()).when(join()).then(
        happened(DutyRoster.Joined, activity_id=ACTIVITY_ID, volunteer_id=LAN)
    )
    full = given(roster(), join(LAN), join(MEI))
    full.when(join(HAI)).then_refused(Code.FULL, "activityId", allowed=2)
    given(roster(), join()).when(join()).then_refused(Code.DUPLICATE, "volunteerId")
    given(roster()).when(join(at=AFTER)).then_refused(Code.TOO_LATE, "activityId")


def test_who_has_not_come_yet_may_leave() -> None:
    given(roster(), join()).when(leave()).then(happened(DutyRoster.Left, reason=WHY))
    given(roster()).when(leave()).then_refused(Code.NOT_FOUND, "volunteerId")
    given(roster(), join(), come_on()).when(leave()).then_refused(Code.WRONG_STATE, "volunteerId")


def test_one_comes_on_duty_from_a_little_before_the_start_until_the_end() -> None:
    joined = given(roster(), join())
    joined.when(come_on(at=GALA.start - HOUR)).then(happened(DutyRoster.CheckedIn, method="STAFF"))
    early = GALA.start - HOUR - INSTANT
    joined.when(come_on(at=early)).then_refused(Code.TOO_EARLY, "activityId")
    joined.when(come_on(at=GALA.end)).then_refused(Code.TOO_LATE, "activityId")


def test_nobody_goes_off_duty_who_did_not_come() -> None:
    given(roster(), join()).when(go_off()).then_refused(
        Code.WRONG_STATE, "volunteerId", allowed="CHECKED_IN"
    )
    given(roster(), join(), come_on()).when(go_off()).then(
        happened(DutyRoster.CheckedOut, evidence_hash=HASH)
    )


def test_who_did_not_come_is_recorded() -> None:
    joined = given(roster(), join())
    joined.when(no_show()).then(happened(DutyRoster.NoShowRecorded, volunteer_id=LAN))
    joined.when(no_show(at=GALA.start - INSTANT)).then_refused(Code.TOO_EARLY, "activityId")
    given(roster(), join(), come_on()).when(no_show()).then_refused(Code.WRONG_STATE, "volunteerId")


@pytest.mark.parametrize(
    ("left_at", "end"),
    [(GALA.end - HOUR, GALA.end - HOUR), (GALA.end + 5 * HOUR, GALA.end + HOUR)],
)
def test_a_forgotten_check_out_does_not_fill_the_day(left_at: datetime, end: datetime) -> None:
    served = given(roster(), join(), come_on(), go_off(at=left_at)).aggregate
    assert served.served_window(LAN, RULES) == Window(GALA.start, end)


def test_nothing_was_served_before_going_off_duty() -> None:
    on_duty = given(roster(), join(), come_on()).aggregate
    assert refusal_of(on_duty.served_window, LAN, RULES).code is Code.WRONG_STATE


def test_hours_are_settled_once_and_may_be_corrected() -> None:
    served = given(roster(), *ON_DUTY)
    served.when(verify()).then(happened(DutyRoster.HoursVerified, minutes=120))
    served.when(correct()).then_refused(Code.WRONG_STATE, "volunteerId")
    settled = given(roster(), *ON_DUTY, verify())
    settled.when(verify()).then_refused(Code.WRONG_STATE, "volunteerId")
    settled.when(correct(minutes=30)).then(happened(DutyRoster.HoursCorrected, minutes=30))


def test_all_go_when_the_activity_is_called_off_unless_one_has_come() -> None:
    closed = given(roster(), join()).when(close()).then(happened(DutyRoster.Closed))
    given(closed).when(join(MEI)).then_refused(Code.WRONG_STATE, "activityId", actual="CLOSED")
    given(closed).when(close()).then_refused(Code.WRONG_STATE, "activityId")
    given(roster(), join(), come_on()).when(close()).then_refused(Code.WRONG_STATE, "activityId")
