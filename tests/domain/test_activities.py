"""An activity: published, signed up for, held, rated, or called off."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.places import SIGN_UPS_MAX, WAITING_MAX, Places
from five_steps.domain.activities.steps.attendance import ATTENDANCE_MAX, EVIDENCE_MAX
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.activities import (
    AFTER,
    COURSE_ID,
    GALA,
    HASH,
    LIN,
    OTHER_HASH,
    WHY,
    ZHU,
    add_evidence,
    attend,
    cancel,
    cancel_sign_up,
    change,
    drafted,
    hold,
    published,
    rate,
    sign_up,
)
from tests.domain.district import DAY, HOUR, INSTANT, LAN, MONDAY, WU
from tests.domain.given_when_then import given, happened, made, refusal_of

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

Code = RefusalCode


def publish(activity: Activity) -> None:
    activity.publish(at=MONDAY)


# --- plan and publication -------------------------------------------------------------------------


def test_sign_up_closes_with_the_start_if_nothing_else_is_said() -> None:
    made(drafted).then(
        happened(
            Activity.Created,
            line="CULTURE_SPORTS",
            sub_form="VILLAGE_GALA",
            starts_at=GALA.start,
            ends_at=GALA.end,
            sign_up_opens_at=None,
            sign_up_closes_at=GALA.start,
        )
    )


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        (Code.TOO_LATE, "startsAt", {"at": GALA.start}),
        (Code.INVALID, "signUpClosesAt", {"sign_up_closes_at": GALA.start + INSTANT}),
        (Code.INVALID, "signUpOpensAt", {"sign_up_opens_at": GALA.start + INSTANT}),
        (
            Code.INVALID,
            "signUpOpensAt",
            {"sign_up_opens_at": GALA.start - HOUR, "sign_up_closes_at": GALA.start - DAY},
        ),
    ],
)
def test_an_activity_is_planned_ahead(
    code: RefusalCode, field: str, changes: dict[str, object]
) -> None:
    made(drafted, **changes).then_refused(code, field)


def test_a_draft_is_published_once_and_before_it_begins() -> None:
    given(drafted()).when(publish).then(happened(Activity.Published))
    given(published()).when(publish).then_refused(Code.WRONG_STATE, "activityId", allowed="DRAFT")
    given(drafted()).when(lambda a: a.publish(at=GALA.start)).then_refused(
        Code.TOO_LATE, "activityId"
    )


def test_nobody_signs_up_for_a_draft() -> None:
    given(drafted()).when(sign_up()).then_refused(Code.WRONG_STATE, "activityId")


@pytest.mark.parametrize(
    ("code", "field", "verb"),
    [
        (Code.INVALID, "title", change(title="")),
        (Code.INVALID, "capacity", change(capacity=0)),
        (Code.INVALID, "capacity", change(capacity=1)),
        (Code.INVALID, "signUpClosesAt", change(sign_up_closes_at=GALA.start + INSTANT)),
        (Code.TOO_LATE, "activityId", change(at=GALA.start)),
    ],
)
def test_what_cannot_change(code: RefusalCode, field: str, verb: Verb[Activity]) -> None:
    given(published(), sign_up(WU), sign_up(LIN)).when(verb).then_refused(code, field)


def test_new_places_go_to_those_who_wait() -> None:
    full = given(published(capacity=1), sign_up(WU), sign_up(LIN), sign_up(ZHU), sign_up(LAN))
    full.when(change(capacity=3)).then(
        happened(Activity.Changed, capacity=3),
        happened(Activity.MovedUp, participant_id=LIN),
        happened(Activity.MovedUp, participant_id=ZHU),
    )


# --- sign-up --------------------------------------------------------------------------------------


def test_who_comes_first_has_a_place_and_others_wait() -> None:
    given(published()).when(sign_up(WU)).then(
        happened(Activity.SignedUp, participant_id=WU, participant_kind="RESIDENT", waiting=False)
    )
    full = given(published(), sign_up(WU), sign_up(LIN))
    full.when(sign_up(LAN)).then(
        happened(Activity.SignedUp, participant_id=LAN, participant_kind="VOLUNTEER", waiting=True)
    )


def test_nobody_signs_up_twice() -> None:
    full = given(published(), sign_up(WU), sign_up(LIN), sign_up(ZHU))
    for known in (WU, ZHU):
        full.when(sign_up(known)).then_refused(Code.DUPLICATE, "participantId")


def test_who_cancels_makes_room_for_the_first_who_waits() -> None:
    full = given(published(), sign_up(WU), sign_up(LIN), sign_up(ZHU), sign_up(LAN))
    full.when(cancel_sign_up(WU)).then(
        happened(Activity.SignUpCancelled, participant_id=WU),
        happened(Activity.MovedUp, participant_id=ZHU),
    )
    full.when(cancel_sign_up(ZHU)).then(happened(Activity.SignUpCancelled, participant_id=ZHU))
    full.when(cancel_sign_up(UUID(int=1))).then_refused(Code.NOT_FOUND, "participantId")


def test_a_place_cannot_be_given_back_once_it_has_begun() -> None:
    signed_up = given(published(), sign_up())
    signed_up.when(cancel_sign_up(at=GALA.start)).then_refused(Code.TOO_LATE, "activityId")


def test_sign_up_is_open_for_a_while() -> None:
    opens, closes = MONDAY + DAY, GALA.start - DAY
    limited = given(published(sign_up_opens_at=opens, sign_up_closes_at=closes))
    limited.when(sign_up(at=opens - INSTANT)).then_refused(
        Code.TOO_EARLY, "activityId", allowed=opens.isoformat()
    )
    limited.when(sign_up(at=opens)).then(happened(Activity.SignedUp))
    limited.when(sign_up(at=closes)).then_refused(
        Code.TOO_LATE, "activityId", allowed=closes.isoformat()
    )


def test_nobody_signs_up_again_and_again() -> None:
    fickle = [sign_up(), cancel_sign_up()] * SIGN_UPS_MAX
    given(published(), *fickle).when(sign_up()).then_refused(
        Code.LIMIT_REACHED, "participantId", allowed=0
    )


def test_the_waiting_list_ends() -> None:
    waiting = tuple(UUID(int=1000 + number) for number in range(WAITING_MAX))
    places = Places(capacity=1, taken=(WU,), waiting=waiting)
    assert refusal_of(places.asked, LIN, times_before=0).code is Code.FULL


def test_for_a_session_one_enrols_in_the_course() -> None:
    given(published(course_id=COURSE_ID)).when(sign_up()).then_refused(Code.INVALID, "activityId")


# --- attendance -----------------------------------------------------------------------------------


def test_who_has_a_place_checks_in_once() -> None:
    full = given(published(), sign_up(WU), sign_up(LIN), sign_up(ZHU))
    full.when(attend(WU)).then(
        happened(Activity.ParticipantCheckedIn, participant_id=WU, method="CODE")
    )
    full.when(attend(ZHU)).then_refused(Code.NOT_FOUND, "participantId")
    given(full.aggregate, attend(WU)).when(attend(WU)).then_refused(Code.DUPLICATE, "participantId")


def test_one_checks_in_from_a_little_before_the_start_until_the_end() -> None:
    signed_up = given(published(), sign_up())
    signed_up.when(attend(at=GALA.start - HOUR)).then(happened(Activity.ParticipantCheckedIn))
    early = GALA.start - HOUR - INSTANT
    signed_up.when(attend(at=early)).then_refused(Code.TOO_EARLY, "activityId")
    signed_up.when(attend(at=GALA.end)).then_refused(Code.TOO_LATE, "activityId")


def test_it_was_held_with_all_who_came() -> None:
    attended = given(published(), sign_up(WU), sign_up(LIN), attend(WU), attend(LIN))
    activity = attended.when(hold(2, HASH)).then(
        happened(Activity.Held, attendance=2, evidence_hashes=[HASH], line="CULTURE_SPORTS")
    )
    assert activity.state is ActivityState.HELD
    for wrong in (1, ATTENDANCE_MAX + 1):
        attended.when(hold(wrong)).then_refused(Code.INVALID, "attendance")
    attended.when(hold(2, at=AFTER - INSTANT)).then_refused(Code.TOO_EARLY, "activityId")
    given(activity).when(hold(2)).then_refused(Code.WRONG_STATE, "activityId")


def test_it_was_not_held_without_anybody() -> None:
    given(published()).when(hold(0)).then_refused(
        Code.INVALID, "attendance", allowed=f"1–{ATTENDANCE_MAX}"
    )


def test_photos_come_in_later_too_each_once() -> None:
    held = given(published(), hold(3, HASH))
    held.when(add_evidence(OTHER_HASH)).then(
        happened(Activity.EvidenceAdded, evidence_hashes=[OTHER_HASH])
    )
    held.when(add_evidence(HASH)).then_refused(Code.DUPLICATE, "evidenceHashes")
    held.when(add_evidence()).then_refused(Code.INVALID, "evidenceHashes")
    many = [f"{number:064}" for number in range(EVIDENCE_MAX)]
    held.when(add_evidence(*many)).then_refused(
        Code.INVALID, "evidenceHashes", allowed=f"at most {EVIDENCE_MAX - 1} more"
    )
    given(published()).when(add_evidence(HASH)).then_refused(Code.WRONG_STATE, "activityId")


# --- rating and cancellation ----------------------------------------------------------------------


def test_who_was_there_rates_once_and_in_time() -> None:
    held = given(published(), sign_up(WU), sign_up(LIN), attend(WU), hold())
    held.when(rate(WU, 4)).then(
        happened(Activity.Rated, participant_id=WU, score=4, comment="sealed")
    )
    held.when(rate(WU, at=AFTER + 7 * DAY)).then(happened(Activity.Rated))
    held.when(rate(WU, at=AFTER + 7 * DAY + INSTANT)).then_refused(Code.TOO_LATE, "activityId")
    held.when(rate(LIN)).then_refused(Code.NOT_FOUND, "participantId")
    for score in (0, 6):
        held.when(rate(WU, score)).then_refused(Code.INVALID, "score", allowed="1–5")
    given(held.aggregate, rate(WU)).when(rate(WU)).then_refused(Code.DUPLICATE, "participantId")


def test_it_is_rated_only_once_it_was_held() -> None:
    given(published(), sign_up(), attend()).when(rate()).then_refused(
        Code.WRONG_STATE, "activityId", allowed="HELD"
    )


def test_it_is_called_off_as_long_as_nobody_has_come() -> None:
    for activity in (drafted(), published()):
        given(activity).when(cancel()).then(happened(Activity.Cancelled, reason=WHY))
    given(published(), sign_up()).when(cancel(at=AFTER + DAY)).then(happened(Activity.Cancelled))
    given(published(), sign_up(), attend()).when(cancel()).then_refused(
        Code.WRONG_STATE, "activityId"
    )
    given(published(), hold()).when(cancel()).then_refused(Code.WRONG_STATE, "activityId")
    given(published(), cancel()).when(sign_up()).then_refused(Code.WRONG_STATE, "activityId")
