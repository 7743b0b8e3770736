"""Mutations of benefits and certificates, and what they give a right to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.benefits.help_cases import ApproveHelp, OpenHelpCase
from five_steps.commands.incentives.benefits.insurance import EnrolVolunteers, TakeOutInsurance
from five_steps.commands.incentives.benefits.offers import PublishBenefitOffer
from five_steps.commands.incentives.certificates.issuing import IssueCertificate
from five_steps.commands.incentives.corrections import CorrectHours
from five_steps.commands.incentives.fund.money import AllocateToFund
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.commands.kernel.volunteer_code import VALID_FOR
from five_steps.domain.ordering.category import Category
from tests.graphql_api.api import AUDITOR, CENTRE, gid
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
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

YEAR = timedelta(days=365)
SITUATION = "因病住院"


def by_admin(district: District) -> Actor:
    return district.admin


def by_centre(district: District) -> Actor:
    return CENTRE


# --- what has to be there first -------------------------------------------------------------------


async def cover(api: Api, **changes: Any) -> UUID:
    district = api.district
    fields: dict[str, Any] = {
        "unit_id": district.institute,
        "insurer": "人保财险",
        "policy_number": uuid4().hex,
        "categories": (Category.CIVILITY,),
        "hazardous": True,
        "starts_at": district.now,
        "ends_at": district.now + YEAR,
    }
    return await district.give(TakeOutInsurance(**{**fields, **changes}), district.admin)


async def offer(api: Api, **changes: Any) -> UUID:
    fields: dict[str, Any] = {
        "unit_id": api.district.institute,
        "name": "景区免票",
        "provider": "半屏山景区",
        "valid_from": api.district.now,
    }
    return await api.district.give(PublishBenefitOffer(**{**fields, **changes}), api.district.admin)


async def case(api: Api) -> UUID:
    volunteer = await api.district.volunteer()
    command = OpenHelpCase(volunteer_id=volunteer, situation=SITUATION)
    return await api.district.give(command, api.district.admin)


async def approved_case(api: Api) -> UUID:
    help_case = await case(api)
    await api.district.give(ApproveHelp(help_case_id=help_case, amount_cents=500_00), CENTRE)
    await api.district.give(AllocateToFund(amount_cents=500_00, source="区财政局"))
    return help_case


async def served(api: Api, volunteer_id: UUID, minutes: int = 90) -> UUID:
    """A verified record of yesterday."""
    start = api.district.now - timedelta(days=1)
    record = await api.district.give(
        ImportServiceRecord(
            source="2025 花名册",
            natural_key=uuid4().hex,
            volunteer_id=volunteer_id,
            unit_id=api.district.station,
            category=Category.CULTURE,
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            minutes=minutes,
            verified_by="旧系统",
        )
    )
    api.district.now += timedelta(days=1)
    return record


async def certificate(api: Api, volunteer_id: UUID) -> UUID:
    now = api.district.now
    command = IssueCertificate(volunteer_id=volunteer_id, starts_at=now - YEAR, ends_at=now)
    return await api.district.give(command, api.district.as_volunteer(volunteer_id))


# --- a case for each ------------------------------------------------------------------------------


async def take_out_insurance(api: Api) -> Asked:
    now = api.district.now
    shown = {
        "insurer": "人保财险",
        "policyNumber": "PICC-2026-1",
        "categories": ["CIVILITY", "FITNESS"],
        "hazardous": True,
        "starFloor": 1,
    }
    window = {"startsAt": now.isoformat(), "endsAt": (now + YEAR).isoformat()}
    unit = gid("Unit", api.district.station)
    return Asked(
        {"unitId": unit, **shown, **window},
        {**shown, "inForce": True, "enrolledCount": 0, "unit": {"id": unit}},
    )


async def enrol_volunteers(api: Api) -> Asked:
    district = api.district
    id_ = gid("InsuranceCover", await cover(api))
    volunteers = [gid("Volunteer", await district.volunteer()) for _ in range(2)]
    return Asked({"coverId": id_, "volunteerIds": volunteers}, {"id": id_, "enrolledCount": 2})


async def terminate_insurance(api: Api) -> Asked:
    id_ = gid("InsuranceCover", await cover(api))
    return Asked(
        {"coverId": id_, "reason": "换保险公司"},
        {"id": id_, "terminated": True, "inForce": False, "terminationReason": "换保险公司"},
    )


async def publish_benefit_offer(api: Api) -> Asked:
    now = api.district.now
    shown = {"name": "公交半价", "provider": "洞头公交", "description": "凭码", "starFloor": 2}
    window = {"validFrom": now.isoformat(), "validUntil": (now + YEAR).isoformat()}
    unit = gid("Unit", api.district.station)
    return Asked(
        {"unitId": unit, **shown, **window}, {**shown, "valid": True, "unit": {"id": unit}}
    )


async def withdraw_benefit_offer(api: Api) -> Asked:
    id_ = gid("BenefitOffer", await offer(api))
    return Asked(
        {"offerId": id_, "reason": "合作到期"}, {"id": id_, "withdrawn": True, "valid": False}
    )


async def open_help_case(api: Api) -> Asked:
    volunteer = gid("Volunteer", await api.district.volunteer())
    return Asked(
        {"volunteerId": volunteer, "situation": SITUATION},
        {"state": "OPEN", "situation": SITUATION, "volunteer": {"id": volunteer}},
    )


async def approve_help(api: Api) -> Asked:
    id_ = gid("HelpCase", await case(api))
    return Asked(
        {"helpCaseId": id_, "amountCents": 500_00},
        {"id": id_, "state": "APPROVED", "approvedCents": 500_00, "decidedBy": "centre"},
    )


async def reject_help(api: Api) -> Asked:
    id_ = gid("HelpCase", await case(api))
    return Asked(
        {"helpCaseId": id_, "reason": "已享受救助"},
        {"id": id_, "state": "REJECTED", "rejectionReason": "已享受救助"},
    )


async def give_assistance(api: Api) -> Asked:
    id_ = gid("HelpCase", await approved_case(api))
    return Asked(
        {"helpCaseId": id_, "amountCents": 300_00, "reference": "付款 2026-17"},
        {
            "id": id_,
            "givenCents": 300_00,
            "assistance": [{"amountCents": 300_00, "reference": "付款 2026-17"}],
        },
    )


async def close_help_case(api: Api) -> Asked:
    id_ = gid("HelpCase", await approved_case(api))
    return Asked(
        {"helpCaseId": id_, "result": "已出院"},
        {"id": id_, "state": "CLOSED", "result": "已出院"},
    )


async def issue_certificate(api: Api) -> Asked:
    await served(api, await known_volunteer(api))
    now = api.district.now
    minutes = (await api.district.book(KNOWN)).minutes
    return Asked(
        {
            "volunteerId": KNOWN_ID,
            "startsAt": (now - YEAR).isoformat(),
            "endsAt": now.isoformat(),
        },
        {
            "holderName": "欧阳美丽",
            "minutes": minutes,
            "intact": True,
            "consent": "",
            "revokedAt": None,
            "volunteer": {"id": KNOWN_ID},
        },
    )


async def revoke_certificate(api: Api) -> Asked:
    volunteer = await api.district.volunteer()
    await served(api, volunteer)
    id_ = gid("Certificate", await certificate(api, volunteer))
    return Asked({"certificateId": id_, "reason": "误开"}, {"id": id_, "revocationReason": "误开"})


CASES = [
    Case("takeOutInsurance", take_out_insurance, by_admin),
    Case("enrolVolunteers", enrol_volunteers, by_admin),
    Case("terminateInsurance", terminate_insurance, by_admin),
    Case("publishBenefitOffer", publish_benefit_offer, by_admin),
    Case("withdrawBenefitOffer", withdraw_benefit_offer, by_admin),
    Case("openHelpCase", open_help_case, by_admin),
    Case("approveHelp", approve_help, by_centre),
    Case("rejectHelp", reject_help, by_centre),
    Case("giveAssistance", give_assistance, by_admin),
    Case("closeHelpCase", close_help_case, by_admin),
    Case("issueCertificate", issue_certificate, by_known),
    Case("revokeCertificate", revoke_certificate, by_admin),
]


async def test_each_mutation_has_its_case() -> None:
    chapters = ("incentives.benefits", "incentives.certificates")
    assert {case.name for case in CASES} == set().union(*map(of_chapter, chapters))


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- insurance and offers -------------------------------------------------------------------------

ELIGIBILITY = """query ($id: ID, $code: String) { eligibility(volunteerId: $id, code: $code) {
    status starLevel insured offers(first: 100) { name } covers { policyNumber }
    volunteer { id } } }"""
CODE = "query ($id: ID!) { volunteer(id: $id) { code } }"


async def test_all_are_enrolled_or_none(api: Api) -> None:
    district = api.district
    id_ = gid("InsuranceCover", await cover(api))
    here = gid("Volunteer", await district.volunteer())
    waiting = gid("Volunteer", await district.give(district.registration(), district.admin))
    before = await district.position()
    answers = [
        await result(
            api, "enrolVolunteers", {"coverId": id_, "volunteerIds": named}, district.admin
        )
        for named in ([here, waiting], [here, here], [])
    ]
    assert [(answer["code"], answer["field"]) for answer in answers] == [
        ("WRONG_STATE", "volunteerId"),
        ("DUPLICATE", "volunteerIds"),
        ("INVALID", "volunteerIds"),
    ]
    assert await district.position() == before


async def test_what_a_volunteer_may_have_today(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    policy = await cover(api, policy_number="TODAY")
    await district.give(EnrolVolunteers(cover_id=policy, volunteer_ids=(volunteer,)), CENTRE)
    later = await cover(api, starts_at=district.now + YEAR, ends_at=district.now + 2 * YEAR)
    await district.give(EnrolVolunteers(cover_id=later, volunteer_ids=(volunteer,)), CENTRE)
    await offer(api, name="人人可享")
    await offer(api, name="三星以上", star_floor=3)
    await offer(api, name="尚未开始", valid_from=district.now + timedelta(days=1))
    await offer(api, name="已经结束", valid_until=district.now + timedelta(hours=1))
    district.now += timedelta(hours=1)
    await api.shown()
    id_ = gid("Volunteer", volunteer)
    for viewer in (district.admin, district.dispatcher, district.as_volunteer(volunteer), AUDITOR):
        found = (await api.data(ELIGIBILITY, {"id": id_}, by=viewer))["eligibility"]
        names = {offered.pop("name") for offered in found.pop("offers")}
        assert "人人可享" in names
        assert not names & {"三星以上", "尚未开始", "已经结束"}
        assert found == {
            "status": "ACTIVE",
            "starLevel": 0,
            "insured": True,
            "covers": [{"policyNumber": "TODAY"}],
            "volunteer": {"id": id_},
        }


async def test_a_code_is_shown_to_any_counter_and_good_for_minutes(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    await api.shown()
    id_ = {"id": gid("Volunteer", volunteer)}
    for viewer in (None, district.admin, CENTRE, AUDITOR):
        assert (await api.data(CODE, id_, by=viewer))["volunteer"]["code"] is None
    me = district.as_volunteer(volunteer)
    code = (await api.data(CODE, id_, by=me))["volunteer"]["code"]
    elsewhere = Actor("counter", Role.COUNTER, district.other_station)
    assert (await api.data(ELIGIBILITY, id_, by=elsewhere))["eligibility"] is None
    shown = {"code": f" {code.lower()} "}
    found = (await api.data(ELIGIBILITY, shown, by=elsewhere))["eligibility"]
    assert found["volunteer"] == id_
    assert (await api.data(ELIGIBILITY, shown))["eligibility"] is None
    forged = code[:-1] + ("A" if code[-1] != "A" else "B")
    for wrong in (forged, "nonsense", "", code[8:]):
        answered = await api.ask(ELIGIBILITY, {"code": wrong}, by=elsewhere)
        assert answered["errors"][0]["extensions"]["code"] == "WRONG_CODE"
    district.now += VALID_FOR
    answered = await api.ask(ELIGIBILITY, shown, by=elsewhere)
    assert answered["errors"][0]["extensions"]["code"] == "TOO_LATE"


async def test_eligibility_is_asked_by_id_or_by_code(api: Api) -> None:
    for variables in ({}, {"id": KNOWN_ID, "code": "x"}):
        answered = await api.ask(ELIGIBILITY, variables, by=api.district.admin)
        assert answered["errors"][0]["extensions"]["code"] == "INVALID"


# --- help -----------------------------------------------------------------------------------------


async def test_a_case_of_need_is_for_the_volunteer_and_administrators(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    command = OpenHelpCase(volunteer_id=volunteer, situation=SITUATION)
    variables = {"id": gid("HelpCase", await district.give(command, district.admin))}
    await api.shown()
    query = "query ($id: ID!) { node(id: $id) { ... on HelpCase { situation } } }"
    for viewer in (district.admin, district.as_volunteer(volunteer), AUDITOR, CENTRE):
        assert (await api.data(query, variables, by=viewer))["node"] == {"situation": SITUATION}
    for stranger in (None, district.dispatcher, district.stranger, district.as_resident):
        assert (await api.data(query, variables, by=stranger))["node"] is None


async def test_what_a_case_is_about_stands_sealed_in_the_log(api: Api) -> None:
    id_ = gid("HelpCase", await case(api))
    query = "query ($of: ID) { events(originatorId: $of) { edges { node { payload } } } }"
    (edge,) = (await api.data(query, {"of": id_}, by=AUDITOR))["events"]["edges"]
    assert SITUATION not in edge["node"]["payload"]


# --- certificates ---------------------------------------------------------------------------------

VERIFY = """query ($number: String!) { verifyCertificate(number: $number) {
    number valid intact maskedName minutes recordCount issuer } }"""
CERTIFICATE = "query ($number: String!) { certificate(number: $number) { holderName minutes } }"


async def number_of(api: Api, certificate_id: UUID) -> str:
    await api.shown()
    query = "query ($id: ID!) { node(id: $id) { ... on Certificate { number } } }"
    node = (await api.data(query, {"id": gid("Certificate", certificate_id)}, by=CENTRE))["node"]
    assert isinstance(node["number"], str)
    return node["number"]


async def test_anybody_verifies_by_number_and_learns_no_more_than_needed(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    await served(api, volunteer)
    number = await number_of(api, await certificate(api, volunteer))
    typed = f"{number[:4]}-{number[4:8]} {number[8:]}"
    assert (await api.data(VERIFY, {"number": typed}))["verifyCertificate"] == {
        "number": number,
        "valid": True,
        "intact": True,
        "maskedName": "林**",
        "minutes": 90,
        "recordCount": 1,
        "issuer": "单位BA-1",
    }
    unknown = {"number": f"{int(number) ^ 1}"}
    assert (await api.data(VERIFY, unknown))["verifyCertificate"] is None
    for stranger in (None, district.as_resident, district.stranger):
        assert (await api.data(CERTIFICATE, {"number": number}, by=stranger))["certificate"] is None
    for viewer in (district.as_volunteer(volunteer), district.admin):
        shown = (await api.data(CERTIFICATE, {"number": number}, by=viewer))["certificate"]
        assert shown == {"holderName": "林志愿", "minutes": 90}


async def test_a_certificate_tells_when_its_records_changed_or_it_was_revoked(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    record = await served(api, volunteer)
    issued = await certificate(api, volunteer)
    number = {"number": await number_of(api, issued)}
    await district.give(
        CorrectHours(volunteer_id=volunteer, record_id=record, minutes=60, reason="误记"), CENTRE
    )
    await api.shown()
    found = (await api.data(VERIFY, number))["verifyCertificate"]
    # What was certified stays as it was.
    assert (found["valid"], found["intact"], found["minutes"]) == (True, False, 90)
    given = {"certificateId": gid("Certificate", issued), "reason": "时长更正"}
    await result(api, "revokeCertificate", given, district.admin)
    await api.shown()
    assert (await api.data(VERIFY, number))["verifyCertificate"]["valid"] is False


async def test_a_unit_certifies_with_the_volunteers_consent_alone(api: Api) -> None:
    await served(api, await known_volunteer(api))
    now = api.district.now
    given = {
        "volunteerId": KNOWN_ID,
        "startsAt": (now - YEAR).isoformat(),
        "endsAt": now.isoformat(),
    }
    answer = await result(api, "issueCertificate", given, api.district.admin)
    assert (answer["code"], answer["field"]) == ("INVALID", "consent")
    answer = await result(
        api,
        "issueCertificate",
        {**given, "consent": "本人书面申请"},
        api.district.admin,
        shown={"consent": "", "issuedBy": ""},
    )
    assert answer["certificate"] == {"consent": "本人书面申请", "issuedBy": "admin"}
