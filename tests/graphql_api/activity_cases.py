"""A case for each mutation of activities, and what has to be there first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.commands import check_in_code
from five_steps.commands.activities.courses import EnrolInCourse, OpenCourse
from five_steps.commands.activities.series import PlanActivitySeries
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.recurrence import Frequency
from tests.commands.activities import HASH, RESIDENT, Activities
from tests.commands.district import SECRETS
from tests.graphql_api.api import gid
from tests.graphql_api.known_volunteer import KNOWN, KNOWN_ID, by_known, known_volunteer
from tests.graphql_api.mutation_laws import Asked, Case

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
OTHER_HASH = "cd" * 32


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def by_resident(district: District) -> Actor:
    return district.as_resident


# --- what has to be there first -------------------------------------------------------------------


def window(api: Api) -> dict[str, Any]:
    """Half an hour, soon, that overlaps no other such window."""
    api.district.now += 2 * HOUR
    start = api.district.now + HOUR
    return {"starts_at": start, "ends_at": start + HOUR / 2}


async def published(api: Api, **changes: Any) -> UUID:
    return await Activities(api.district).published(**{**window(api), **changes})


async def signed_up(api: Api) -> UUID:
    """An activity that the resident has a place at."""
    activity_id = await published(api)
    await Activities(api.district).sign_up(activity_id, api.district.resident)
    return activity_id


async def held(api: Api) -> UUID:
    """An activity that the resident was at."""
    activity_id = await signed_up(api)
    await Activities(api.district).held(activity_id, api.district.resident)
    return activity_id


async def joined(api: Api) -> UUID:
    """An activity that the known volunteer will be on duty at."""
    activity_id = await published(api)
    await Activities(api.district).join(activity_id, await known_volunteer(api))
    return activity_id


async def on_duty(api: Api) -> UUID:
    activity_id = await published(api)
    await Activities(api.district).on_duty(activity_id, await known_volunteer(api))
    return activity_id


async def submitted(api: Api) -> UUID:
    activity_id = await published(api)
    await Activities(api.district).served(activity_id, await known_volunteer(api))
    return activity_id


async def begin(api: Api, activity_id: UUID) -> Activity:
    """Let it become the time of its start."""
    activity = await Activities(api.district).get(activity_id)
    api.district.now = activity.starts_at
    return activity


async def series(api: Api) -> UUID:
    plan = Activities(api.district).plan(**window(api))
    command = PlanActivitySeries(**plan, frequency=Frequency.WEEKLY, times=3)
    return await api.district.give(command, api.district.admin)


async def course(api: Api) -> UUID:
    plan = Activities(api.district).plan(**window(api))
    command = OpenCourse(**plan, frequency=Frequency.WEEKLY, times=1)
    return await api.district.give(command, api.district.admin)


async def enrolled(api: Api) -> UUID:
    """A course that the resident is enrolled in."""
    course_id = await course(api)
    command = EnrolInCourse(
        course_id=course_id, participant_id=api.district.resident, participant_kind=RESIDENT
    )
    await api.district.give(command, api.district.as_resident)
    return course_id


# --- planning -------------------------------------------------------------------------------------

SHOWN = {
    "line": "THEORY_PREACHING",
    "subForm": "PERFORMANCE",
    "method": "TALK",
    "title": "理论宣讲进渔村",
    "description": "演艺式宣讲",
    "place": "文化礼堂",
    "capacity": 80,
    "dutyHeadcount": 3,
    "dutyCategory": "THEORY",
    "dutySkills": ["sound"],
}


def planned(api: Api) -> dict[str, Any]:
    when = window(api)
    return {
        "unitId": gid("Unit", api.district.station),
        "startsAt": when["starts_at"].isoformat(),
        "endsAt": when["ends_at"].isoformat(),
        **SHOWN,
    }


async def create_activity(api: Api) -> Asked:
    given = planned(api)
    return Asked(
        {**given, "signUpClosesAt": given["startsAt"], "publish": False},
        {
            **SHOWN,
            "state": "DRAFT",
            "openForSignUp": False,
            "placeCount": 0,
            "createdBy": "admin",
            "unit": {"id": given["unitId"]},
        },
    )


async def publish_activity(api: Api) -> Asked:
    id_ = gid("Activity", await published(api, publish=False))
    return Asked({"activityId": id_}, {"id": id_, "state": "PUBLISHED", "openForSignUp": True})


async def change_activity(api: Api) -> Asked:
    id_ = gid("Activity", await published(api))
    shown = {"title": "村晚", "description": "改在室内", "place": "小学礼堂", "capacity": 120}
    return Asked({"activityId": id_, **shown}, {"id": id_, **shown})


async def cancel_activity(api: Api) -> Asked:
    id_ = gid("Activity", await published(api))
    return Asked(
        {"activityId": id_, "reason": "台风"},
        {"id": id_, "state": "CANCELLED", "cancellationReason": "台风"},
    )


# --- taking part ----------------------------------------------------------------------------------


async def sign_up_for_activity(api: Api) -> Asked:
    id_ = gid("Activity", await published(api))
    resident = gid("Resident", api.district.resident)
    return Asked(
        {"activityId": id_, "participantId": resident},
        {"id": id_, "placeCount": 1, "waitingCount": 0},
    )


async def cancel_sign_up(api: Api) -> Asked:
    id_ = gid("Activity", await signed_up(api))
    resident = gid("Resident", api.district.resident)
    return Asked({"activityId": id_, "participantId": resident}, {"id": id_, "placeCount": 0})


async def check_in_participant(api: Api) -> Asked:
    activity = await begin(api, await signed_up(api))
    id_ = gid("Activity", activity.id)
    return Asked(
        {
            "activityId": id_,
            "participantId": gid("Resident", api.district.resident),
            "code": check_in_code(SECRETS, activity.id),
        },
        {"id": id_, "attendedCount": 1, "checkInCode": None},
    )


async def rate_activity(api: Api) -> Asked:
    id_ = gid("Activity", await held(api))
    resident = gid("Resident", api.district.resident)
    return Asked(
        {"activityId": id_, "participantId": resident, "score": 4, "comment": "热闹"},
        {"id": id_, "ratingsCount": 1, "rating": 4.0},
    )


async def record_activity_held(api: Api) -> Asked:
    activity = await begin(api, await signed_up(api))
    api.district.now = activity.ends_at
    id_ = gid("Activity", activity.id)
    return Asked(
        {"activityId": id_, "attendance": 85, "evidenceHashes": [HASH]},
        {"id": id_, "state": "HELD", "attendance": 85, "evidenceHashes": [HASH]},
    )


async def add_activity_evidence(api: Api) -> Asked:
    id_ = gid("Activity", await held(api))
    return Asked(
        {"activityId": id_, "evidenceHashes": [OTHER_HASH]},
        {"id": id_, "evidenceHashes": [OTHER_HASH]},
    )


# --- duty -----------------------------------------------------------------------------------------


def of_known(activity_id: UUID) -> dict[str, Any]:
    return {"activityId": gid("Activity", activity_id), "volunteerId": KNOWN_ID}


async def join_duty(api: Api) -> Asked:
    await known_volunteer(api)
    activity_id = await published(api)
    return Asked(of_known(activity_id), {"id": gid("Activity", activity_id), "dutyCount": 1})


async def leave_duty(api: Api) -> Asked:
    activity_id = await joined(api)
    return Asked(
        {**of_known(activity_id), "reason": "有事"},
        {"id": gid("Activity", activity_id), "dutyCount": 0},
    )


async def check_in_duty(api: Api) -> Asked:
    activity = await begin(api, await joined(api))
    code = check_in_code(SECRETS, activity.id)
    return Asked(
        {**of_known(activity.id), "code": code, "location": "27.84, 121.12"},
        {"id": gid("Activity", activity.id), "dutyCount": 1},
    )


async def check_out_duty(api: Api) -> Asked:
    activity_id = await on_duty(api)
    code = check_in_code(SECRETS, activity_id)
    return Asked(
        {
            **of_known(activity_id),
            "code": code,
            "location": "27.84, 121.12",
            "evidenceHash": HASH,
        },
        {"id": gid("Activity", activity_id), "dutyCount": 1},
    )


async def record_duty_no_show(api: Api) -> Asked:
    activity = await begin(api, await joined(api))
    return Asked(of_known(activity.id), {"id": gid("Activity", activity.id), "dutyCount": 1})


async def submit_duty_hours(api: Api) -> Asked:
    activity_id = await on_duty(api)
    await Activities(api.district).go_off(activity_id, KNOWN)
    return Asked(
        {**of_known(activity_id), "minutes": 25, "note": "提前布置"},
        {
            "minutes": 25,
            "state": "SUBMITTED",
            "kind": "CREDITED",
            "activity": {"id": gid("Activity", activity_id)},
        },
    )


async def verify_duty_hours(api: Api) -> Asked:
    activity_id = await submitted(api)
    return Asked(
        {**of_known(activity_id), "minutes": 20},
        {
            "minutes": 20,
            "state": "VERIFIED",
            "verifiedBy": "dispatcher",
            "activity": {"id": gid("Activity", activity_id)},
        },
    )


async def reject_duty_hours(api: Api) -> Asked:
    activity_id = await submitted(api)
    return Asked(
        {**of_known(activity_id), "reason": "未到岗"},
        {"state": "REJECTED", "rejectionReason": "未到岗"},
    )


# --- series and courses ---------------------------------------------------------------------------


async def plan_activity_series(api: Api) -> Asked:
    given = planned(api)
    recurs = {"frequency": "MONTHLY", "interval": 2, "times": 6}
    return Asked(
        {**given, **recurs, "signUpDays": 7},
        {
            **recurs,
            "title": SHOWN["title"],
            "line": SHOWN["line"],
            "method": SHOWN["method"],
            "signUpDays": 7,
            "activityCount": 0,
            "unit": {"id": given["unitId"]},
        },
    )


async def extend_activity_series(api: Api) -> Asked:
    id_ = gid("ActivitySeries", await series(api))
    until = (api.district.now + 2 * WEEK).isoformat()
    return Asked({"seriesId": id_, "until": until}, {"id": id_, "activityCount": 2})


async def end_activity_series(api: Api) -> Asked:
    id_ = gid("ActivitySeries", await series(api))
    return Asked({"seriesId": id_, "reason": "场地装修"}, {"id": id_, "endedReason": "场地装修"})


async def open_course(api: Api) -> Asked:
    given = planned(api)
    return Asked(
        {
            **given,
            "frequency": "WEEKLY",
            "times": 4,
            "completionPercent": 75,
            "enrolmentClosesAt": given["startsAt"],
        },
        {
            "title": SHOWN["title"],
            "state": "OPEN",
            "sessionCount": 4,
            "completionPercent": 75,
            "openForEnrolment": True,
            "sessions": [{"state": "PUBLISHED"}] * 4,
        },
    )


async def enrol_in_course(api: Api) -> Asked:
    id_ = gid("Course", await course(api))
    resident = gid("Resident", api.district.resident)
    return Asked({"courseId": id_, "participantId": resident}, {"id": id_, "placeCount": 1})


async def cancel_enrolment(api: Api) -> Asked:
    id_ = gid("Course", await enrolled(api))
    resident = gid("Resident", api.district.resident)
    return Asked({"courseId": id_, "participantId": resident}, {"id": id_, "placeCount": 0})


async def complete_course(api: Api) -> Asked:
    course_id = await enrolled(api)
    activities = Activities(api.district)
    for session_id in (await activities.course(course_id)).session_ids:
        await activities.held(session_id, api.district.resident)
    id_ = gid("Course", course_id)
    return Asked(
        {"courseId": id_},
        {"id": id_, "state": "COMPLETED", "sessionsHeld": 1, "completedCount": 1},
    )


async def cancel_course(api: Api) -> Asked:
    id_ = gid("Course", await course(api))
    return Asked(
        {"courseId": id_, "reason": "师资不足"},
        {"id": id_, "state": "CANCELLED", "cancellationReason": "师资不足"},
    )


CASES = [
    Case("createActivity", create_activity, by_admin),
    Case("publishActivity", publish_activity, by_admin),
    Case("changeActivity", change_activity, by_admin),
    Case("cancelActivity", cancel_activity, by_admin),
    Case("signUpForActivity", sign_up_for_activity, by_dispatcher),
    Case("cancelSignUp", cancel_sign_up, by_dispatcher),
    Case("checkInParticipant", check_in_participant, by_resident),
    Case("rateActivity", rate_activity, by_resident),
    Case("recordActivityHeld", record_activity_held, by_dispatcher),
    Case("addActivityEvidence", add_activity_evidence, by_dispatcher),
    Case("joinDuty", join_duty, by_known),
    Case("leaveDuty", leave_duty, by_known),
    Case("checkInDuty", check_in_duty, by_known),
    Case("checkOutDuty", check_out_duty, by_known),
    Case("recordDutyNoShow", record_duty_no_show, by_dispatcher),
    Case("submitDutyHours", submit_duty_hours, by_known),
    Case("verifyDutyHours", verify_duty_hours, by_dispatcher),
    Case("rejectDutyHours", reject_duty_hours, by_dispatcher),
    Case("planActivitySeries", plan_activity_series, by_admin),
    Case("extendActivitySeries", extend_activity_series, by_admin),
    Case("endActivitySeries", end_activity_series, by_admin),
    Case("openCourse", open_course, by_admin),
    Case("enrolInCourse", enrol_in_course, by_dispatcher),
    Case("cancelEnrolment", cancel_enrolment, by_dispatcher),
    Case("completeCourse", complete_course, by_dispatcher),
    Case("cancelCourse", cancel_course, by_admin),
]
