"""Joint meetings 联席会议: convened, held, decided, and put into minutes that cannot be changed."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import (
    MatterState,
    MeetingAttendance,
    MeetingState,
)
from five_steps.domain.meetings.parts.preparation import MATTERS_MAX, UNITS_MAX
from tests.domain.district import BEIAO_ID, DAMEN_ID, DAY, INSTANT, MONDAY, STATION_ID
from tests.domain.given_when_then import given, happened, made, refusal_of
from tests.domain.meetings import (
    HELD,
    MATTER_ID,
    MEETING_ID,
    OTHER_MATTER_ID,
    PUBLISHED,
    SETTLED,
    TUESDAY,
    attend,
    cancel,
    decide,
    defer,
    draft,
    hold,
    invite,
    meeting,
    postpone,
    publish,
    put_on,
    report,
    take_off,
)

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE
TOO_EARLY, NOT_FOUND = RefusalCode.TOO_EARLY, RefusalCode.NOT_FOUND


# --- before the meeting ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        (INVALID, "title", {"title": " "}),
        (INVALID, "place", {"place": ""}),
        (INVALID, "unitIds", {"unit_ids": []}),
        (INVALID, "unitIds", {"unit_ids": [UUID(int=n) for n in range(UNITS_MAX + 1)]}),
        (TOO_EARLY, "startsAt", {"starts_at": MONDAY - INSTANT}),
    ],
)
def test_what_a_meeting_needs(code: RefusalCode, field: str, changes: dict[str, object]) -> None:
    made(lambda: meeting(**changes)).then_refused(code, field)


def test_a_unit_is_invited_once() -> None:
    assert meeting(unit_ids=[BEIAO_ID, BEIAO_ID]).unit_ids == (BEIAO_ID,)
    given(meeting()).when(invite(BEIAO_ID, STATION_ID)).then(
        happened(JointMeeting.UnitsInvited, unit_ids=[STATION_ID])
    )
    given(meeting()).when(invite(BEIAO_ID)).then_nothing()


def test_more_are_invited_than_there_is_room_for() -> None:
    full = meeting(unit_ids=[UUID(int=1000 + n) for n in range(UNITS_MAX)])
    given(full).when(invite(BEIAO_ID)).then_refused(INVALID, "unitIds")


def test_the_agenda() -> None:
    with_matter = (
        given(meeting())
        .when(put_on())
        .then(
            happened(
                JointMeeting.MatterPutOnAgenda, matter_id=MATTER_ID, raised_by_unit_id=BEIAO_ID
            )
        )
    )
    without = (
        given(with_matter)
        .when(take_off())
        .then(happened(JointMeeting.MatterTakenOffAgenda, matter_id=MATTER_ID))
    )
    given(without).when(take_off()).then_refused(NOT_FOUND, "matterId")


def test_the_agenda_has_an_end() -> None:
    full = [put_on(UUID(int=900 + n)) for n in range(MATTERS_MAX)]
    given(meeting(), *full).when(put_on()).then_refused(
        RefusalCode.LIMIT_REACHED, "meetingId", allowed=MATTERS_MAX
    )


def test_an_urgent_matter_comes_on_the_agenda_of_a_meeting_that_is_held() -> None:
    given(meeting(), *HELD).when(put_on(OTHER_MATTER_ID, at=TUESDAY)).then(
        happened(JointMeeting.MatterPutOnAgenda)
    )
    given(meeting(), *HELD).when(take_off()).then_refused(WRONG_STATE, "meetingId")


def test_a_meeting_is_postponed_to_a_later_time() -> None:
    later = TUESDAY + DAY
    moved = (
        given(meeting())
        .when(postpone(later))
        .then(happened(JointMeeting.Postponed, starts_at=later, reason="台风"))
    )
    given(moved).when(hold(TUESDAY)).then_refused(TOO_EARLY, "meetingId", allowed=later.isoformat())
    given(meeting()).when(postpone(TUESDAY)).then_refused(TOO_EARLY, "startsAt")
    missed = TUESDAY + 2 * DAY
    given(meeting()).when(postpone(TUESDAY + DAY, at=missed)).then_refused(TOO_EARLY, "startsAt")


def test_a_cancelled_meeting_is_over() -> None:
    cancelled = given(meeting()).when(cancel()).then(happened(JointMeeting.Cancelled))
    assert cancelled.state is MeetingState.CANCELLED
    for verb in (put_on(), invite(STATION_ID), postpone(), cancel(), hold(), report(), draft()):
        given(cancelled).when(verb).then_refused(WRONG_STATE, "meetingId", actual="CANCELLED")


# --- at the meeting -------------------------------------------------------------------------------


def test_a_meeting_is_held_from_its_start_on() -> None:
    given(meeting(), put_on()).when(hold(TUESDAY - INSTANT)).then_refused(TOO_EARLY, "meetingId")
    given(meeting(), put_on()).when(hold(TUESDAY)).then(happened(JointMeeting.Held))
    for verb in (hold(), cancel(), postpone(), invite(STATION_ID)):
        given(meeting(), *HELD).when(verb).then_refused(WRONG_STATE, "meetingId", actual="HELD")


def test_attendance_is_of_those_invited() -> None:
    held = meeting()
    given(held).when(attend(BEIAO_ID)).then_refused(WRONG_STATE, "meetingId")
    given(meeting(), *HELD).when(attend(STATION_ID)).then_refused(NOT_FOUND, "unitId")
    recorded = (
        given(meeting(), *HELD)
        .when(attend(BEIAO_ID, headcount=3))
        .then(happened(JointMeeting.AttendanceRecorded, unit_id=BEIAO_ID, headcount=3))
    )
    absent = attend(BEIAO_ID, MeetingAttendance.ABSENT, 0)
    corrected = given(recorded).when(absent).then(happened(JointMeeting.AttendanceRecorded))
    assert corrected.presences[BEIAO_ID].attendance is MeetingAttendance.ABSENT


@pytest.mark.parametrize(
    ("attendance", "headcount"),
    [
        (MeetingAttendance.PRESENT, 0),
        (MeetingAttendance.DELEGATED, 101),
        (MeetingAttendance.EXCUSED, 1),
        (MeetingAttendance.ABSENT, 1),
    ],
)
def test_somebody_came_or_nobody_did(attendance: MeetingAttendance, headcount: int) -> None:
    given(meeting(), *HELD).when(attend(BEIAO_ID, attendance, headcount)).then_refused(
        INVALID, "headcount"
    )


def test_units_that_are_invited_report() -> None:
    given(meeting()).when(report(at=MONDAY)).then(happened(JointMeeting.ReportGiven))
    given(meeting(), *HELD).when(report()).then(happened(JointMeeting.ReportGiven))
    given(meeting(), *HELD).when(report(STATION_ID)).then_refused(NOT_FOUND, "unitId")
    given(meeting(), *PUBLISHED).when(report()).then_refused(WRONG_STATE, "meetingId")


def test_a_matter_is_decided_with_measures() -> None:
    decided = (
        given(meeting(), *HELD)
        .when(decide(measures=["通报", "检查"]))
        .then(happened(JointMeeting.MatterDecided, decision="全区推行", measures=["通报", "检查"]))
    )
    assert decided.matter(MATTER_ID).state is MatterState.DECIDED
    decided.require_decided(MATTER_ID)


def test_a_matter_is_deferred() -> None:
    deferred = (
        given(meeting(), *HELD)
        .when(defer())
        .then(happened(JointMeeting.MatterDeferred, reason="预算未定"))
    )
    assert refusal_of(deferred.require_decided, MATTER_ID).code is WRONG_STATE


@pytest.mark.parametrize("first", [decide(), defer()])
@pytest.mark.parametrize("then", [decide(), defer()])
def test_what_is_settled_stays_so(first: Verb[JointMeeting], then: Verb[JointMeeting]) -> None:
    given(meeting(), *HELD, first).when(then).then_refused(WRONG_STATE, "matterId", allowed="OPEN")


def test_nothing_is_decided_before_the_meeting() -> None:
    given(meeting(), put_on()).when(decide()).then_refused(WRONG_STATE, "meetingId")
    given(meeting(), *HELD).when(decide(OTHER_MATTER_ID)).then_refused(NOT_FOUND, "matterId")
    given(meeting(), *HELD).when(decide(measures=["x"] * 21)).then_refused(INVALID, "measures")


# --- the minutes ----------------------------------------------------------------------------------


def test_minutes_come_after_the_meeting() -> None:
    given(meeting(), put_on()).when(draft()).then_refused(WRONG_STATE, "meetingId")
    given(meeting(), *HELD).when(draft()).then(happened(JointMeeting.MinutesDrafted))


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        (SETTLED, "minutes drafted"),
        ((*HELD, attend(BEIAO_ID), attend(DAMEN_ID), draft()), "every matter decided or deferred"),
        ((*HELD, attend(BEIAO_ID), decide(), draft()), "attendance of every unit"),
    ],
)
def test_minutes_are_complete(before: tuple[Verb[JointMeeting], ...], allowed: str) -> None:
    given(meeting(), *before).when(publish()).then_refused(
        WRONG_STATE, "meetingId", allowed=allowed
    )


def test_the_first_version_needs_no_reason_and_a_later_one_does() -> None:
    given(meeting(), *SETTLED, draft()).when(publish("更正")).then_refused(INVALID, "reason")
    published = (
        given(meeting(), *SETTLED, draft())
        .when(publish())
        .then(
            happened(JointMeeting.MinutesPublished, version=1, text="会议议定事项如下", reason="")
        )
    )
    assert published.state is MeetingState.PUBLISHED
    given(published).when(publish("更正")).then_refused(WRONG_STATE, "meetingId", actual="no draft")
    corrected = given(published, draft("更正如下"))
    corrected.when(publish()).then_refused(INVALID, "reason")
    corrected.when(publish("人名有误")).then(
        happened(JointMeeting.MinutesPublished, version=2, text="更正如下", reason="人名有误")
    )


def test_anybody_can_take_the_hash_again() -> None:
    published = given(meeting(), *SETTLED, draft()).when(publish())
    (event,) = published.events
    said = [
        str(MEETING_ID),
        1,
        [[str(BEIAO_ID), "PRESENT", 2], [str(DAMEN_ID), "EXCUSED", 0]],
        [["志愿服务积分兑换", "DECIDED", "一致同意", "全区推行", ["每季度通报"]]],
        "会议议定事项如下",
    ]
    document = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    assert vars(event)["sha256"] == sha256(document.encode()).hexdigest()
