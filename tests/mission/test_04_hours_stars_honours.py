"""§4 Service hours, stars, honours, benefits: each row, told over GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.domain.ordering.category import Category
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.mission.order_story import DAY, HOUR, completed
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECOND_PERSON = "second"
HASH = "a" * 64


def second_person(api: Api) -> Actor:
    return Actor(SECOND_PERSON, Role.UNIT_ADMIN, api.district.institute)


async def profile(api: Api, volunteer: UUID, fields: str) -> Any:
    """What a volunteer sees of themself."""
    query = f"query ($id: ID!) {{ volunteer(id: $id) {{ {fields} }} }}"
    as_volunteer = api.district.as_volunteer(volunteer)
    return await seen(api, query, as_volunteer, id=gid("Volunteer", volunteer))


async def has_served_before(api: Api, volunteer: UUID, hours: int) -> None:
    """Hours from the old system, eight a day."""
    for day in range(0, hours, 8):
        starts_at, length = api.district.now - (2 + day) * DAY, min(8, hours - day)
        record = ImportServiceRecord(
            volunteer_id=volunteer,
            source="2025 花名册",
            natural_key=uuid4().hex,
            unit_id=api.district.station,
            category=Category.CULTURE,
            starts_at=starts_at,
            ends_at=starts_at + length * HOUR,
            minutes=length * 60,
            verified_by="旧系统",
        )
        await api.district.give(record)


# --- the service record 服务记录 ---------------------------------------------------------------


async def test_a_record_tells_who_served_when_for_whom_and_how_it_was_rated(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    story = await completed(api, lan)
    await story.rate(4)
    shown = await profile(
        api,
        lan,
        """serviceRecords { edges { node { kind state startsAt endsAt minutes verifiedBy score
        volunteer { id } order { id place } unit { id } } } }""",
    )
    (edge,) = shown["serviceRecords"]["edges"]
    order = await story.see("startsAt place")
    ends_at = district.now.isoformat()
    assert edge["node"] == {
        "kind": "CREDITED",
        "state": "VERIFIED",
        "startsAt": order["startsAt"],
        "endsAt": ends_at,
        "minutes": 120,
        "verifiedBy": "dispatcher",
        "score": 4,
        "volunteer": {"id": gid("Volunteer", lan)},
        "order": {"id": story.id, "place": "文化礼堂"},
        "unit": {"id": gid("Unit", district.station)},
    }


async def test_back_entered_hours_need_a_reason_evidence_and_a_second_person(api: Api) -> None:
    """They are told from live ones, and earn no points (domain.md §12)."""
    district = api.district
    lan = await district.volunteer()
    volunteer = gid("Volunteer", lan)
    given = {
        "volunteerId": volunteer,
        "unitId": gid("Unit", district.station),
        "category": "CIVILITY",
        "startsAt": (district.now - 5 * HOUR).isoformat(),
        "endsAt": (district.now - 3 * HOUR).isoformat(),
        "minutes": 120,
        "reason": "断网未签到",
        "evidenceHash": HASH,
    }
    for missing, field in (({"reason": " "}, "reason"), ({"evidenceHash": ""}, "evidenceHash")):
        assert await refused(api, "enterBackHours", district.admin, {**given, **missing}) == (
            "INVALID",
            field,
        )
    record = await done(api, "enterBackHours", district.admin, given, "kind")
    assert record["kind"] == "BACK_ENTERED"
    entered = {"volunteerId": volunteer, "recordId": record["id"]}
    assert await refused(api, "verifyBackHours", district.admin, entered) == (
        "SECOND_PERSON_REQUIRED",
        "recordId",
    )
    await done(api, "verifyBackHours", second_person(api), entered)
    assert await profile(api, lan, "minutes pointsAccount { issued }") == {
        "minutes": 120,
        "pointsAccount": {"issued": 0},
    }


async def test_what_one_person_enters_by_hand_in_a_day_is_limited_and_shown_to_auditors(
    api: Api,
) -> None:
    district, clerk = api.district, Actor("clerk", Role.UNIT_ADMIN, api.district.institute)
    volunteers = [await district.volunteer() for _ in range(21)]
    entries = [
        {
            "volunteerId": gid("Volunteer", volunteer),
            "unitId": gid("Unit", district.station),
            "category": "CIVILITY",
            "startsAt": (district.now - 5 * HOUR).isoformat(),
            "endsAt": (district.now - 3 * HOUR).isoformat(),
            "minutes": 120,
            "reason": "补录",
            "evidenceHash": HASH,
        }
        for volunteer in volunteers
    ]
    for entry in entries[:20]:
        await done(api, "enterBackHours", clerk, entry)
    assert (await refused(api, "enterBackHours", clerk, entries[20]))[0] == "CAP_EXCEEDED"
    anomalies = await seen(
        api,
        "query ($f: ServiceAnomalyFilter!) { serviceAnomalies(filter: $f) {"
        " kind person recordCount } }",
        AUDITOR,
        f={
            "since": district.now.isoformat(),
            "before": (district.now + HOUR).isoformat(),
            "person": "clerk",
        },
    )
    assert anomalies == [
        {"kind": kind, "person": "clerk", "recordCount": 20} for kind in ("BURST", "SAME_TIME")
    ]


async def test_a_certificate_is_free_and_anybody_verifies_it_by_its_number(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    await completed(api, lan)
    given = {
        "volunteerId": gid("Volunteer", lan),
        "startsAt": (district.now - 30 * DAY).isoformat(),
        "endsAt": district.now.isoformat(),
    }
    certificate = await done(
        api, "issueCertificate", district.as_volunteer(lan), given, "number", "minutes"
    )
    assert certificate["minutes"] == 120
    verify = """query ($n: String!) { verifyCertificate(number: $n) {
        valid intact maskedName minutes } }"""
    anybody_sees = await seen(api, verify, None, n=certificate["number"])
    assert anybody_sees == {"valid": True, "intact": True, "maskedName": "林**", "minutes": 120}
    # Nobody else is told the name, and no unit asks for one without the volunteer's consent.
    assert await refused(api, "issueCertificate", district.admin, given) == ("INVALID", "consent")
    await done(
        api,
        "revokeCertificate",
        district.admin,
        {"certificateId": certificate["id"], "reason": "时长更正"},
    )
    assert (await seen(api, verify, None, n=certificate["number"]))["valid"] is False


# --- stars 星级 --------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "star"), [(99, 0), (100, 1), (300, 2)])
async def test_hours_make_the_first_stars(api: Api, hours: int, star: int) -> None:
    lan = await api.district.volunteer()
    await has_served_before(api, lan, hours)
    assert (await profile(api, lan, "starLevel"))["starLevel"] == star


async def test_the_third_star_takes_ratings_too_and_a_falling_rating_holds_it_back(
    api: Api,
) -> None:
    lan = await api.district.volunteer()
    await has_served_before(api, lan, 600)
    progress = "starLevel starProgress { reason nextLevel ratingsNeeded ratingNeeded }"
    assert await profile(api, lan, progress) == {
        "starLevel": 2,
        "starProgress": {
            "reason": "RATINGS",
            "nextLevel": 3,
            "ratingsNeeded": 5,
            "ratingNeeded": 4.0,
        },
    }
    for score in (5, 5, 4, 2, 3):
        await (await completed(api, lan)).rate(score)
    held = await profile(api, lan, "starLevel rating starProgress { reason }")
    assert held == {"starLevel": 2, "rating": 3.8, "starProgress": {"reason": "RATING"}}
    await (await completed(api, lan)).rate(5)
    assert await profile(api, lan, "starLevel rating") == {"starLevel": 3, "rating": 4.0}
    # What is reached stays, whatever the rating.
    await (await completed(api, lan)).rate(1)
    assert (await profile(api, lan, "starLevel"))["starLevel"] == 3


async def test_a_star_is_taken_by_decision_alone(api: Api) -> None:
    lan = await api.district.volunteer()
    await has_served_before(api, lan, 100)
    decision = {"volunteerId": gid("Volunteer", lan), "level": 0, "reason": "伪造记录"}
    assert (await refused(api, "demoteStar", api.district.admin, decision))[0] == "FORBIDDEN"
    await done(api, "demoteStar", CENTRE, decision)
    assert await profile(api, lan, "starLevel starProgress { reached reason }") == {
        "starLevel": 0,
        "starProgress": {"reached": 1, "reason": "DECISION"},
    }


# --- honours 先进评选 --------------------------------------------------------------------------


async def season(api: Api) -> dict[str, Any]:
    district = api.district
    return await done(
        api,
        "announceHonourSeason",
        district.admin,
        {
            "unitId": gid("Unit", district.institute),
            "category": "VOLUNTEER",
            "name": "最美志愿者",
            "criteria": "全年服务满 50 小时",
            "places": 1,
            "nominationsFrom": district.now.isoformat(),
            "nominationsUntil": (district.now + 7 * DAY).isoformat(),
        },
    )


async def announced(api: Api, volunteer: UUID) -> str:
    """A nomination that was consented to, reviewed, and is in its publicity period."""
    district, opened = api.district, await season(api)
    nominee = {"seasonId": opened["id"], "nomineeId": gid("Volunteer", volunteer)}
    nomination = await done(
        api, "nominateForHonour", district.dispatcher, {**nominee, "reason": "十年如一日"}
    )
    about = {"nominationId": nomination["id"]}
    await done(api, "consentToNomination", district.as_volunteer(volunteer), about)
    await done(api, "reviewNomination", district.admin, {**about, "score": 95, "recommended": True})
    shown = await done(api, "announceNomination", district.admin, about, "state")
    assert shown["state"] == "IN_PUBLICITY"
    return str(nomination["id"])


async def test_an_honour_goes_from_the_season_to_the_award_and_may_be_revoked(api: Api) -> None:
    district, lan = api.district, await api.district.volunteer()
    about = {"nominationId": await announced(api, lan)}
    assert (await refused(api, "awardHonour", district.admin, about))[0] == "TOO_EARLY"
    district.now += 6 * DAY
    awarded = await done(api, "awardHonour", district.admin, about, "state")
    assert awarded["state"] == "AWARDED"
    honours = "honours { category revokedAt season { name } }"
    mine = (await profile(api, lan, honours))["honours"]
    assert mine == [{"category": "VOLUNTEER", "revokedAt": None, "season": {"name": "最美志愿者"}}]
    revoked = await done(
        api, "revokeHonour", district.admin, {**about, "reason": "弄虚作假"}, "state"
    )
    assert revoked["state"] == "REVOKED"


async def test_an_objection_in_the_publicity_period_is_decided_first(api: Api) -> None:
    district, lan = api.district, await api.district.volunteer()
    about = {"nominationId": await announced(api, lan)}
    await done(api, "raiseObjection", district.as_resident, {**about, "reason": "时长不实"})
    district.now += 6 * DAY
    assert (await refused(api, "awardHonour", district.admin, about))[0] == "WRONG_STATE"
    objections = await seen(
        api,
        "query ($id: ID!) { node(id: $id) { ... on Nomination { objections { id } } } }",
        district.admin,
        id=about["nominationId"],
    )
    (objection,) = objections["objections"]
    decision = {**about, "objectionId": objection["id"], "upheld": True, "reason": "查实"}
    await done(api, "decideObjection", district.admin, decision)
    nomination = await seen(
        api,
        "query ($id: ID!) { node(id: $id) { ... on Nomination { state } } }",
        district.admin,
        id=about["nominationId"],
    )
    assert nomination == {"state": "STRUCK_OUT"}


# --- benefits 礼遇 -----------------------------------------------------------------------------


async def test_free_insurance_covers_named_volunteers_for_a_period_and_activities(
    api: Api,
) -> None:
    district, lan = api.district, await api.district.volunteer()
    cover = await done(
        api,
        "takeOutInsurance",
        district.admin,
        {
            "unitId": gid("Unit", district.institute),
            "insurer": "人保财险",
            "policyNumber": "P-7",
            "categories": ["CULTURE"],
            "hazardous": True,
            "startsAt": district.now.isoformat(),
            "endsAt": (district.now + 365 * DAY).isoformat(),
        },
    )
    named = {"coverId": cover["id"], "volunteerIds": [gid("Volunteer", lan)]}
    await done(api, "enrolVolunteers", district.admin, named)
    policies = "insurance { cover { policyNumber categories } }"
    assert (await profile(api, lan, policies))["insurance"] == [
        {"cover": {"policyNumber": "P-7", "categories": ["CULTURE"]}}
    ]


async def test_a_counter_asks_what_a_volunteer_of_some_stars_may_have(api: Api) -> None:
    district, lan = api.district, await api.district.volunteer()
    for star_floor in (0, 1):
        await done(
            api,
            "publishBenefitOffer",
            district.admin,
            {
                "unitId": gid("Unit", district.institute),
                "name": f"{star_floor} 星免票",
                "provider": "半屏山景区",
                "validFrom": district.now.isoformat(),
                "starFloor": star_floor,
            },
        )
    ask = "query ($code: String!) { eligibility(code: $code) { starLevel offers { name } } }"
    counter = Actor("ticket office", Role.COUNTER, district.other_station)
    code = (await profile(api, lan, "code"))["code"]
    offers = (await seen(api, ask, counter, code=code))["offers"]
    assert offers == [{"name": "0 星免票"}]
    await has_served_before(api, lan, 100)
    code = (await profile(api, lan, "code"))["code"]
    assert await seen(api, ask, counter, code=code) == {
        "starLevel": 1,
        "offers": [{"name": "0 星免票"}, {"name": "1 星免票"}],
    }


async def test_a_volunteer_in_need_is_helped_by_two_persons_out_of_the_fund(api: Api) -> None:
    district, lan = api.district, await api.district.volunteer()
    case = await done(
        api,
        "openHelpCase",
        district.admin,
        {"volunteerId": gid("Volunteer", lan), "situation": "因病住院"},
    )
    about = {"helpCaseId": case["id"]}
    granted = {**about, "amountCents": 500_00}
    assert (await refused(api, "approveHelp", district.admin, granted))[0] == (
        "SECOND_PERSON_REQUIRED"
    )
    await done(api, "approveHelp", second_person(api), granted)
    given = {**about, "amountCents": 300_00, "reference": "凭证 1"}
    assert (await refused(api, "giveAssistance", district.admin, given))[0] == "FUND_EXHAUSTED"
    await done(api, "allocateToFund", CENTRE, {"amountCents": 300_00, "source": "区财政局"})
    helped = await done(api, "giveAssistance", district.admin, given, "givenCents")
    assert helped["givenCents"] == 300_00
    postings = await seen(
        api,
        "{ fundPostings(filter: {cause: [SPENDING]}) { edges { node {"
        " purpose amountCents helpCase { id } } } } }",
        AUDITOR,
    )
    assert postings["edges"][0]["node"] == {
        "purpose": "HELP",
        "amountCents": 300_00,
        "helpCase": {"id": case["id"]},
    }
