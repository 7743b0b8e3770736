"""Activities, duty rosters, series and courses, and their verbs, with everyday defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_series import ActivitySeries
from five_steps.domain.activities.course import Course
from five_steps.domain.activities.duty_roster import DutyRoster
from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.activities.recurrence import Frequency, Recurrence
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import CheckMethod
from tests.domain.district import (
    CLERK,
    LAN,
    MEI,
    MONDAY,
    RECORD_ID,
    RULES,
    STATION_ID,
    WU,
    between,
    moment,
)

if TYPE_CHECKING:
    from datetime import datetime

    from five_steps.domain.kernel.district_time import Window
    from tests.domain.given_when_then import Verb

ACTIVITY_ID, SERIES_ID, COURSE_ID = (UUID(int=number) for number in range(951, 954))
LIN, ZHU = UUID(int=202), UUID(int=203)
"""Further residents."""
GALA = between(moment(3, 14, 19), 120)
"""A Saturday evening."""
AFTER = GALA.end
HASH, OTHER_HASH = "ab" * 32, "cd" * 32
WHY = "台风"


def plan(**changes: Any) -> ActivityPlan:
    """The village gala, with some of it changed."""
    fields: dict[str, Any] = {
        "unit_id": STATION_ID,
        "line": ActivityLine.CULTURE_SPORTS,
        "sub_form": SubForm.VILLAGE_GALA,
        "method": None,
        "title": "我们的村晚",
        "description": "",
        "place": "文化礼堂",
        "venue_id": None,
        "capacity": 2,
        "duty_headcount": 2,
        "duty_category": Category.THEORY,
        "duty_skills": (),
    }
    return ActivityPlan.checked(**{**fields, **changes})


THEORY: dict[str, Any] = {
    "line": ActivityLine.THEORY_PREACHING,
    "sub_form": SubForm.CONVENIENT,
    "method": PreachingMethod.TALK,
}


# --- an activity ----------------------------------------------------------------------------------


def drafted(**changes: Any) -> Activity:
    """An activity just planned; changes are of the creation, or else of the plan."""
    fields: dict[str, Any] = {"id": ACTIVITY_ID, "at": MONDAY, "window": GALA, "by": CLERK}
    of_creation = {"sign_up_opens_at", "sign_up_closes_at", "series_id", "course_id", "booking_id"}
    own = {*fields, *of_creation}
    return Activity.create(
        **{**fields, **{name: value for name, value in changes.items() if name in own}},
        plan=plan(**{name: value for name, value in changes.items() if name not in own}),
    )


def published(**changes: Any) -> Activity:
    """An activity that people may sign up for."""
    activity = drafted(**changes)
    activity.publish(at=MONDAY)
    return activity


def change(*, at: datetime = MONDAY, **changes: Any) -> Verb[Activity]:
    fields = {"title": "村晚", "description": "", "place": "", "capacity": 3}
    values: dict[str, Any] = {**fields, "sign_up_closes_at": GALA.start, **changes}
    return lambda a: a.change(**values, at=at)


def sign_up(person: UUID = WU, *, at: datetime = MONDAY) -> Verb[Activity]:
    kind = ParticipantKind.VOLUNTEER if person in {LAN, MEI} else ParticipantKind.RESIDENT
    return lambda a: a.sign_up(person, kind, at=at)


def cancel_sign_up(person: UUID = WU, *, at: datetime = MONDAY) -> Verb[Activity]:
    return lambda a: a.cancel_sign_up(person, by=str(person), at=at)


def attend(person: UUID = WU, *, at: datetime = GALA.start) -> Verb[Activity]:
    return lambda a: a.check_in(
        person, ParticipantKind.RESIDENT, method=CheckMethod.CODE, rules=RULES, at=at
    )


def hold(attendance: int = 80, *hashes: str, at: datetime = AFTER) -> Verb[Activity]:
    return lambda a: a.record_held(attendance, hashes, by=CLERK, at=at)


def add_evidence(*hashes: str) -> Verb[Activity]:
    return lambda a: a.add_evidence(hashes, by=CLERK, at=AFTER)


def rate(person: UUID = WU, score: int = 5, *, at: datetime = AFTER) -> Verb[Activity]:
    return lambda a: a.rate(person, score, comment="sealed", rules=RULES, at=at)


def cancel(*, at: datetime = MONDAY) -> Verb[Activity]:
    return lambda a: a.cancel(reason=WHY, by=CLERK, at=at)


# --- its duty roster ------------------------------------------------------------------------------


def roster(headcount: int = 2) -> DutyRoster:
    """A roster just opened."""
    return DutyRoster.open(
        at=MONDAY,
        activity_id=ACTIVITY_ID,
        unit_id=STATION_ID,
        category=Category.THEORY,
        skills=(),
        headcount=headcount,
        window=GALA,
    )


def join(volunteer: UUID = LAN, *, at: datetime = MONDAY) -> Verb[DutyRoster]:
    return lambda r: r.join(volunteer, at=at)


def leave(volunteer: UUID = LAN) -> Verb[DutyRoster]:
    return lambda r: r.leave(volunteer, reason=WHY, at=MONDAY)


def come_on(volunteer: UUID = LAN, *, at: datetime = GALA.start) -> Verb[DutyRoster]:
    return lambda r: r.check_in(
        volunteer, method=CheckMethod.STAFF, location=None, rules=RULES, at=at
    )


def go_off(volunteer: UUID = LAN, *, at: datetime = GALA.end) -> Verb[DutyRoster]:
    return lambda r: r.check_out(
        volunteer, method=CheckMethod.STAFF, location=None, evidence_hash=HASH, at=at
    )


def no_show(volunteer: UUID = LAN, *, at: datetime = GALA.start) -> Verb[DutyRoster]:
    return lambda r: r.record_no_show(volunteer, by=CLERK, at=at)


def verify(volunteer: UUID = LAN, minutes: int = 120) -> Verb[DutyRoster]:
    return lambda r: r.verify_hours(volunteer, RECORD_ID, minutes, by=CLERK, at=AFTER)


def correct(volunteer: UUID = LAN, minutes: int = 60) -> Verb[DutyRoster]:
    return lambda r: r.correct_hours(volunteer, minutes, by=CLERK, at=AFTER)


def close(*, at: datetime = MONDAY) -> Verb[DutyRoster]:
    return lambda r: r.close(at=at)


# --- series and courses ---------------------------------------------------------------------------


def recurrence(**changes: Any) -> Recurrence:
    """Three Saturday evenings, with some of it changed."""
    fields: dict[str, Any] = {
        "first": GALA,
        "frequency": Frequency.WEEKLY,
        "interval": 1,
        "times": 3,
        "until": None,
    }
    return Recurrence.checked(**{**fields, **changes})


def series(**changes: Any) -> ActivitySeries:
    """A series just planned."""
    fields: dict[str, Any] = {
        "id": SERIES_ID,
        "at": MONDAY,
        "plan": plan(),
        "recurrence": recurrence(),
        "sign_up_days": 14,
        "by": CLERK,
    }
    return ActivitySeries.plan_ahead(**{**fields, **changes})


def extend(until: datetime, *, at: datetime = MONDAY) -> Verb[ActivitySeries]:
    return lambda s: s.extend(until, at=at)


def end(reason: str = WHY) -> Verb[ActivitySeries]:
    return lambda s: s.end(reason=reason, by=CLERK, at=MONDAY)


def course(**changes: Any) -> Course:
    """A course of three sessions, just opened."""
    fields: dict[str, Any] = {
        "id": COURSE_ID,
        "at": MONDAY,
        "plan": plan(),
        "recurrence": recurrence(),
        "completion_percent": 60,
        "enrolment_closes_at": None,
        "by": CLERK,
    }
    return Course.open(**{**fields, **changes})


def enrol(person: UUID = WU, *, at: datetime = MONDAY) -> Verb[Course]:
    return lambda c: c.enrol(person, ParticipantKind.RESIDENT, at=at)


def cancel_enrolment(person: UUID = WU, *, at: datetime = MONDAY) -> Verb[Course]:
    return lambda c: c.cancel_enrolment(person, by=str(person), at=at)


def complete(*sessions: Activity) -> Verb[Course]:
    return lambda c: c.complete(sessions, by=CLERK, at=AFTER)


def call_off() -> Verb[Course]:
    return lambda c: c.cancel(reason=WHY, by=CLERK, at=MONDAY)


def session(number: int, *people: UUID) -> Activity:
    """A session of the course that was held, with these people."""
    window = later(number)
    activity = published(id=UUID(int=810 + number), window=window, course_id=COURSE_ID)
    for person in people:
        attend(person, at=window.start)(activity)
    hold(max(len(people), 1), at=window.end)(activity)
    return activity


def later(weeks: int) -> Window:
    """The gala's evening, so many weeks later."""
    days = timedelta(weeks=weeks)
    return replace(GALA, start=GALA.start + days, end=GALA.end + days)
