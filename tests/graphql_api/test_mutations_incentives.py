"""Mutations of hours, stars and the rules of points."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.domain.ordering.category import Category
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)
from tests.graphql_api.test_mutations_points import CASES as POINTS_CASES

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_seconds = count(1)


def by_centre(district: District) -> Actor:
    return CENTRE


def by_second_person(district: District) -> Actor:
    return district.admin


def by_new_admin(district: District) -> Actor:
    """Somebody who has not come to the day's limit of back entries."""
    return Actor(uuid4().hex, Role.UNIT_ADMIN, district.institute)


def hours(api: Api, *, minutes: int = 120) -> dict[str, Any]:
    """When and what for hours were served that no check-in recorded."""
    start = api.district.now - timedelta(hours=5)
    return {
        "unitId": gid("Unit", api.district.station),
        "category": "CIVILITY",
        "startsAt": start.isoformat(),
        "endsAt": (start + timedelta(hours=2)).isoformat(),
        "minutes": minutes,
    }


def back_hours(api: Api, volunteer: str) -> dict[str, Any]:
    return {
        **hours(api),
        "volunteerId": volunteer,
        "reason": "断网未签到",
        "evidenceHash": "A" * 64,
    }


async def new_volunteer(api: Api) -> str:
    return gid("Volunteer", await api.district.volunteer())


async def entered(api: Api) -> dict[str, Any]:
    """Back-entered hours that wait for the second person, as an input names them."""
    volunteer = await new_volunteer(api)
    answer = await result(
        api,
        "enterBackHours",
        back_hours(api, volunteer),
        by_new_admin(api.district),
        shown={"id": ""},
    )
    return {"volunteerId": volunteer, "recordId": answer["serviceRecord"]["id"]}


async def imported(api: Api, volunteer_id: UUID, *, hours: int = 2) -> UUID:
    """A verified record."""
    start = api.district.now - timedelta(days=40)
    return await api.district.give(
        ImportServiceRecord(
            source="2025 花名册",
            natural_key=uuid4().hex,
            volunteer_id=volunteer_id,
            unit_id=api.district.station,
            category=Category.CULTURE,
            starts_at=start,
            ends_at=start + timedelta(hours=hours),
            minutes=hours * 60,
            verified_by="旧系统",
        )
    )


# --- hours ----------------------------------------------------------------------------------------


async def enter_back_hours(api: Api) -> Asked:
    volunteer = await new_volunteer(api)
    return Asked(
        back_hours(api, volunteer),
        {
            "kind": "BACK_ENTERED",
            "state": "SUBMITTED",
            "category": "CIVILITY",
            "minutes": 120,
            "reason": "断网未签到",
            "evidenceHash": "a" * 64,
            "volunteer": {"id": volunteer},
            "unit": {"id": gid("Unit", api.district.station)},
        },
    )


async def verify_back_hours(api: Api) -> Asked:
    named = await entered(api)
    return Asked(
        {**named, "minutes": 90},
        {
            "id": named["recordId"],
            "state": "VERIFIED",
            "minutes": 90,
            "volunteer": {"id": named["volunteerId"], "minutes": 90},
        },
    )


async def reject_back_hours(api: Api) -> Asked:
    named = await entered(api)
    return Asked(
        {**named, "reason": "证据不足"},
        {"id": named["recordId"], "state": "REJECTED", "rejectionReason": "证据不足"},
    )


async def import_service_record(api: Api) -> Asked:
    volunteer = await new_volunteer(api)
    given = {
        **hours(api),
        "volunteerId": volunteer,
        "source": "2025 花名册",
        "naturalKey": uuid4().hex,
        "verifiedBy": "旧系统",
    }
    return Asked(
        given,
        {
            "kind": "IMPORTED",
            "state": "VERIFIED",
            "minutes": 120,
            "verifiedBy": "旧系统",
            "volunteer": {"id": volunteer, "minutes": 120},
        },
    )


# --- corrections and rules ------------------------------------------------------------------------


async def correct_hours(api: Api) -> Asked:
    volunteer_id = await api.district.volunteer()
    record = gid("ServiceRecord", await imported(api, volunteer_id))
    volunteer = gid("Volunteer", volunteer_id)
    return Asked(
        {"volunteerId": volunteer, "recordId": record, "minutes": 60, "reason": "误记"},
        {
            "id": record,
            "minutes": 60,
            "correctionCount": 1,
            "correctionReason": "误记",
            "volunteer": {"id": volunteer, "minutes": 60},
        },
    )


async def demote_star(api: Api) -> Asked:
    volunteer_id = await api.district.volunteer()
    for _ in range(13):
        await imported(api, volunteer_id, hours=8)
        api.district.now += timedelta(days=1)
    volunteer = gid("Volunteer", volunteer_id)
    return Asked(
        {"volunteerId": volunteer, "level": 0, "reason": "失信"},
        {
            "id": volunteer,
            "starLevel": 0,
            "minutes": 13 * 8 * 60,
            "starChanges": [
                {"level": 0, "previousLevel": 1, "reason": "失信"},
                {"level": 1, "previousLevel": 0, "reason": None},
            ],
        },
    )


async def publish_incentive_policy(api: Api) -> Asked:
    effective_from = api.district.now + timedelta(days=900, seconds=next(_seconds))
    return Asked(
        {
            "effectiveFrom": effective_from.isoformat(),
            "pointsPerHour": 5,
            "scoreCoefficients": ["0", "0.5", "0.8", "1", "1.5"],
            "pointsForBackEntry": True,
            "dayMinutesMax": 600,
        },
        {"kind": "INCENTIVE", "effectiveFrom": effective_from.isoformat(), "publishedBy": "centre"},
    )


CASES = [
    Case("enterBackHours", enter_back_hours, by_new_admin),
    Case("verifyBackHours", verify_back_hours, by_second_person),
    Case("rejectBackHours", reject_back_hours, by_second_person),
    Case("importServiceRecord", import_service_record, by_centre),
    Case("correctHours", correct_hours, by_second_person),
    Case("demoteStar", demote_star, by_centre),
    Case("publishIncentivePolicy", publish_incentive_policy, by_centre),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in (*CASES, *POINTS_CASES)} == of_chapter("incentives")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- rules that show in the answer ----------------------------------------------------------------


async def test_who_entered_hours_does_not_verify_them(api: Api) -> None:
    volunteer, staff = await new_volunteer(api), by_new_admin(api.district)
    answer = await result(
        api, "enterBackHours", back_hours(api, volunteer), staff, shown={"id": ""}
    )
    named = {"volunteerId": volunteer, "recordId": answer["serviceRecord"]["id"]}
    for name, given in (
        ("verifyBackHours", named),
        ("rejectBackHours", {**named, "reason": "证据不足"}),
    ):
        answer = await result(api, name, given, staff)
        assert (answer["__typename"], answer["code"], answer["field"]) == (
            "Forbidden",
            "SECOND_PERSON_REQUIRED",
            "recordId",
        )


async def test_all_minutes_are_verified_unless_fewer_are_named(api: Api) -> None:
    answer = await result(
        api, "verifyBackHours", await entered(api), api.district.admin, shown={"minutes": 0}
    )
    assert answer["serviceRecord"] == {"minutes": 120}


async def test_hours_do_not_overlap(api: Api) -> None:
    volunteer = await new_volunteer(api)
    answers = [
        await result(api, "enterBackHours", back_hours(api, volunteer), by_new_admin(api.district))
        for _ in range(2)
    ]
    assert [answer["__typename"] for answer in answers] == ["ServiceRecordChanged", "Conflict"]
    assert answers[1]["code"] == "OVERLAP"


async def test_a_record_is_imported_once(api: Api) -> None:
    asked = await import_service_record(api)
    await result(api, "importServiceRecord", asked.given, CENTRE)
    answer = await result(api, "importServiceRecord", asked.given, CENTRE)
    assert (answer["__typename"], answer["code"], answer["field"]) == (
        "Conflict",
        "DUPLICATE",
        "naturalKey",
    )


async def test_a_published_version_shows_its_rules(api: Api) -> None:
    asked = await publish_incentive_policy(api)
    answer = await result(
        api, "publishIncentivePolicy", asked.given, CENTRE, shown={"rules": "", "version": 0}
    )
    rules = json.loads(answer["policy"]["rules"])
    assert answer["policy"]["version"] > 1
    assert rules["points_per_hour"] == 5
    assert rules["score_coefficients"] == ["0", "0.5", "0.8", "1", "1.5"]
    # What is left out is the mission's default.
    assert rules["star_minutes"] == [6_000, 18_000, 36_000, 60_000, 90_000]
    assert rules["lot_years"] == 2


async def test_no_version_is_put_before_another(api: Api) -> None:
    asked = await publish_incentive_policy(api)
    await result(api, "publishIncentivePolicy", asked.given, CENTRE)
    answer = await result(api, "publishIncentivePolicy", asked.given, CENTRE)
    assert (answer["__typename"], answer["code"], answer["field"]) == (
        "Conflict",
        "TOO_EARLY",
        "effectiveFrom",
    )


@pytest.mark.parametrize(
    ("changes", "field", "allowed"),
    [
        ({"starMinutes": [60]}, "starMinutes", "5 values"),
        ({"starMinutes": [60, 120, 120, 180, 240]}, "starMinutes", "rising values"),
        ({"scoreCoefficients": ["1"] * 6}, "scoreCoefficients", "5 values"),
        ({"lotYears": 11}, "lotYears", "1–10"),
    ],
)
async def test_rules_that_cannot_be(
    api: Api, changes: dict[str, Any], field: str, allowed: str
) -> None:
    asked = await publish_incentive_policy(api)
    answer = await result(api, "publishIncentivePolicy", {**asked.given, **changes}, CENTRE)
    assert (answer["__typename"], answer["field"], answer["allowed"]) == (
        "InvalidInput",
        field,
        allowed,
    )
