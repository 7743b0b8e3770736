"""A unit's year and how it is assessed, told step by step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from five_steps.domain.guarantee.indicators import Indicator
from tests.commands.district import id_number
from tests.graphql_api.api import CENTRE, gid
from tests.mission.order_story import completed, placed
from tests.mission.telling import done, seen, time_passes

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

DAY = timedelta(days=1)
YEAR = 2026
YEAR_OVER = datetime(2027, 1, 4, tzinfo=UTC)
SECOND = Actor("second", Role.CENTRE_ADMIN)
"""Another one of the centre."""
STAGES = ("DRAFT", "SELF_REVIEW", "CHECK", "PUBLICITY", "FINAL")

FIGURES = """indicator value target weight score numerator denominator
    explanation { formula numerator denominator denominatorConstant events(first: 100) { totalCount
        edges { node { position topic originatorId recordedAt contribution
            denominatorContribution } } } }"""
ASSESSMENT = f"""query ($unit: ID!, $year: Int!) {{ unitAssessment(unitId: $unit, year: $year) {{
    score ownScore grade vetoed policyVersion position
    indicators {{ state formula {FIGURES} }}
    lower {{ edges {{ node {{ score unit {{ id }} }} }} }}
    process {{ id state lowerCount lowerFinal openObjections publicityEndsAt
        reviews {{ indicator statement evidenceHashes statedBy points reason checkedBy }}
        objections(first: 9) {{ id reason upheld decision raisedBy indicator points }} }}
    final {{ score ownScore grade vetoed policyVersion logPosition lowerCount lowerMean finalisedBy
        indicators {{ adjustment {FIGURES} }} }} }} }}"""


async def live_through_a_year(api: Api) -> None:
    """What the station does in 2026: some of everything that is assessed."""
    district = api.district
    member, other = [await district.volunteer() for _ in range(2)]
    numbers = [id_number(district._people - 1), id_number(950)]
    roster = {"unitId": gid("Unit", district.station), "year": YEAR, "idNumbers": numbers}
    await done(api, "recordPartyRoster", district.admin, roster)
    rated = await completed(api, member, minutes=120)
    await rated.rate(5, comment="很好")
    await (await completed(api, member, other, minutes=90)).rate(4)
    unserved = await placed(api)
    await hold_an_activity(api)
    await establish_a_project(api)
    await time_passes(api, district.now + 30 * DAY)
    assert (await unserved.see("state"))["state"] == "EXPIRED"


async def hold_an_activity(api: Api) -> None:
    """An activity of one of the six lines."""
    district = api.district
    begins = district.now + 2 * DAY
    plan = {
        "unitId": gid("Unit", district.station),
        "line": "THEORY_PREACHING",
        "subForm": "PERFORMANCE",
        "method": "TALK",
        "title": "理论宣讲进渔村",
        "place": "文化礼堂",
        "startsAt": begins.isoformat(),
        "endsAt": (begins + timedelta(hours=2)).isoformat(),
        "signUpClosesAt": begins.isoformat(),
        "capacity": 80,
        "publish": True,
    }
    activity = {"activityId": (await done(api, "createActivity", district.admin, plan))["id"]}
    district.now = begins + timedelta(hours=2)
    await done(api, "recordActivityHeld", district.dispatcher, {**activity, "attendance": 60})


async def establish_a_project(api: Api) -> None:
    """A project that is to end in the year, and is given up."""
    district = api.district
    plan = {
        "unitId": gid("Unit", district.station),
        "name": "银龄陪伴",
        "category": "EDUCATION",
        "aims": "独居老人每周有人上门",
        "lead": "村书记",
        "plannedStart": district.now.isoformat(),
        "plannedEnd": (district.now + 30 * DAY).isoformat(),
    }
    project = {"projectId": (await done(api, "establishProject", district.admin, plan))["id"]}
    await done(api, "abandonProject", district.admin, {**project, "reason": "经费取消"})


async def assessment(api: Api, unit: UUID, by: Actor | None = CENTRE) -> dict[str, Any]:
    """A unit's assessment, as somebody sees it."""
    found: dict[str, Any] = await seen(api, ASSESSMENT, by, unit=gid("Unit", unit), year=YEAR)
    return found


async def opened(api: Api, *units: UUID) -> list[str]:
    """The assessments of units, from above."""
    return [
        (await done(api, "openAssessment", CENTRE, {"unitId": gid("Unit", unit), "year": YEAR}))[
            "id"
        ]
        for unit in units
    ]


async def led_to(api: Api, assessment_id: str, stage: str, *, unit_admin: Actor) -> None:
    """Lead an assessment on as far as a stage."""
    about = {"assessmentId": assessment_id}
    wanted = STAGES.index(stage)
    if wanted >= STAGES.index("SELF_REVIEW"):
        said = {
            "indicator": "SATISFACTION",
            "statement": "全年无投诉",
            "evidenceHashes": ["a" * 64],
        }
        await done(api, "stateIndicator", unit_admin, {**about, **said})
    if wanted >= STAGES.index("CHECK"):
        await done(api, "submitSelfReview", unit_admin, about)
    if wanted >= STAGES.index("PUBLICITY"):
        for indicator in Indicator:
            await done(api, "checkIndicator", CENTRE, {**about, "indicator": indicator.value})
        await done(api, "announceAssessment", CENTRE, about)
    if wanted >= STAGES.index("FINAL"):
        api.district.now += 7 * DAY
        await done(api, "finaliseAssessment", SECOND, about)


def by_indicator(indicators: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Figures by their indicator."""
    return {figures["indicator"]: figures for figures in indicators}


def recount(figures: dict[str, Any]) -> tuple[Any, Any]:
    """Numerator and denominator, added up from the events that explain a figure."""
    explanation = figures["explanation"]
    nodes = [edge["node"] for edge in explanation["events"]["edges"]]
    assert explanation["events"]["totalCount"] == len(nodes)
    assert [node["position"] for node in nodes] == sorted(node["position"] for node in nodes)
    numerator = sum(node["contribution"] for node in nodes)
    denominator = sum(node["denominatorContribution"] for node in nodes)
    denominator += explanation["denominatorConstant"]
    # GraphQL's figures are rounded to four places.
    return pytest.approx(numerator, abs=5e-5), pytest.approx(denominator, abs=5e-5)
