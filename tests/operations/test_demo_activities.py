"""The activities of the demo: the whole programme, for people who are there and free."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Commands, Secrets
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.course import Course
from five_steps.domain.activities.course_state import CourseState
from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.kernel.district_time import local_day
from five_steps.event_store import EventStore
from five_steps.operations.demo import FULL, Size, load_demo
from five_steps.operations.demo.activities.planned import busy_days, planned_activities
from five_steps.operations.demo.activities.year import activities
from five_steps.operations.demo.plan import planned_orders
from five_steps.operations.demo.roster import Roster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

SECRET = b"a secret of the tests, 32 bytes."
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
ROSTER = Roster("test", FULL, date(2026, 11, 24))
ORDERS = list(planned_orders(ROSTER, NOW))
PLANNED = list(planned_activities(ROSTER, NOW, busy_days(ORDERS)))
STEPS_MAX = 3_000
TINY = Size(orders=60, stations_per_institute=1, people_per_station=6, veterans_each=40)


def test_every_form_of_every_line_is_held() -> None:
    offered = [planned.offering for planned in PLANNED]
    assert {offering.line for offering in offered} == set(ActivityLine)
    assert {offering.sub_form for offering in offered} == set(SubForm)
    assert {offering.method for offering in offered} == {None, *PreachingMethod}
    for month in range(1, 13):
        lines = {p.offering.line for p in PLANNED if local_day(p.starts_at).month == month}
        assert len(lines) >= 3, month


def test_no_hall_and_no_volunteer_is_taken_twice_a_day() -> None:
    halls = Counter((p.station.code, local_day(p.starts_at)) for p in PLANNED)
    assert max(halls.values()) == 1
    duties = [(v.number, local_day(p.starts_at)) for p in PLANNED for v in p.volunteers]
    assert len(duties) > 50
    assert len(set(duties)) == len(duties)
    assert not set(duties) & busy_days(ORDERS)


def test_the_same_every_time_and_not_too_much_of_it() -> None:
    secrets = Secrets.derive(SECRET)
    steps = list(activities(ROSTER, NOW, ORDERS, secrets))
    again = list(activities(ROSTER, NOW, ORDERS, secrets))
    assert [(step.name, step.at) for step in steps] == [(step.name, step.at) for step in again]
    assert len({step.name for step in steps}) == len(steps) <= STEPS_MAX
    for planned in PLANNED:
        name = f"activity {planned.number}"
        told = [step for step in steps if name in step.touches]
        assert told[0].name == name
        assert all(told[0].at <= step.at for step in told)
    assert all(before.starts_at <= after.ends_at for before, after in pairwise(PLANNED))


@pytest.fixture
async def store(postgres_dsn: str) -> AsyncIterator[EventStore]:
    async with EventStore.open(postgres_dsn, secret=SECRET) as opened:
        yield opened


async def test_a_year_of_activities_is_recorded(store: EventStore) -> None:
    secrets = Secrets.derive(SECRET)
    commands = Commands(store, secrets, lambda: NOW)
    await load_demo(store, commands, secrets, now=NOW, progress=lambda *_: None, size=TINY)
    rows = await store.recorder.select_notifications(1, 1_000_000)

    def ids(topic: str) -> list[UUID]:
        return [row.originator_id for row in rows if row.topic == topic]

    held = [await store.repository.get(Activity, id_) for id_ in ids("activity.created")]
    states = Counter(activity.state for activity in held)
    assert set(states) == {ActivityState.PUBLISHED, ActivityState.HELD, ActivityState.CANCELLED}
    assert {a.plan.line for a in held if a.state is ActivityState.HELD} == set(ActivityLine)
    over = [a for a in held if a.ends_at < NOW and a.state is ActivityState.PUBLISHED]
    assert len(over) <= 3, "only what was held in the last hours waits to be recorded"
    courses = [await store.repository.get(Course, id_) for id_ in ids("course.created")]
    assert {course.state for course in courses} == {CourseState.COMPLETED, CourseState.OPEN}
    happened = Counter(row.topic for row in rows)
    for seldom in (
        "activity.moved_up",
        "activity.rated",
        "activity_series.extended",
        "duty_roster.hours_verified",
        "duty_roster.closed",
    ):
        assert happened[seldom], seldom
