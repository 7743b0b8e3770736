"""Personal information over GraphQL: requests, one's own data, minors, and what is due."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.kernel.personal_data import Guardian
from five_steps.commands.ordering.acceptance import AcceptOrder
from five_steps.commands.people.privacy.erasing import RequestErasure
from five_steps.commands.people.privacy.guardians import (
    RecordGuardianConsent,
    WithdrawGuardianConsent,
)
from five_steps.commands.people.residents import RegisterResident
from five_steps.commands.people.volunteers import WithdrawVolunteer
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.graphql_api.people.privacy.own_data import SECTIONS
from five_steps.projections import PROJECTIONS
from tests.commands.district import id_number
from tests.graphql_api.api import AUDITOR, CENTRE, gid, token
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
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

ON_PAPER = Actor("registrar", Role.CENTRE_ADMIN)
WHY = "搬离本区"
_serials = count(1)


def by_centre(district: District) -> Actor:
    return CENTRE


def by_admin(district: District) -> Actor:
    return district.admin


def by_registrar(district: District) -> Actor:
    return ON_PAPER


async def resident(api: Api, name: str = "吴居民") -> UUID:
    return await api.district.give(
        RegisterResident(unit_id=api.district.station, name=name, phone="13600000000")
    )


async def asked(api: Api, person_id: UUID, kind: PersonKind = PersonKind.RESIDENT) -> None:
    await api.district.give(
        RequestErasure(person_kind=kind, person_id=person_id, reason=WHY), ON_PAPER
    )


async def request_erasure(api: Api) -> Asked:
    id_ = gid("Resident", await resident(api))
    due = api.district.now + timedelta(days=15)
    return Asked(
        {"personId": id_, "reason": WHY, "ground": "PURPOSE_ENDED"},
        {
            "personKind": "RESIDENT",
            "state": "REQUESTED",
            "ground": "PURPOSE_ENDED",
            "reason": WHY,
            "requestedBy": CENTRE.subject,
            "dueAt": due.isoformat(),
            "resident": {"id": id_},
            "unit": {"id": gid("Unit", api.district.station)},
        },
    )


async def withdraw_erasure_request(api: Api) -> Asked:
    person = await resident(api)
    await asked(api, person)
    return Asked({"personId": gid("Resident", person)}, {"state": "WITHDRAWN"})


async def refuse_erasure(api: Api) -> Asked:
    person = await resident(api)
    await asked(api, person)
    return Asked(
        {"personId": gid("Resident", person), "ground": "CLAIMS_PENDING", "reason": "诉讼未结"},
        {"state": "REFUSED", "refusal": "CLAIMS_PENDING", "refusalReason": "诉讼未结"},
    )


async def erase_person(api: Api) -> Asked:
    person = await resident(api)
    await asked(api, person)
    id_ = gid("Resident", person)
    return Asked(
        {"personId": id_},
        {
            "state": "ERASED",
            "ground": "CONSENT_WITHDRAWN",
            "reason": None,
            "decidedBy": CENTRE.subject,
            "data": ["NAME_AND_CONTACT", "ORDER_PARTICULARS", "WORDS"],
            "resident": {"id": id_, "name": None, "phone": None},
        },
    )


def guardian(**changes: str) -> dict[str, str]:
    return {"name": "林父", "phone": "13911112222", "relation": "父亲", **changes}


async def minor(api: Api) -> str:
    id_ = id_number(next(_serials), born="20100607")
    volunteer = await api.district.volunteer(id_number=id_, guardian_consent=True)
    return gid("Volunteer", volunteer)


async def record_guardian_consent(api: Api) -> Asked:
    volunteer = await minor(api)
    return Asked(
        {"volunteerId": volunteer, "guardian": guardian()},
        {
            "id": volunteer,
            "guardianConsent": True,
            "guardian": {**guardian(), "recordedBy": api.district.admin.subject},
        },
    )


async def withdraw_guardian_consent(api: Api) -> Asked:
    volunteer = await minor(api)
    return Asked(
        {"volunteerId": volunteer, "reason": "中考在即"},
        {"id": volunteer, "guardianConsent": False},
    )


_published = 0


async def publish_retention_policy(api: Api) -> Asked:
    global _published  # noqa: PLW0603 - each version is in force after the one before
    _published += 1
    effective = api.district.now + timedelta(days=_published)
    return Asked(
        {"effectiveFrom": effective.isoformat(), "orderParticularsDays": 90},
        {"kind": "RETENTION", "effectiveFrom": effective.isoformat()},
    )


CASES = [
    Case("requestErasure", request_erasure, by_centre),
    Case("withdrawErasureRequest", withdraw_erasure_request, by_registrar),
    Case("refuseErasure", refuse_erasure, by_centre),
    Case("erasePerson", erase_person, by_centre),
    Case("publishRetentionPolicy", publish_retention_policy, by_centre),
    Case("recordGuardianConsent", record_guardian_consent, by_admin),
    Case("withdrawGuardianConsent", withdraw_guardian_consent, by_admin),
]


async def test_each_mutation_has_its_case() -> None:
    assert {case.name for case in CASES} == of_chapter("people.privacy")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- one's own ------------------------------------------------------------------------------------


async def test_everybody_gets_what_is_held_about_them_and_nobody_else(api: Api) -> None:
    volunteer = await api.district.volunteer(name="张自查", phone="13511112222")
    me = api.district.as_volunteer(volunteer)
    await api.district.completed(volunteer)
    await api.shown()
    answer = await api.data("{ myData }", by=me)
    document = json.loads(answer["myData"])
    held = {section["name"]: section["rows"] for section in document["sections"]}
    assert [row["name"] for row in held["volunteers"]] == ["张自查"]
    assert [row["minutes"] for row in held["service_records"]] == [120]
    assert [row["available"] for row in held["points_accounts"]] == [20]
    assert held["residents"] == held["orders"] == []
    assert api.district.dispatcher.subject not in answer["myData"]
    assert {"volunteer.created", "service_book.hours_verified"} <= {
        event["topic"] for event in document["history"]
    }

    for nobody in (CENTRE, AUDITOR, api.district.admin):
        assert await api.data("{ myData }", by=nobody) == {"myData": None}
    assert await api.data("{ myData }") == {"myData": None}


async def test_ones_own_data_can_be_taken_along(api: Api) -> None:
    volunteer = await api.district.volunteer(name="=张自查")
    await api.shown()
    assert (await api.http.get("/me/data")).status_code == 401
    staff = {"Authorization": f"Bearer {token(CENTRE)}"}
    assert (await api.http.get("/me/data", headers=staff)).status_code == 401
    mine = {"Authorization": f"Bearer {token(api.district.as_volunteer(volunteer))}"}
    answered = await api.http.get("/me/data", headers=mine)
    assert answered.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answered.content)) as packed:
        assert json.loads(packed.read("data.json"))["person_id"] == str(volunteer)
        table = packed.read("志愿者登记 volunteers.csv").decode("utf-8-sig")
        assert "积分批次 points_lots.csv" not in packed.namelist()
    assert "'=张自查" in table


async def test_no_table_that_knows_persons_is_left_out_of_their_data() -> None:
    whose = {section.person for section in SECTIONS} - {"id", "raised_by", "sealed_for"}
    known = {
        table.name
        for view in PROJECTIONS
        for table in view().tables
        if table.public and (whose & table.columns.keys() or table.personal)
    }
    # Of no person registered; or the same again, by period, by year or for an explanation.
    elsewhere = {
        "fund_postings",
        "merchants",
        "volunteer_periods",
        "assessed_minutes",
        "service_entries",
    }
    assert known - {section.table for section in SECTIONS} == elsewhere


# --- minors ---------------------------------------------------------------------------------------


async def test_a_child_is_not_registered_without_a_guardian(api: Api) -> None:
    born = f"{api.district.now.year - 12}0105"
    given = {
        "unitId": gid("Unit", api.district.station),
        "name": "林小童",
        "phone": "13700001111",
        "idNumber": id_number(next(_serials), born=born),
        "categories": ["CULTURE"],
        "guardianConsent": True,
    }
    answer = await result(api, "registerVolunteer", given, api.district.admin)
    assert (answer["code"], answer["field"]) == ("NOT_ELIGIBLE", "guardian")
    bad = {**given, "guardian": guardian(phone="12")}
    answer = await result(api, "registerVolunteer", bad, api.district.admin)
    assert (answer["code"], answer["field"]) == ("INVALID", "guardian.phone")
    shown = {"guardianConsent": True, "guardian": guardian(), "minor": True}
    named = {**given, "guardian": guardian()}
    done = await result(api, "registerVolunteer", named, api.district.admin, shown=shown)
    assert done["volunteer"] == shown


async def test_without_consent_a_minor_accepts_nothing_further(api: Api) -> None:
    district = api.district
    number = id_number(next(_serials), born=f"{district.now.year - 17}1231")
    volunteer = await district.volunteer(id_number=number, guardian_consent=True)
    order = await district.dispatched(volunteer)
    accept = AcceptOrder(order_id=order, volunteer_id=volunteer)
    me = district.as_volunteer(volunteer)
    await district.give(WithdrawGuardianConsent(volunteer_id=volunteer, reason="中考"), me)
    with refused(RefusalCode.NOT_ELIGIBLE, "volunteerId"):
        await district.give(accept, me)
    with refused(RefusalCode.DUPLICATE, "volunteerId"):
        await district.give(WithdrawGuardianConsent(volunteer_id=volunteer, reason="中考"), me)
    consent = RecordGuardianConsent(
        volunteer_id=volunteer, guardian=Guardian("林父", "13911112222", "父亲")
    )
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(consent, me)
    await district.give(consent, district.admin)
    await district.give(accept, me)
    adult = await district.volunteer()
    with refused(RefusalCode.WRONG_STATE, "volunteerId", actual="ADULT"):
        await district.give(
            RecordGuardianConsent(volunteer_id=adult, guardian=consent.guardian), district.admin
        )


# --- what is due ----------------------------------------------------------------------------------

DUE = """query ($before: DateTime) { retentionDue(first: 100, before: $before) { edges { node {
    personKind because since dueAt volunteer { id } resident { id } } } } }"""


async def test_the_centre_sees_whose_time_runs_out(api: Api) -> None:
    volunteer = await api.district.volunteer()
    left = WithdrawVolunteer(volunteer_id=volunteer, reason="搬家")
    await api.district.give(left, api.district.admin)
    await api.shown()
    due_at = api.district.now + timedelta(days=3 * 365)

    async def due(before: str | None = None) -> list[dict[str, Any]]:
        data = await api.data(DUE, {"before": before}, by=CENTRE)
        nodes = [edge["node"] for edge in data["retentionDue"]["edges"]]
        return [node for node in nodes if node["volunteer"]]

    assert await due() == []
    later = (due_at + timedelta(minutes=1)).isoformat()
    assert {
        "personKind": "VOLUNTEER",
        "because": "WITHDRAWN",
        "since": api.district.now.isoformat(),
        "dueAt": due_at.isoformat(),
        "volunteer": {"id": gid("Volunteer", volunteer)},
        "resident": None,
    } in await due(later)
    refusal = await api.ask(DUE, {"before": later}, by=api.district.admin)
    assert refusal["errors"][0]["extensions"]["code"] == "FORBIDDEN"
