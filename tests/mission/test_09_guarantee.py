"""§9 Guarantee 运行保障: the annual comprehensive assessment 年度综合考核 per unit and year."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from five_steps.commands import Actor, Role
from five_steps.commands.organisation.units import FoundUnit
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.organisation.tiers import PointKind, Tier
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.mission.assessment_story import (
    DAY,
    SECOND,
    YEAR,
    YEAR_OVER,
    assessment,
    by_indicator,
    led_to,
    live_through_a_year,
    opened,
    recount,
)
from tests.mission.telling import done, refused, seen, time_passes

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_serial = count(1)
_points: list[UUID] = []


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def year(api: Api) -> None:
    """The year that is assessed; it is over when the tests begin."""
    _points.extend([await _found_a_point(api) for _ in range(6)])
    await live_through_a_year(api)
    await time_passes(api, YEAR_OVER)
    await api.district.volunteer()


def station_admin(api: Api) -> Actor:
    return Actor("station-admin", Role.UNIT_ADMIN, api.district.station)


def a_point() -> UUID:
    """A practice point: whatever becomes of its assessment, nobody rolls it up."""
    return _points.pop()


async def _found_a_point(api: Api) -> UUID:
    return await api.district.give(
        FoundUnit(
            code=f"BA-P{next(_serial)}",
            name="百姓书屋",
            tier=Tier.POINT,
            point_kind=PointKind.BOOK_HOUSE,
            parent_id=api.district.station,
        )
    )


# --- indicators, weights, targets -----------------------------------------------------------------


async def test_ten_indicators_weigh_a_hundred_points(api: Api) -> None:
    query = """query ($asOf: DateTime) { policy(asOf: $asOf) { kind rules } }"""
    policies = await seen(api, query, None, asOf=YEAR_OVER.isoformat())
    (rules,) = (json.loads(p["rules"]) for p in policies if p["kind"] == "ASSESSMENT")
    weights = {rule["indicator"]: rule["weight"] for rule in rules["indicators"]}
    assert list(weights.values()) == [15, 10, 20, 10, 10, 10, 10, 5, 5, 5]
    assert list(weights) == list(Indicator)
    targets = {rule["indicator"]: float(rule["target"]) for rule in rules["indicators"]}
    assert (targets["PARTY_PARTICIPATION"], targets["PARTY_HOURS"]) == (0.8, 20)
    grades = [rules[name] for name in ("excellent_least", "good_least", "pass_least")]
    assert grades == ["90", "80", "60"]
    assert (rules["own_share"], rules["veto_grade_most"]) == ("0.6", "PASS")


async def test_each_indicator_is_measured_from_what_happened(api: Api) -> None:
    figures = by_indicator((await assessment(api, api.district.station))["indicators"])
    measured = {
        indicator: (of["numerator"], of["denominator"])
        for indicator, of in figures.items()
        if of["state"] == "MEASURED"
    }
    assert measured == {
        "ORDER_COMPLETION": (2, 2),
        "TIMELY_RESPONSE": (2, 2),
        "SATISFACTION": (9, 2),
        "ACTIVE_VOLUNTEERS": (2, 2),
        "PARTY_PARTICIPATION": (1, 2),
        "PARTY_HOURS": (3.5, 2),
        "ACTIVITY_COVERAGE": (1, 6),
        "PROJECTS_CLOSED": (0, 1),
        "FOLLOW_UPS": (0, figures["FOLLOW_UPS"]["denominator"]),
    }
    # What nobody answered in time went a tier up, and ended there.
    above = by_indicator((await assessment(api, api.district.institute))["indicators"])
    for indicator in ("ORDER_COMPLETION", "TIMELY_RESPONSE"):
        assert (above[indicator]["numerator"], above[indicator]["denominator"]) == (0, 1)


async def test_party_members_are_to_take_part_by_80_percent_and_20_hours_each(api: Api) -> None:
    figures = by_indicator((await assessment(api, api.district.station))["indicators"])
    participation, hours = figures["PARTY_PARTICIPATION"], figures["PARTY_HOURS"]
    assert (participation["value"], participation["target"]) == (0.5, 0.8)
    assert participation["score"] == pytest.approx(participation["weight"] * 0.5 / 0.8, abs=0.006)
    assert (hours["value"], hours["target"]) == (1.75, 20)
    assert hours["score"] == pytest.approx(hours["weight"] * 1.75 / 20, abs=0.006)


async def test_what_does_not_apply_hands_its_weight_to_the_rest(api: Api) -> None:
    indicators = (await assessment(api, api.district.station))["indicators"]
    idle = by_indicator(indicators)["MEETING_TASKS"]
    assert (idle["state"], idle["weight"], idle["explanation"]) == ("NOT_APPLICABLE", 0, None)
    assert sum(of["weight"] for of in indicators) == pytest.approx(100)
    # A book house need not hold all six lines of activities.
    point = a_point()
    coverage = by_indicator((await assessment(api, point))["indicators"])["ACTIVITY_COVERAGE"]
    assert (coverage["state"], coverage["weight"]) == ("NOT_APPLICABLE", 0)


async def test_indicators_are_data_that_the_centre_publishes(api: Api) -> None:
    effective_from = (api.district.now + timedelta(days=3000)).isoformat()
    rule: dict[str, Any] = {"indicator": "MEETING_TASKS", "weight": 100, "target": "1"}
    given = {"effectiveFrom": effective_from, "publicityDays": 5, "vetoGradeMost": "FAIL"}
    for wrong, field in (
        ({"formula": "MEAN_RATING"}, "indicators.formula"),
        ({"tiers": []}, "indicators.tiers"),
        ({"weight": 99}, "indicators"),
    ):
        spoilt = {**given, "indicators": [{**rule, **wrong}]}
        refusal = await refused(api, "publishAssessmentPolicy", CENTRE, spoilt)
        assert refusal == ("INVALID", field)
    narrow = {"formula": "MEETING_TASKS_IN_TIME", "tiers": ["POINT"], "pointKinds": ["SCHOOL"]}
    await _publish(api, {**given, "indicators": [{**rule, **narrow}]})
    query = "query ($asOf: DateTime) { policy(asOf: $asOf) { kind rules } }"
    policies = await seen(api, query, None, asOf=effective_from)
    (rules,) = (json.loads(p["rules"]) for p in policies if p["kind"] == "ASSESSMENT")
    assert rules["indicators"] == [
        {**rule, "formula": narrow["formula"], "tiers": ["POINT"], "point_kinds": ["SCHOOL"]}
    ]


async def _publish(api: Api, given: dict[str, Any]) -> None:
    document = """mutation ($input: PublishAssessmentPolicyInput!) {
        publishAssessmentPolicy(input: $input) { __typename } }"""
    sent = {**given, "commandId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}
    answer = await api.data(document, {"input": sent}, by=CENTRE)
    assert answer["publishAssessmentPolicy"]["__typename"] == "PolicyPublished"


# --- every figure explains itself -----------------------------------------------------------------


async def test_recounting_the_events_behind_a_figure_gives_the_figure(api: Api) -> None:
    for unit in (api.district.station, api.district.institute):
        for figures in (await assessment(api, unit, AUDITOR))["indicators"]:
            if figures["state"] == "MEASURED":
                assert (figures["numerator"], figures["denominator"]) == recount(figures), figures


async def test_a_figure_leads_to_exactly_its_events(api: Api) -> None:
    figures = by_indicator((await assessment(api, api.district.station, AUDITOR))["indicators"])

    def topics(indicator: str) -> list[str]:
        events = figures[indicator]["explanation"]["events"]["edges"]
        return [edge["node"]["topic"] for edge in events]

    assert topics("SATISFACTION") == ["order.rated", "order.rated"]
    assert topics("ORDER_COMPLETION") == ["order.completed", "order.completed"]
    assert topics("PARTY_HOURS") == [
        "party_roster.recorded",
        "service_book.hours_verified",
        "service_book.hours_verified",
    ]
    assert topics("PARTY_PARTICIPATION") == ["party_roster.recorded", "service_book.hours_verified"]
    assert topics("ACTIVITY_COVERAGE") == ["activity.held"]
    assert topics("PROJECTS_CLOSED") == ["project.created"]
    (node,) = (
        edge["node"] for edge in figures["ACTIVITY_COVERAGE"]["explanation"]["events"]["edges"]
    )
    query = "query ($id: ID!) { events(originatorId: $id) { edges { node { position topic } } } }"
    log = await seen(api, query, AUDITOR, id=node["originatorId"])
    assert {"position": node["position"], "topic": node["topic"]} in [
        edge["node"] for edge in log["edges"]
    ]


async def test_the_events_are_shown_to_staff_of_the_unit_and_above(api: Api) -> None:
    def events(found: dict[str, Any]) -> int:
        explanation = by_indicator(found["indicators"])["SATISFACTION"]["explanation"]
        assert explanation["formula"] == "MEAN_RATING"
        assert (explanation["numerator"], explanation["denominator"]) == (9, 2)
        return int(explanation["events"]["totalCount"])

    district = api.district
    for somebody, seen_by_them in (
        (None, 0),
        (district.as_resident, 0),
        (district.stranger, 0),
        (district.dispatcher, 2),
        (district.admin, 2),
        (AUDITOR, 2),
    ):
        assert events(await assessment(api, district.station, somebody)) == seen_by_them


async def test_the_events_come_page_by_page(api: Api) -> None:
    query = """query ($unit: ID!, $after: String) { unitAssessment(unitId: $unit, year: 2026) {
        indicators { indicator explanation { events(first: 2, after: $after) {
            edges { node { topic } cursor } pageInfo { hasNextPage endCursor } } } } } }"""
    pages: list[list[str]] = []
    after: str | None = None
    for _ in range(2):
        unit = gid("Unit", api.district.station)
        found = await seen(api, query, AUDITOR, unit=unit, after=after)
        events = by_indicator(found["indicators"])["PARTY_HOURS"]["explanation"]["events"]
        pages.append([edge["node"]["topic"] for edge in events["edges"]])
        after = events["pageInfo"]["endCursor"]
    verified = "service_book.hours_verified"
    assert pages == [["party_roster.recorded", verified], [verified]]


# --- the yearly process ---------------------------------------------------------------------------


async def test_draft_self_review_check_publicity_final(api: Api) -> None:
    point = a_point()
    (id_,) = await opened(api, point)
    about, district = {"assessmentId": id_}, api.district
    said = {"indicator": "SATISFACTION", "statement": "全年无投诉", "evidenceHashes": ["a" * 64]}
    stated = await done(api, "stateIndicator", station_admin(api), {**about, **said}, "state")
    assert stated["state"] == "SELF_REVIEW"
    assert await refused(api, "announceAssessment", CENTRE, about) == (
        "WRONG_STATE",
        "assessmentId",
    )
    submitted = await done(api, "submitSelfReview", station_admin(api), about, "state")
    assert submitted["state"] == "CHECK"
    # Who spoke for the unit does not check it: not even if they are of a unit above.
    confirm = {**about, "indicator": "SATISFACTION"}
    assert await refused(api, "checkIndicator", station_admin(api), confirm) == (
        "SECOND_PERSON_REQUIRED",
        "assessmentId",
    )
    for indicator in Indicator:
        await done(api, "checkIndicator", district.admin, {**about, "indicator": indicator.value})
    announced = await done(api, "announceAssessment", district.admin, about, "publicityEndsAt")
    assert announced["publicityEndsAt"].startswith((district.now + 7 * DAY).date().isoformat())
    assert await refused(api, "finaliseAssessment", CENTRE, about) == ("TOO_EARLY", "assessmentId")
    district.now += 7 * DAY
    final = await done(api, "finaliseAssessment", CENTRE, about, "state")
    assert final["state"] == "FINAL"
    assert await refused(api, "stateIndicator", station_admin(api), {**about, **said}) == (
        "WRONG_STATE",
        "assessmentId",
    )


async def test_who_may_do_what(api: Api) -> None:
    point = a_point()
    year = {"unitId": gid("Unit", point), "year": YEAR}
    assert (await refused(api, "openAssessment", api.district.admin, year))[0] == "FORBIDDEN"
    future = {**year, "year": 2031}
    assert await refused(api, "openAssessment", CENTRE, future) == ("TOO_EARLY", "year")
    (id_,) = await opened(api, point)
    assert await refused(api, "openAssessment", CENTRE, year) == ("DUPLICATE", "unitId")
    about = {"assessmentId": id_}
    said = {**about, "indicator": "SATISFACTION", "statement": "全年无投诉"}
    assert await refused(api, "stateIndicator", api.district.stranger, said) == (
        "FORBIDDEN",
        "assessmentId",
    )
    await done(api, "submitSelfReview", station_admin(api), about)
    own = Actor("point-admin", Role.UNIT_ADMIN, point)
    check = {**about, "indicator": "SATISFACTION"}
    assert await refused(api, "checkIndicator", own, check) == ("FORBIDDEN", "assessmentId")
    assert (await refused(api, "finaliseAssessment", api.district.admin, about))[0] == "FORBIDDEN"


async def test_the_check_gives_and_takes_points_with_a_reason(api: Api) -> None:
    point = a_point()
    (id_,) = await opened(api, point)
    await led_to(api, id_, "CHECK", unit_admin=station_admin(api))
    check = {"assessmentId": id_, "indicator": "PARTY_HOURS", "points": "-1.5"}
    assert await refused(api, "checkIndicator", CENTRE, check) == ("INVALID", "reason")
    await done(api, "checkIndicator", CENTRE, {**check, "reason": "两条记录不实"})
    # As long as it is not announced, this is between the unit and those above it.
    stranger = await assessment(api, point, api.district.stranger)
    assert stranger["process"]["reviews"] == []
    reviews = by_indicator((await assessment(api, point))["process"]["reviews"])
    assert reviews["SATISFACTION"]["statement"] == "全年无投诉"
    assert reviews["SATISFACTION"]["evidenceHashes"] == ["a" * 64]
    checked = reviews["PARTY_HOURS"]
    assert (checked["points"], checked["reason"], checked["checkedBy"]) == (
        -1.5,
        "两条记录不实",
        "centre",
    )


async def test_anybody_objects_while_it_is_announced_and_each_is_decided(api: Api) -> None:
    point, district = a_point(), api.district
    (id_,) = await opened(api, point)
    await led_to(api, id_, "PUBLICITY", unit_admin=station_admin(api))
    about = {"assessmentId": id_}
    objections = []
    volunteer = await district.volunteer()
    for somebody in (district.as_resident, district.as_volunteer(volunteer), district.dispatcher):
        raised = {**about, "reason": "活动次数不实"}
        objections.append((await done(api, "objectToAssessment", somebody, raised))["id"])
        assert (await refused(api, "objectToAssessment", somebody, raised))[0] == "DUPLICATE"
    # Who raised one sees it, and so do those who decide; the unit does not.
    for somebody, shown in ((district.as_resident, 1), (district.admin, 3), (CENTRE, 3)):
        process = (await assessment(api, point, somebody))["process"]
        assert [o["reason"] for o in process["objections"]] == ["活动次数不实"] * shown
    own = Actor("point-admin", Role.UNIT_ADMIN, point)
    assert (await assessment(api, point, own))["process"]["objections"] == []

    district.now += 7 * DAY
    late = {**about, "reason": "太晚了"}
    assert (await refused(api, "objectToAssessment", district.admin, late))[0] == "TOO_LATE"
    assert await refused(api, "finaliseAssessment", SECOND, about) == (
        "WRONG_STATE",
        "assessmentId",
    )
    for objection in objections[1:]:
        decision = {**about, "objectionId": objection, "upheld": False, "reason": "查无此事"}
        await done(api, "decideAssessmentObjection", district.admin, decision)
    upheld = {**about, "objectionId": objections[0], "upheld": True, "reason": "属实"}
    assert await refused(api, "decideAssessmentObjection", district.admin, upheld) == (
        "INVALID",
        "indicator",
    )
    change = {"indicator": "ACTIVE_VOLUNTEERS", "points": "-2"}
    await done(api, "decideAssessmentObjection", district.admin, {**upheld, **change})
    await done(api, "finaliseAssessment", SECOND, about)
    final = (await assessment(api, point))["final"]
    adjusted = by_indicator(final["indicators"])["ACTIVE_VOLUNTEERS"]
    assert adjusted["adjustment"] == -2


# --- roll-up, veto, final -------------------------------------------------------------------------


async def test_an_institute_is_60_percent_its_own_and_40_its_stations(api: Api) -> None:
    found = await assessment(api, api.district.institute)
    stations = [edge["node"]["score"] for edge in found["lower"]["edges"]]
    mean = sum(stations) / len(stations)
    own = found["ownScore"]
    expected = mean if own is None else own * 0.6 + mean * 0.4
    assert len(stations) == 2
    assert found["score"] == pytest.approx(expected, abs=0.006)


async def test_finals_are_made_from_the_lowest_tier_up_and_never_change(api: Api) -> None:
    district = api.district
    unit = {"unitId": gid("Unit", district.station), "year": YEAR}
    assert await refused(api, "openAssessment", CENTRE, unit) == ("WRONG_STATE", "unitId")
    ids = await opened(
        api, district.centre, district.institute, district.station, district.other_station
    )
    centre, institute, *stations = ids
    for id_ in ids:
        await led_to(api, id_, "PUBLICITY", unit_admin=SECOND)
    district.now += 7 * DAY
    third = Actor("third", Role.CENTRE_ADMIN)
    finals = {"assessmentId": institute}
    assert await refused(api, "finaliseAssessment", third, finals) == (
        "WRONG_STATE",
        "assessmentId",
    )
    live = await assessment(api, district.institute)
    assert (live["process"]["lowerCount"], live["process"]["lowerFinal"]) == (2, 0)
    for id_ in (*stations, institute, centre):
        await done(api, "finaliseAssessment", third, {"assessmentId": id_})

    before = await assessment(api, district.institute)
    final, head = before["final"], await district.position()
    assert (final["score"], final["ownScore"], final["grade"]) == (
        before["score"],
        before["ownScore"],
        before["grade"],
    )
    assert (final["lowerCount"], final["policyVersion"]) == (2, before["policyVersion"])
    assert 0 < final["logPosition"] < head
    # Whatever comes later goes into the live figures alone.
    station = await assessment(api, district.station)
    roster = {"unitId": gid("Unit", district.station), "year": YEAR, "idNumbers": []}
    await done(api, "recordPartyRoster", district.admin, roster)
    after = await assessment(api, district.station)
    assert after["final"] == station["final"]
    assert by_indicator(after["indicators"]) != by_indicator(station["indicators"])
    for figures in after["final"]["indicators"]:
        if figures["weight"]:
            assert (figures["numerator"], figures["denominator"]) == recount(figures), figures


async def test_a_veto_of_the_inspection_caps_the_grade(api: Api) -> None:
    plan = {
        "unitId": gid("Unit", api.district.other_station),
        "year": YEAR,
        "kind": "IDEOLOGY",
        "title": "意识形态工作责任制检查",
        "checklist": ["阵地管理"],
        "plannedAt": (api.district.now + DAY).isoformat(),
    }
    about = {"inspectionId": (await done(api, "planInspection", CENTRE, plan))["id"]}
    finding = {"number": 1, "passed": False, "severity": "SEVERE", "note": "阵地失管"}
    await done(api, "checkInspectionItem", CENTRE, {**about, **finding})
    await done(api, "carryOutInspection", CENTRE, {**about, "summary": "问题突出"})
    await done(api, "proposeVeto", CENTRE, {**about, "reason": "阵地失管"})
    assert (await assessment(api, api.district.other_station))["vetoed"] is False
    await done(api, "decideVeto", SECOND, {**about, "vetoed": True, "reason": "属实"})
    found = await assessment(api, api.district.other_station)
    assert (found["vetoed"], found["grade"] in {"PASS", "FAIL", None}) == (True, True)
    assert found["final"]["vetoed"] is False


# --- lists ----------------------------------------------------------------------------------------


async def test_assessments_are_listed_by_tier_parent_grade_and_stage(api: Api) -> None:
    district = api.district
    query = """query ($filter: UnitAssessmentFilter, $order: UnitAssessmentSort) {
        unitAssessments(year: 2026, filter: $filter, orderBy: $order, first: 50) {
            edges { node { score grade vetoed unit { id code tier } process { state } } } } }"""

    async def listed(order: str | None = None, **chosen: Any) -> list[dict[str, Any]]:
        found = await seen(api, query, None, filter=chosen, order=order)
        return [edge["node"] for edge in found["edges"]]

    def codes(nodes: list[dict[str, Any]]) -> list[str]:
        return [node["unit"]["code"] for node in nodes]

    stations = await listed("UNIT_CODE", tier=["STATION"])
    assert codes(stations) == ["BA-1", "BA-2"]
    under = await listed("UNIT_CODE", parent=gid("Unit", district.institute))
    assert codes(under) == ["BA-1", "BA-2"]
    assert codes(await listed(vetoed=True)) == ["BA-2"]
    final = await listed(processState=["FINAL"], tier=["CENTRE", "INSTITUTE", "STATION"])
    assert {node["process"]["state"] for node in final} == {"FINAL"}
    assert len(final) == 4
    graded = await listed(grade=["FAIL"])
    assert {node["grade"] for node in graded} == {"FAIL"}
    everything = await listed()
    scores = [-1 if node["score"] is None else node["score"] for node in everything]
    assert scores == sorted(scores, reverse=True)
    worst = await listed("WORST")
    assert [-1 if n["score"] is None else n["score"] for n in worst] == sorted(scores)
