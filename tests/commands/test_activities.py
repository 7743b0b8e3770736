"""Activities as commands: who may do what, what is arranged with them, and what races."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Role, check_in_code
from five_steps.commands.activities.activity_attendance import CheckInParticipant
from five_steps.commands.activities.activity_planning import (
    ChangeActivity,
    CreateActivity,
    PublishActivity,
)
from five_steps.commands.activities.activity_rating import RateActivity
from five_steps.commands.activities.cancelling import CancelActivity
from five_steps.commands.activities.courses import (
    CancelCourse,
    CompleteCourse,
    EnrolInCourse,
    OpenCourse,
)
from five_steps.commands.activities.series import ExtendActivitySeries, PlanActivitySeries
from five_steps.commands.activities.sign_up import CancelSignUp, SignUpForActivity
from five_steps.commands.organisation.venues import RegisterVenue
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_series import activity_of_series_id
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.recurrence import Frequency
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.venue_booking import VenueBooking
from tests.commands.activities import DAY, HOUR, RESIDENT, VOLUNTEER, Activities
from tests.commands.district import SECRETS
from tests.refusals import refused

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from tests.commands.district import District

Code = RefusalCode


@pytest.fixture
def activities(district: District) -> Activities:
    return Activities(district)


async def hall(district: District, capacity: int = 80) -> UUID:
    command = RegisterVenue(
        unit_id=district.station,
        name="文化礼堂",
        kind=VenueKind.CULTURAL_HALL,
        capacity=capacity,
    )
    return await district.give(command, district.admin)


# --- planning, with the venue ---------------------------------------------------------------------


async def test_a_venue_is_booked_with_the_activity_and_free_again_without(
    activities: Activities,
) -> None:
    district = activities.district
    venue = await hall(district)
    first = await activities.published(venue_id=venue)
    with refused(Code.OVERLAP, "startsAt"):
        await activities.published(venue_id=venue)
    await district.give(CancelActivity(activity_id=first, reason="台风"), district.admin)
    second = await activities.get(await activities.published(venue_id=venue))
    bookings = [
        await district.store.repository.get(VenueBooking, booking_id)
        for booking_id in ((await activities.get(first)).booking_id, second.booking_id)
        if booking_id is not None
    ]
    assert [booking.released for booking in bookings] == [True, False]
    assert all(booking.window == second.window for booking in bookings)


async def test_a_venue_has_to_be_large_enough(activities: Activities) -> None:
    venue = await hall(activities.district, capacity=3)
    with refused(Code.CAP_EXCEEDED, "capacity"):
        await activities.published(venue_id=venue, capacity=4)
    full = await activities.published(venue_id=venue, capacity=3)
    with refused(Code.CAP_EXCEEDED, "capacity"):
        await activities.district.give(
            ChangeActivity(activity_id=full, title="村晚", capacity=4), activities.district.admin
        )


async def test_a_draft_looks_for_nobody_yet(activities: Activities) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    draft = await activities.published(publish=False)
    with refused(Code.NOT_FOUND, "activityId"):
        await activities.join(draft, volunteer)
    await district.give(PublishActivity(activity_id=draft), district.admin)
    assert await activities.join(draft, volunteer) == draft


async def test_only_a_unit_s_own_staff_plan_for_it(activities: Activities) -> None:
    district = activities.district
    with refused(Code.FORBIDDEN, "unitId"):
        await district.give(CreateActivity(**activities.plan()), district.stranger)
    activity = await activities.published()
    with refused(Code.FORBIDDEN, "activityId"):
        await district.give(CancelActivity(activity_id=activity, reason="x"), district.stranger)


# --- taking part ----------------------------------------------------------------------------------


async def test_fifty_sign_up_at_once_and_the_capacity_holds(activities: Activities) -> None:
    district = activities.district
    activity_id = await activities.published(capacity=20)
    residents = [await activities.resident() for _ in range(50)]
    await asyncio.gather(
        *(
            district.give(
                SignUpForActivity(
                    activity_id=activity_id, participant_id=resident, participant_kind=RESIDENT
                ),
                Actor(str(resident), Role.RESIDENT),
            )
            for resident in residents
        )
    )
    places = (await activities.get(activity_id)).places
    assert (len(places.taken), len(places.waiting)) == (20, 30)
    assert Counter((*places.taken, *places.waiting)) == Counter(residents)

    # Half of those with a place cancel at once: as many of those who waited first move up.
    leaving = places.taken[:10]
    await asyncio.gather(
        *(
            district.give(
                CancelSignUp(activity_id=activity_id, participant_id=resident),
                Actor(str(resident), Role.RESIDENT),
            )
            for resident in leaving
        )
    )
    after = (await activities.get(activity_id)).places
    assert after.taken == places.taken[10:] + places.waiting[:10]
    assert after.waiting == places.waiting[10:]


async def test_a_repeated_sign_up_is_one(activities: Activities) -> None:
    district = activities.district
    command = SignUpForActivity(
        activity_id=await activities.published(),
        participant_id=district.resident,
        participant_kind=RESIDENT,
    )
    command_id = uuid4()
    outcomes = await asyncio.gather(
        *(district.run(command, district.as_resident, command_id) for _ in range(3))
    )
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True]
    with refused(Code.DUPLICATE, "participantId"):
        await district.give(command, district.as_resident)


async def test_people_sign_up_for_themselves_and_staff_for_who_called(
    activities: Activities,
) -> None:
    district = activities.district
    activity_id = await activities.published()
    volunteer, applicant = await district.volunteer(), await district.give(district.registration())
    command = SignUpForActivity(
        activity_id=activity_id, participant_id=volunteer, participant_kind=VOLUNTEER
    )
    with refused(Code.FORBIDDEN, "participantId"):
        await district.give(command, district.as_resident)
    with refused(Code.FORBIDDEN, "activityId"):
        await district.give(command, district.stranger)
    with refused(Code.NOT_FOUND, "participantId"):
        await district.give(replace(command, participant_kind=RESIDENT), district.dispatcher)
    with refused(Code.WRONG_STATE, "participantId"):
        await district.give(replace(command, participant_id=applicant), district.dispatcher)
    await district.give(command, district.dispatcher)
    assert (await activities.get(activity_id)).places.taken == (volunteer,)


async def test_people_check_in_by_the_code_told_on_the_spot(activities: Activities) -> None:
    district = activities.district
    activity_id = await activities.published()
    await activities.sign_up(activity_id, district.resident)
    district.now = (await activities.get(activity_id)).starts_at
    command = CheckInParticipant(
        activity_id=activity_id, participant_id=district.resident, participant_kind=RESIDENT
    )
    for wrong in (None, "12345"):
        with refused(Code.INVALID, "code"):
            await district.give(replace(command, code=wrong), district.as_resident)
    code = check_in_code(SECRETS, activity_id)
    await district.give(replace(command, code=code), district.as_resident)
    assert (await activities.get(activity_id)).attended == {district.resident}


async def test_a_comment_is_sealed(activities: Activities) -> None:
    district = activities.district
    activity_id = await activities.published()
    await activities.sign_up(activity_id, district.resident)
    await activities.held(activity_id, district.resident)
    rating = RateActivity(
        activity_id=activity_id, participant_id=district.resident, score=5, comment="孙女唱得好"
    )
    with refused(Code.FORBIDDEN, "role"):
        await district.give(rating, district.dispatcher)
    await district.give(rating, district.as_resident)
    (row, *_) = reversed(await district.store.recorder.select_notifications(1, 10_000))
    assert row.topic == "activity.rated"
    assert "孙女".encode() not in row.state


# --- series and courses ---------------------------------------------------------------------------


def weekly(activities: Activities, **changes: Any) -> dict[str, Any]:
    return {**activities.plan(), "frequency": Frequency.WEEKLY, "times": 3, **changes}


async def test_a_series_makes_each_activity_once_whoever_asks(activities: Activities) -> None:
    district = activities.district
    planned = PlanActivitySeries(**weekly(activities, times=4, venue_id=await hall(district)))
    series_id = await district.give(planned, district.admin)
    until = district.now + 12 * DAY
    command = ExtendActivitySeries(series_id=series_id, until=until)
    asked = await asyncio.gather(
        *(district.give(command, district.admin) for _ in range(4)), return_exceptions=True
    )
    refusals = [answer for answer in asked if isinstance(answer, Refusal)]
    assert [(r.code, r.field) for r in refusals] == [(Code.DUPLICATE, "until")] * 3
    await district.give(replace(command, until=until + 90 * DAY), district.admin)
    made = [await activities.get(activity_of_series_id(series_id, n)) for n in range(4)]
    assert [activity.starts_at for activity in made] == [
        planned.starts_at + 7 * n * DAY for n in range(4)
    ]
    assert {activity.state for activity in made} == {ActivityState.PUBLISHED}
    assert made[0].sign_up_opens_at == planned.starts_at - 14 * DAY
    rows = await district.store.recorder.select_notifications(1, 10_000)
    assert sum(row.topic == "activity.created" for row in rows) == 4
    assert sum(row.topic == "venue_booking.created" for row in rows) == 4


async def test_a_series_that_finds_its_venue_taken_makes_nothing(activities: Activities) -> None:
    district = activities.district
    venue = await hall(district)
    plan = weekly(activities, venue_id=venue)
    await activities.published(
        venue_id=venue, starts_at=plan["starts_at"] + 7 * DAY, ends_at=plan["ends_at"] + 7 * DAY
    )
    series_id = await district.give(PlanActivitySeries(**plan), district.admin)
    before = await district.position()
    with refused(Code.OVERLAP, "until"):
        await district.give(
            ExtendActivitySeries(series_id=series_id, until=district.now + 90 * DAY),
            district.admin,
        )
    assert await district.position() == before


async def test_a_course_from_enrolment_to_completion(activities: Activities) -> None:
    district = activities.district
    diligent, idle, late = [await activities.resident() for _ in range(3)]
    course_id = await district.give(OpenCourse(**weekly(activities)), district.admin)
    for resident in (diligent, idle, late):
        enrolment = EnrolInCourse(
            course_id=course_id, participant_id=resident, participant_kind=RESIDENT
        )
        await district.give(enrolment, Actor(str(resident), Role.RESIDENT))
    course = await activities.course(course_id)
    assert (course.places.taken, course.places.waiting) == ((diligent, idle), (late,))
    first, second, third = course.session_ids
    with refused(Code.INVALID, "activityId"):
        await activities.sign_up(first, diligent)
    district.now = (await activities.get(first)).starts_at
    with refused(Code.NOT_FOUND, "participantId"):
        await activities.check_in(first, late)
    await activities.held(first, diligent, idle)
    with refused(Code.WRONG_STATE, "courseId"):
        await district.give(CompleteCourse(course_id=course_id), district.dispatcher)
    await activities.held(second, diligent)
    await district.give(CancelActivity(activity_id=third, reason="台风"), district.admin)
    await district.give(CompleteCourse(course_id=course_id), district.dispatcher)
    rows = await district.store.recorder.select_notifications(1, 10_000)
    assert rows[-1].topic == "course.completed"
    assert diligent.hex.encode() in rows[-1].state


async def test_a_course_called_off_takes_its_sessions_along(activities: Activities) -> None:
    district = activities.district
    venue = await hall(district)
    course_id = await district.give(
        OpenCourse(**weekly(activities, venue_id=venue)), district.admin
    )
    first, *others = (await activities.course(course_id)).session_ids
    volunteer = await district.volunteer()
    await activities.join(others[0], volunteer)
    await activities.held(first)
    await district.give(CancelCourse(course_id=course_id, reason="师资"), district.admin)
    states = [(await activities.get(session)).state for session in (first, *others)]
    assert states == [ActivityState.HELD, ActivityState.CANCELLED, ActivityState.CANCELLED]
    assert (await district.book(volunteer)).duties == {}
    assert (await activities.roster(others[0])).closed
    again = weekly(activities, venue_id=venue, starts_at=district.now + 5 * DAY)
    again["ends_at"] = again["starts_at"] + HOUR
    await district.give(OpenCourse(**again), district.admin)


async def test_an_unknown_activity(activities: Activities) -> None:
    with refused(Code.NOT_FOUND, "activityId"):
        await activities.sign_up(uuid4(), activities.district.resident)
    assert await activities.district.store.repository.find(Activity, uuid4()) is None
