"""Duty at activities: no overlap, hours verified by others, points, a record that names it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Actor, Role, check_in_code
from five_steps.commands.activities.cancelling import CancelActivity
from five_steps.commands.activities.duty import (
    CheckInDuty,
    CheckOutDuty,
    JoinDuty,
    LeaveDuty,
    RecordDutyNoShow,
)
from five_steps.commands.activities.duty_hours import (
    RejectDutyHours,
    SubmitDutyHours,
    VerifyDutyHours,
)
from five_steps.commands.incentives.corrections import CorrectHours
from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import AssignmentStatus
from tests.commands.activities import DAY, HASH, HOUR, Activities
from tests.commands.district import SECRETS
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

Code = RefusalCode


@pytest.fixture
def activities(district: District) -> Activities:
    return Activities(district)


async def test_duty_from_joining_to_points(activities: Activities) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    me = district.as_volunteer(volunteer)
    activity_id = await activities.published()
    await activities.join(activity_id, volunteer)
    activity = await activities.get(activity_id)
    assert (await district.book(volunteer)).duties == {activity_id: activity.window}
    arrival = CheckInDuty(activity_id=activity_id, volunteer_id=volunteer, location="28.0, 121.1")
    departure = CheckOutDuty(activity_id=activity_id, volunteer_id=volunteer, evidence_hash=HASH)
    district.now = activity.starts_at
    with refused(Code.INVALID, "code"):
        await district.give(arrival, me)
    code = check_in_code(SECRETS, activity_id)
    await district.give(replace(arrival, code=code), me)
    district.now = activity.ends_at
    await district.give(replace(departure, code=code), me)
    record_id = await district.give(
        SubmitDutyHours(activity_id=activity_id, volunteer_id=volunteer), me
    )
    record = (await district.book(volunteer)).record_numbered(record_id)
    assert (record.activity_id, record.order_id) == (activity_id, None)
    assert (record.kind, record.state, record.minutes) == (
        RecordKind.CREDITED,
        RecordState.SUBMITTED,
        120,
    )
    verification = VerifyDutyHours(activity_id=activity_id, volunteer_id=volunteer)
    with refused(Code.FORBIDDEN, "activityId"):
        await district.give(verification, district.stranger)
    assert await district.give(verification, district.dispatcher) == record_id
    book, account = await district.book(volunteer), await district.account(volunteer)
    assert (book.minutes, book.duties, account.available) == (120, {}, 20)
    assignment = (await activities.roster(activity_id)).assignments[volunteer]
    assert (assignment.status, assignment.minutes) == (AssignmentStatus.VERIFIED, 120)

    correction = CorrectHours(
        volunteer_id=volunteer, record_id=record_id, minutes=60, reason="早退"
    )
    await district.give(correction, district.admin)
    assert (await activities.roster(activity_id)).assignments[volunteer].minutes == 60
    assert (await district.account(volunteer)).available == 10


async def test_nobody_verifies_their_own_hours(activities: Activities) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    activity_id = await activities.published()
    await activities.served(activity_id, volunteer)
    own_staff = Actor(str(volunteer), Role.DISPATCHER, district.station)
    for command in (
        VerifyDutyHours(activity_id=activity_id, volunteer_id=volunteer),
        RejectDutyHours(activity_id=activity_id, volunteer_id=volunteer, reason="x"),
    ):
        with refused(Code.SELF_VERIFICATION, "recordId"):
            await district.give(command, own_staff)


async def test_hours_not_accepted_count_for_nothing(activities: Activities) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    activity_id = await activities.published()
    record_id = await activities.served(activity_id, volunteer)
    rejection = RejectDutyHours(activity_id=activity_id, volunteer_id=volunteer, reason="未到岗")
    await district.give(rejection, district.dispatcher)
    book = await district.book(volunteer)
    assert (book.minutes, book.duties) == (0, {})
    assert book.record_numbered(record_id).state is RecordState.REJECTED
    with refused(Code.WRONG_STATE, "recordId"):
        await district.give(
            VerifyDutyHours(activity_id=activity_id, volunteer_id=volunteer), district.dispatcher
        )


async def test_duty_overlaps_neither_orders_nor_other_duty(activities: Activities) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    start = district.now + 2 * DAY
    await district.accepted(volunteer, starts_at=start, ends_at=start + HOUR)
    overlapping = await activities.published()
    with refused(Code.OVERLAP, "volunteerId"):
        await activities.join(overlapping, volunteer)
    free = await activities.published(starts_at=start + HOUR, ends_at=start + 2 * HOUR)
    await activities.join(free, volunteer)
    with refused(Code.OVERLAP, "volunteerId"):
        await district.accepted(volunteer, starts_at=start + HOUR, ends_at=start + 2 * HOUR)


async def test_two_activities_at_once_and_one_volunteer(activities: Activities) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    both = [await activities.published() for _ in range(2)]
    answers = await asyncio.gather(
        *(activities.join(activity_id, volunteer) for activity_id in both), return_exceptions=True
    )
    assert sum(answer in both for answer in answers) == 1
    assert len((await district.book(volunteer)).duties) == 1


async def test_ten_volunteers_and_two_places_on_duty(activities: Activities) -> None:
    district = activities.district
    activity_id = await activities.published()
    volunteers = [await district.volunteer() for _ in range(10)]
    answers = await asyncio.gather(
        *(activities.join(activity_id, volunteer) for volunteer in volunteers),
        return_exceptions=True,
    )
    assert answers.count(activity_id) == 2
    on_duty = set((await activities.roster(activity_id)).assignments)
    for volunteer in volunteers:
        assert ((await district.book(volunteer)).duties != {}) == (volunteer in on_duty)


async def test_only_a_volunteer_who_fits_joins_and_only_for_themselves(
    activities: Activities,
) -> None:
    district = activities.district
    volunteer, other = await district.volunteer(), await district.volunteer()
    theory = await activities.published(duty_category=Category.THEORY)
    with refused(Code.NOT_ELIGIBLE, "volunteerId"):
        await activities.join(theory, volunteer)
    skilled = await activities.published(duty_skills=("sound",))
    with refused(Code.NOT_ELIGIBLE, "volunteerId"):
        await activities.join(skilled, volunteer)
    command = JoinDuty(activity_id=await activities.published(), volunteer_id=volunteer)
    with refused(Code.FORBIDDEN, "volunteerId"):
        await district.give(command, district.as_volunteer(other))


@pytest.mark.parametrize("way", ["leaves", "no-show", "cancelled"])
async def test_who_does_not_serve_is_free_again(activities: Activities, way: str) -> None:
    district = activities.district
    volunteer = await district.volunteer()
    activity_id = await activities.published()
    await activities.join(activity_id, volunteer)
    match way:
        case "leaves":
            leaving = LeaveDuty(activity_id=activity_id, volunteer_id=volunteer, reason="有事")
            await district.give(leaving, district.as_volunteer(volunteer))
        case "no-show":
            district.now = (await activities.get(activity_id)).starts_at
            missing = RecordDutyNoShow(activity_id=activity_id, volunteer_id=volunteer)
            await district.give(missing, district.dispatcher)
        case _:
            calling_off = CancelActivity(activity_id=activity_id, reason="台风")
            await district.give(calling_off, district.admin)
    assert (await district.book(volunteer)).duties == {}


async def test_an_activity_with_somebody_on_duty_is_not_called_off(
    activities: Activities,
) -> None:
    district = activities.district
    activity_id: UUID = await activities.published()
    await activities.on_duty(activity_id, await district.volunteer())
    before = await district.position()
    with refused(Code.WRONG_STATE, "activityId"):
        await district.give(CancelActivity(activity_id=activity_id, reason="台风"), district.admin)
    assert await district.position() == before
