"""Mutations of honours: from the season to the award."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands.incentives.honours.nominations import (
    ConsentToNomination,
    NominateForHonour,
    ReviewNomination,
)
from five_steps.commands.incentives.honours.publicity import (
    AnnounceNomination,
    AwardHonour,
    RaiseObjection,
)
from five_steps.commands.incentives.honours.seasons import AnnounceHonourSeason
from five_steps.domain.incentives.honours.season import HonourCategory
from tests.graphql_api.api import AUDITOR, gid
from tests.graphql_api.known_volunteer import KNOWN, KNOWN_ID, by_known, known_volunteer
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

WEEK = timedelta(days=7)
WHY = {"reason": "已核实"}


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def by_resident(district: District) -> Actor:
    return district.as_resident


# --- how a nomination gets that far ---------------------------------------------------------------


async def season(api: Api, category: HonourCategory = HonourCategory.VOLUNTEER) -> UUID:
    district = api.district
    return await district.give(
        AnnounceHonourSeason(
            unit_id=district.institute,
            category=category,
            name="2026 年度最美志愿者",
            criteria="全年服务满 50 小时",
            places=1,
            nominations_from=district.now,
            nominations_until=district.now + WEEK,
        ),
        district.admin,
    )


async def nominated(api: Api) -> UUID:
    nominee = await known_volunteer(api)
    return await api.district.give(
        NominateForHonour(season_id=await season(api), nominee_id=nominee, reason="十年如一日"),
        api.district.dispatcher,
    )


async def consented(api: Api) -> UUID:
    nomination = await nominated(api)
    await api.district.give(ConsentToNomination(nomination_id=nomination), by_known(api.district))
    return nomination


async def reviewed(api: Api) -> UUID:
    nomination = await consented(api)
    await api.district.give(
        ReviewNomination(nomination_id=nomination, score=90, recommended=True), api.district.admin
    )
    return nomination


async def announced(api: Api) -> UUID:
    nomination = await reviewed(api)
    await api.district.give(AnnounceNomination(nomination_id=nomination), api.district.admin)
    return nomination


async def objected(api: Api) -> tuple[UUID, UUID]:
    nomination = await announced(api)
    objection = await api.district.give(
        RaiseObjection(nomination_id=nomination, reason="时长不实"), api.district.as_resident
    )
    return nomination, objection


async def awarded(api: Api) -> UUID:
    nomination = await announced(api)
    api.district.now += WEEK
    await api.district.give(AwardHonour(nomination_id=nomination), api.district.admin)
    return nomination


def about(nomination: UUID, state: str, **shown: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What names a nomination, and what it looks like in a state."""
    id_ = gid("Nomination", nomination)
    return {"nominationId": id_}, {"id": id_, "state": state, **shown}


# --- a case for each ------------------------------------------------------------------------------


async def announce_honour_season(api: Api) -> Asked:
    district = api.district
    window = {
        "nominationsFrom": district.now.isoformat(),
        "nominationsUntil": (district.now + WEEK).isoformat(),
    }
    shown = {
        "category": "TEAM",
        "name": "最佳志愿服务队伍",
        "criteria": "全年开展活动 12 次",
        "places": 3,
        "reviewsLeast": 2,
        "publicityDays": 7,
    }
    unit = gid("Unit", district.station)
    return Asked(
        {"unitId": unit, **shown, **window},
        {**shown, "taken": 0, "closed": False, "unit": {"id": unit}},
    )


async def close_honour_season(api: Api) -> Asked:
    id_ = gid("HonourSeason", await season(api))
    return Asked({"seasonId": id_, "reason": "经费取消"}, {"id": id_, "closed": True})


async def nominate_for_honour(api: Api) -> Asked:
    await known_volunteer(api)
    season_id = gid("HonourSeason", await season(api))
    return Asked(
        {"seasonId": season_id, "nomineeId": KNOWN_ID, "reason": "十年如一日"},
        {
            "category": "VOLUNTEER",
            "state": "NOMINATED",
            "reason": "十年如一日",
            "season": {"id": season_id},
            "volunteer": {"id": KNOWN_ID},
        },
    )


async def consent_to_nomination(api: Api) -> Asked:
    return Asked(*about(await nominated(api), "UNDER_REVIEW"))


async def decline_nomination(api: Api) -> Asked:
    return Asked(*about(await nominated(api), "DECLINED"))


async def review_nomination(api: Api) -> Asked:
    named, shown = about(
        await consented(api),
        "UNDER_REVIEW",
        reviewCount=1,
        recommendations=0,
        meanScore=55.0,
        reviews=[{"reviewer": "admin", "score": 55, "recommended": False, "comment": "时长偏少"}],
    )
    return Asked({**named, "score": 55, "recommended": False, "comment": "时长偏少"}, shown)


async def reject_nomination(api: Api) -> Asked:
    named, shown = about(await consented(api), "REJECTED", endedReason="已核实")
    return Asked({**named, **WHY}, shown)


async def announce_nomination(api: Api) -> Asked:
    return Asked(
        *about(await reviewed(api), "IN_PUBLICITY", nomineeName="欧阳美丽", season={"taken": 1})
    )


async def raise_objection(api: Api) -> Asked:
    named, _ = about(await announced(api), "")
    return Asked(
        {**named, "reason": "时长不实"},
        {
            "reason": "时长不实",
            "upheld": None,
            "raisedBy": str(api.district.resident),
        },
    )


async def decide_objection(api: Api) -> Asked:
    nomination, objection = await objected(api)
    id_ = gid("Objection", objection)
    return Asked(
        {**about(nomination, "")[0], "objectionId": id_, "upheld": True, **WHY},
        {"id": id_, "upheld": True, "decision": "已核实", "decidedBy": "admin"},
    )


async def award_honour(api: Api) -> Asked:
    nomination = await announced(api)
    api.district.now += WEEK
    return Asked(
        *about(
            nomination,
            "AWARDED",
            honour={"id": gid("Honour", nomination), "nomineeName": "欧阳美丽"},
        )
    )


async def revoke_honour(api: Api) -> Asked:
    nomination = await awarded(api)
    named, shown = about(
        nomination,
        "REVOKED",
        honour={"id": gid("Honour", nomination), "revocationReason": "已核实"},
    )
    return Asked({**named, **WHY}, shown)


CASES = [
    Case("announceHonourSeason", announce_honour_season, by_admin),
    Case("closeHonourSeason", close_honour_season, by_admin),
    Case("nominateForHonour", nominate_for_honour, by_dispatcher),
    Case("consentToNomination", consent_to_nomination, by_known),
    Case("declineNomination", decline_nomination, by_known),
    Case("reviewNomination", review_nomination, by_admin),
    Case("rejectNomination", reject_nomination, by_admin),
    Case("announceNomination", announce_nomination, by_admin),
    Case("raiseObjection", raise_objection, by_resident),
    Case("decideObjection", decide_objection, by_admin),
    Case("awardHonour", award_honour, by_admin),
    Case("revokeHonour", revoke_honour, by_admin),
]

# Anybody may object, whatever their unit.
OTHERWISE = {("foreign unit", "raiseObjection")}


async def test_each_mutation_has_its_case() -> None:
    assert {case.name for case in CASES} == of_chapter("incentives.honours")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- rules that show in the answer ----------------------------------------------------------------


async def test_nobody_is_nominated_twice_in_a_season(api: Api) -> None:
    asked = await nominate_for_honour(api)
    answers = [
        await result(api, "nominateForHonour", asked.given, api.district.dispatcher)
        for _ in range(2)
    ]
    assert [answer["__typename"] for answer in answers] == ["NominationChanged", "Conflict"]
    assert (answers[1]["code"], answers[1]["field"]) == ("DUPLICATE", "nomineeId")


async def test_who_lies_elsewhere_is_not_nominated(api: Api) -> None:
    district = api.district
    stranger = await district.volunteer(unit_id=district.other_station)
    season_id = await district.give(
        AnnounceHonourSeason(
            unit_id=district.station,
            category=HonourCategory.VOLUNTEER,
            name="本站之星",
            criteria="本站志愿者",
            places=1,
            nominations_from=district.now,
            nominations_until=district.now + WEEK,
        ),
        district.admin,
    )
    given = {
        "seasonId": gid("HonourSeason", season_id),
        "nomineeId": gid("Volunteer", stranger),
        "reason": "十年如一日",
    }
    answer = await result(api, "nominateForHonour", given, district.admin)
    assert (answer["code"], answer["field"]) == ("NOT_ELIGIBLE", "nomineeId")


async def test_a_team_of_the_season_category_is_nominated_and_a_volunteer_is_not(api: Api) -> None:
    await known_volunteer(api)
    teams = gid("HonourSeason", await season(api, HonourCategory.TEAM))
    given = {"seasonId": teams, "nomineeId": KNOWN_ID, "reason": "十年如一日"}
    answer = await result(api, "nominateForHonour", given, api.district.admin)
    assert (answer["code"], answer["field"]) == ("NOT_FOUND", "nomineeId")


async def test_an_objection_upheld_frees_the_place(api: Api) -> None:
    nomination, objection = await objected(api)
    given = {
        "nominationId": gid("Nomination", nomination),
        "objectionId": gid("Objection", objection),
        "upheld": True,
        **WHY,
    }
    await result(api, "decideObjection", given, api.district.admin)
    query = """query ($id: ID!) { node(id: $id) { ... on Nomination {
        state season { taken places } } } }"""
    await api.shown()
    data = await api.data(query, {"id": given["nominationId"]}, by=api.district.admin)
    assert data["node"] == {"state": "STRUCK_OUT", "season": {"taken": 0, "places": 1}}


async def test_a_volunteer_finds_their_nominations(api: Api) -> None:
    nomination = gid("Nomination", await nominated(api))
    query = """query ($volunteer: ID!) { nominations(first: 100, filter: {
        volunteer: $volunteer, state: [NOMINATED]}) { edges { node { id } } } }"""
    await api.shown()
    for viewer, seen in ((by_known(api.district), True), (None, False)):
        data = await api.data(query, {"volunteer": KNOWN_ID}, by=viewer)
        ids = {edge["node"]["id"] for edge in data["nominations"]["edges"]}
        assert (nomination in ids) is seen


# --- who sees what --------------------------------------------------------------------------------

NOMINATION = """query ($id: ID!) { node(id: $id) { ... on Nomination {
    state nomineeName nominatedBy reviewCount objections { reason } } } }"""


async def test_a_nomination_is_seen_by_everybody_once_it_is_announced(api: Api) -> None:
    district = api.district
    before = {"id": gid("Nomination", await consented(api))}
    after = {"id": gid("Nomination", await announced(api))}
    await api.shown()
    for viewer in (None, district.as_resident, district.stranger):
        assert (await api.data(NOMINATION, before, by=viewer))["node"] is None
        assert (await api.data(NOMINATION, after, by=viewer))["node"] == {
            "state": "IN_PUBLICITY",
            "nomineeName": "欧阳美丽",
            "nominatedBy": None,
            "reviewCount": None,
            "objections": [],
        }
    for staff in (district.admin, AUDITOR):
        node = (await api.data(NOMINATION, before, by=staff))["node"]
        assert (node["nominatedBy"], node["reviewCount"]) == ("dispatcher", 0)
    own = (await api.data(NOMINATION, before, by=by_known(district)))["node"]
    assert (own["state"], own["nominatedBy"]) == ("UNDER_REVIEW", None)


async def test_objections_are_hidden_from_the_nominee_and_their_unit(api: Api) -> None:
    district = api.district
    nomination, _ = await objected(api)
    variables = {"id": gid("Nomination", nomination)}
    await api.shown()
    for viewer in (None, by_known(district), district.dispatcher):
        node = (await api.data(NOMINATION, variables, by=viewer))["node"]
        assert node["objections"] == []
    for viewer in (district.as_resident, district.admin, AUDITOR):
        node = (await api.data(NOMINATION, variables, by=viewer))["node"]
        assert node["objections"] == [{"reason": "时长不实"}]


async def test_honours_show_on_the_volunteer_until_taken_back(api: Api) -> None:
    nomination = await awarded(api)
    query = "query ($id: ID!) { volunteer(id: $id) { honours { id season { name } } } }"
    held = {"id": gid("Honour", nomination), "season": {"name": "2026 年度最美志愿者"}}
    await api.shown()
    assert held in (await api.data(query, {"id": gid("Volunteer", KNOWN)}))["volunteer"]["honours"]
    given = {"nominationId": gid("Nomination", nomination), **WHY}
    await result(api, "revokeHonour", given, api.district.admin)
    await api.shown()
    shown = await api.data(query, {"id": gid("Volunteer", KNOWN)})
    assert held not in shown["volunteer"]["honours"]
