"""Activities, a series and a course of the served district, for reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from five_steps.commands.activities.activity_rating import RateActivity
from five_steps.commands.activities.courses import EnrolInCourse, OpenCourse
from five_steps.commands.activities.duty_hours import VerifyDutyHours
from five_steps.commands.activities.series import ExtendActivitySeries, PlanActivitySeries
from five_steps.domain.activities.line import ActivityLine, SubForm
from five_steps.domain.activities.recurrence import Frequency
from tests.commands.activities import RESIDENT, VOLUNTEER, Activities
from tests.graphql_api.activity_cases import WEEK, published, window

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api


@dataclass(frozen=True, slots=True)
class Outings:
    """The ids of what there is."""

    activity: UUID
    """Held, and rated by the resident."""
    served: UUID
    """The volunteer was on duty at it, and has the hours; nobody has recorded it as held."""
    draft: UUID
    series: UUID
    course: UUID
    """The resident is enrolled, and the volunteer waits."""


async def make_outings(api: Api, volunteer: UUID) -> Outings:
    """Make it, and wait until the views show it."""
    district, activities = api.district, Activities(api.district)
    served = await published(api)
    for resident in (district.resident, await activities.resident()):
        await activities.sign_up(served, resident)
    await activities.served(served, volunteer)
    verification = VerifyDutyHours(activity_id=served, volunteer_id=volunteer)
    await district.give(verification, district.dispatcher)
    rated = await published(api, title="村歌")
    await activities.sign_up(rated, district.resident)
    await activities.held(rated, district.resident)
    rating = RateActivity(
        activity_id=rated, participant_id=district.resident, score=5, comment="热闹"
    )
    await district.give(rating, district.as_resident)
    draft = await published(api, publish=False)
    plan = activities.plan(**window(api))
    series = await district.give(
        PlanActivitySeries(**plan, frequency=Frequency.WEEKLY, times=3), district.admin
    )
    until = district.now + 2 * WEEK
    await district.give(ExtendActivitySeries(series_id=series, until=until), district.admin)
    literacy = {"line": ActivityLine.CIVIC_LITERACY, "sub_form": SubForm.COURSE_HEALTH}
    course_plan = {**activities.plan(**window(api)), **literacy, "capacity": 1}
    course = await district.give(
        OpenCourse(**course_plan, frequency=Frequency.MONTHLY, times=2), district.admin
    )
    for kind, person in ((RESIDENT, district.resident), (VOLUNTEER, volunteer)):
        enrolment = EnrolInCourse(course_id=course, participant_id=person, participant_kind=kind)
        await district.give(enrolment, district.dispatcher)
    await api.shown()
    return Outings(rated, served, draft, series, course)
