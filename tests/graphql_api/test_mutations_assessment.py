"""Mutations of the yearly assessment, from the opening to the final."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands.guarantee.assessment.check import AnnounceAssessment, CheckIndicator
from five_steps.commands.guarantee.assessment.finalising import FinaliseAssessment
from five_steps.commands.guarantee.assessment.opening import OpenAssessment
from five_steps.commands.guarantee.assessment.publicity import (
    DecideAssessmentObjection,
    ObjectToAssessment,
)
from five_steps.commands.guarantee.assessment.self_review import StateIndicator, SubmitSelfReview
from five_steps.commands.organisation.units import FoundUnit
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.domain.organisation.tiers import PointKind, Tier
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.executions import same
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
from tests.graphql_api.test_subscriptions import connected

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

YEAR = 2026
YEAR_OVER = datetime(2027, 1, 4, tzinfo=UTC)
POINTS = 110
"""Practice points, of which each input takes one: a unit's year is assessed once."""
HASH = "ab" * 32

_points: list[UUID] = []
_serial = count(1)


async def a_point(api: Api) -> UUID:
    """A point that was there in the year, which is over now."""
    if api.district.now < YEAR_OVER:
        _points[:] = [
            await api.district.give(
                FoundUnit(
                    code=f"P{next(_serial)}",
                    name="百姓书屋",
                    tier=Tier.POINT,
                    point_kind=PointKind.BOOK_HOUSE,
                    parent_id=api.district.station,
                )
            )
            for _ in range(POINTS)
        ]
        api.district.now = YEAR_OVER
    return _points.pop()


async def opened(api: Api) -> UUID:
    return await api.district.give(OpenAssessment(unit_id=await a_point(api), year=YEAR), CENTRE)


async def submitted(api: Api) -> UUID:
    assessment_id = await opened(api)
    said = StateIndicator(
        assessment_id=assessment_id, indicator=Indicator.SATISFACTION, statement="全年无投诉"
    )
    await api.district.give(said, api.district.admin)
    await api.district.give(SubmitSelfReview(assessment_id=assessment_id), api.district.admin)
    return assessment_id


async def checked(api: Api) -> UUID:
    assessment_id = await submitted(api)
    for indicator in Indicator:
        check = CheckIndicator(assessment_id=assessment_id, indicator=indicator)
        await api.district.give(check, CENTRE)
    return assessment_id


async def announced(api: Api) -> UUID:
    assessment_id = await checked(api)
    await api.district.give(AnnounceAssessment(assessment_id=assessment_id), CENTRE)
    return assessment_id


def about(assessment_id: UUID, state: str, **shown: Any) -> Asked:
    id_ = gid("AssessmentProcess", assessment_id)
    return Asked({"assessmentId": id_}, {"id": id_, "state": state, **shown})


# --- inputs that are done -------------------------------------------------------------------------


async def open_assessment(api: Api) -> Asked:
    point = gid("Unit", await a_point(api))
    return Asked(
        {"unitId": point, "year": YEAR},
        {"state": "DRAFT", "year": YEAR, "unit": {"id": point}, "lowerCount": 0},
    )


async def state_indicator(api: Api) -> Asked:
    asked = about(await opened(api), "SELF_REVIEW")
    said = {"indicator": "SATISFACTION", "statement": "全年无投诉", "evidenceHashes": [HASH]}
    return Asked({**asked.given, **said}, asked.shown)


async def submit_self_review(api: Api) -> Asked:
    return about(await opened(api), "CHECK", submittedAt=api.district.now.isoformat())


async def check_indicator(api: Api) -> Asked:
    asked = about(await submitted(api), "CHECK")
    check = {"indicator": "PARTY_HOURS", "points": "-1.5", "reason": "两条记录不实"}
    return Asked({**asked.given, **check}, asked.shown)


async def announce_assessment(api: Api) -> Asked:
    ends_at = (api.district.now + timedelta(days=7)).isoformat()
    return about(await checked(api), "PUBLICITY", publicityEndsAt=ends_at, openObjections=0)


async def object_to_assessment(api: Api) -> Asked:
    asked = about(await announced(api), "PUBLICITY")
    return Asked(
        {**asked.given, "reason": "活动次数不实"},
        {
            "reason": "活动次数不实",
            "raisedBy": str(api.district.resident),
            "upheld": None,
            "process": {"id": asked.given["assessmentId"]},
        },
    )


async def decide_assessment_objection(api: Api) -> Asked:
    assessment_id = await announced(api)
    raised = ObjectToAssessment(assessment_id=assessment_id, reason="活动次数不实")
    id_ = gid("AssessmentObjection", await api.district.give(raised, api.district.as_resident))
    decision = {"upheld": True, "indicator": "ACTIVITY_COVERAGE"}
    return Asked(
        {
            "assessmentId": gid("AssessmentProcess", assessment_id),
            "objectionId": id_,
            "reason": "属实",
            "points": "-2",
            **decision,
        },
        {"id": id_, "decision": "属实", "points": -2, "decidedBy": "centre", **decision},
    )


async def finalise_assessment(api: Api) -> Asked:
    assessment_id = await announced(api)
    api.district.now += timedelta(days=7)
    return about(assessment_id, "FINAL", finalisedAt=api.district.now.isoformat())


def by_centre(district: District) -> Actor:
    return CENTRE


def by_admin(district: District) -> Actor:
    return district.admin


def by_resident(district: District) -> Actor:
    return district.as_resident


CASES = [
    Case("openAssessment", open_assessment, by_centre),
    Case("stateIndicator", state_indicator, by_admin),
    Case("submitSelfReview", submit_self_review, by_admin),
    Case("checkIndicator", check_indicator, by_centre),
    Case("announceAssessment", announce_assessment, by_centre),
    Case("objectToAssessment", object_to_assessment, by_resident),
    Case("decideAssessmentObjection", decide_assessment_objection, by_centre),
    Case("finaliseAssessment", finalise_assessment, by_centre),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("guarantee.assessment")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


OTHERWISE = {
    # Whoever has a token may object.
    ("foreign unit", "objectToAssessment"),
    # Points may be below nothing.
    ("decimal", "checkIndicator"),
    ("decimal", "decideAssessmentObjection"),
}


@pytest.mark.parametrize("points", ["-100.01", "100.01", "1e30", "NaN", "0.1234567"])
async def test_points_have_limits(api: Api, points: str) -> None:
    asked = await check_indicator(api)
    answer = await result(api, "checkIndicator", {**asked.given, "points": points}, CENTRE)
    assert (answer["__typename"], answer["field"]) == ("InvalidInput", "points")


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- being told -----------------------------------------------------------------------------------


async def test_a_unit_is_told_when_its_figures_change(api: Api) -> None:
    point = await a_point(api)
    query = """subscription ($unit: ID!) { assessmentChanged(unitId: $unit, year: 2026) {
        ownScore process { state } final { logPosition } } }"""
    async with connected(api, None) as socket:
        await socket.subscribe("a", query, unit=gid("Unit", point))
        first = (await socket.data("a"))["assessmentChanged"]
        assert first == {"ownScore": None, "process": None, "final": None}
        opening = OpenAssessment(unit_id=point, year=YEAR)
        assessment_id = await api.district.give(opening, CENTRE)
        told = (await socket.data("a"))["assessmentChanged"]
        assert told["process"] == {"state": "DRAFT"}
        await api.district.give(SubmitSelfReview(assessment_id=assessment_id), CENTRE)
        told = (await socket.data("a"))["assessmentChanged"]
        assert told["process"] == {"state": "CHECK"}


# --- an erasure -----------------------------------------------------------------------------------


async def test_an_objection_outlives_its_words(api: Api) -> None:
    assessment_id = await announced(api)
    raised = ObjectToAssessment(assessment_id=assessment_id, reason="活动次数不实")
    district = api.district
    objection_id = await district.give(raised, district.as_resident)
    await api.services.store.vault.erase(district.resident)
    await api.services.views.rebuild(["assessment_process"])
    query = "query ($id: ID!) { node(id: $id) { ... on AssessmentObjection { reason raisedBy } } }"
    id_ = gid("AssessmentObjection", objection_id)
    shown = (await api.data(query, {"id": id_}, by=CENTRE))["node"]
    assert shown == {"reason": None, "raisedBy": str(district.resident)}
    decision = DecideAssessmentObjection(
        assessment_id=assessment_id, objection_id=objection_id, upheld=False, reason="查无此事"
    )
    await district.give(decision, CENTRE)
    district.now += timedelta(days=7)
    await district.give(FinaliseAssessment(assessment_id=assessment_id), CENTRE)


# --- both executions ------------------------------------------------------------------------------

IN_FULL = """query ($unit: ID!) { unitAssessment(unitId: $unit, year: 2026) {
    score vetoed processPosition
    process { id year state openedAt submittedAt publicityBeganAt publicityEndsAt openObjections
        lowerCount lowerFinal finalisedAt position unit { code } assessment { score }
        reviews { indicator statement evidenceHashes statedBy statedAt points reason checkedBy
            checkedAt }
        objections(first: 5) { id reason raisedBy raisedAt upheld decision indicator points
            decidedBy decidedAt position process { id } } }
    final { year ownScore lowerCount lowerMean score grade vetoed policyVersion logPosition
        finalisedAt finalisedBy position
        indicators { indicator formula numerator denominator value target weight adjustment score
            explanation { formula numerator denominator events(first: 3) { totalCount
                edges { cursor node { position topic contribution } } } } } } } }"""


async def test_both_executions_show_the_same_process_and_final(api: Api) -> None:
    district = api.district
    assessment_id = await announced(api)
    raised = ObjectToAssessment(assessment_id=assessment_id, reason="活动次数不实")
    objection_id = await district.give(raised, district.dispatcher)
    decision = DecideAssessmentObjection(
        assessment_id=assessment_id, objection_id=objection_id, upheld=False, reason="查无此事"
    )
    await district.give(decision, CENTRE)
    district.now += timedelta(days=7)
    await district.give(FinaliseAssessment(assessment_id=assessment_id), CENTRE)
    await api.shown()
    assessment = await api.services.store.repository.get(UnitAssessment, assessment_id)
    unit = {"unit": gid("Unit", assessment.unit_id)}
    viewers = (None, district.as_resident, district.dispatcher, district.admin, AUDITOR, CENTRE)
    for by in viewers:
        assert await same(api, IN_FULL, unit, by) is not None
