"""Mutations of volunteers and residents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.people.residents import RegisterResident
from five_steps.commands.people.volunteers import SuspendVolunteer
from tests.commands.district import id_number
from tests.graphql_api.api import gid
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

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def registration(api: Api) -> dict[str, Any]:
    """An input to register a person who is new."""
    command = api.district.registration()
    return {
        "unitId": gid("Unit", command.unit_id),
        "name": command.name,
        "phone": command.phone,
        "idNumber": command.id_number,
        "categories": ["CULTURE", "FITNESS"],
        "skills": ["急救", "摄影"],
        "partyMember": True,
    }


async def applicant(api: Api) -> str:
    """A volunteer who waits for approval."""
    return gid("Volunteer", await api.district.give(api.district.registration()))


async def active(api: Api) -> str:
    return gid("Volunteer", await api.district.volunteer())


# --- volunteers -----------------------------------------------------------------------------------


async def register_volunteer(api: Api) -> Asked:
    given = registration(api)
    number = given["idNumber"]
    return Asked(
        given,
        {
            "name": "林志愿",
            "phone": "13900000000",
            "idNumberMasked": f"{number[:4]}**********{number[-4:]}",
            "birthDate": "1990-03-07",
            "minor": False,
            "categories": ["CULTURE", "FITNESS"],
            "skills": ["急救", "摄影"],
            "partyMember": True,
            "status": "REGISTERED",
            "unit": {"id": given["unitId"]},
        },
    )


async def approve_volunteer(api: Api) -> Asked:
    volunteer = await applicant(api)
    return Asked(
        {"volunteerId": volunteer},
        {"id": volunteer, "status": "ACTIVE", "minutes": 0, "pointsAccount": {"available": 0}},
    )


async def reject_volunteer(api: Api) -> Asked:
    volunteer = await applicant(api)
    return Asked(
        {"volunteerId": volunteer, "reason": "资料不符"}, {"id": volunteer, "status": "REJECTED"}
    )


async def change_volunteer_profile(api: Api) -> Asked:
    volunteer = await active(api)
    profile = {
        "name": "林新名",
        "phone": "13700000000",
        "categories": ["SCIENCE"],
        "skills": ["编程"],
        "partyMember": True,
    }
    return Asked({"volunteerId": volunteer, **profile}, {"id": volunteer, **profile})


async def transfer_volunteer(api: Api) -> Asked:
    volunteer, unit = await active(api), gid("Unit", api.district.other_station)
    return Asked(
        {"volunteerId": volunteer, "unitId": unit, "reason": "搬家"},
        {"id": volunteer, "unit": {"id": unit}},
    )


async def suspend_volunteer(api: Api) -> Asked:
    volunteer = await active(api)
    return Asked(
        {"volunteerId": volunteer, "reason": "投诉调查"}, {"id": volunteer, "status": "SUSPENDED"}
    )


async def resume_volunteer(api: Api) -> Asked:
    volunteer_id = await api.district.volunteer()
    await api.district.give(SuspendVolunteer(volunteer_id=volunteer_id, reason="投诉调查"))
    volunteer = gid("Volunteer", volunteer_id)
    return Asked({"volunteerId": volunteer}, {"id": volunteer, "status": "ACTIVE"})


async def withdraw_volunteer(api: Api) -> Asked:
    volunteer = await active(api)
    return Asked(
        {"volunteerId": volunteer, "reason": "外出务工"}, {"id": volunteer, "status": "WITHDRAWN"}
    )


# --- residents ------------------------------------------------------------------------------------


async def register_resident(api: Api) -> Asked:
    station = gid("Unit", api.district.station)
    return Asked(
        {"unitId": station, "name": "王大爷", "phone": "0577-63480000"},
        {"name": "王大爷", "phone": "057763480000", "unit": {"id": station}},
    )


async def change_resident_contact(api: Api) -> Asked:
    resident = gid(
        "Resident",
        await api.district.give(
            RegisterResident(unit_id=api.district.station, name="王大爷", phone="13800000001")
        ),
    )
    station = gid("Unit", api.district.station)
    contact = {"name": "王阿公", "phone": "13800000002"}
    return Asked(
        {"residentId": resident, "unitId": station, **contact},
        {"id": resident, "unit": {"id": station}, **contact},
    )


CASES = [
    Case("registerVolunteer", register_volunteer, by_admin),
    Case("approveVolunteer", approve_volunteer, by_admin),
    Case("rejectVolunteer", reject_volunteer, by_admin),
    Case("changeVolunteerProfile", change_volunteer_profile, by_admin),
    Case("transferVolunteer", transfer_volunteer, by_admin),
    Case("suspendVolunteer", suspend_volunteer, by_admin),
    Case("resumeVolunteer", resume_volunteer, by_admin),
    Case("withdrawVolunteer", withdraw_volunteer, by_admin),
    Case("registerResident", register_resident, by_dispatcher),
    Case("changeResidentContact", change_resident_contact, by_dispatcher),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("people")


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


async def test_a_person_registers_under_their_own_id(api: Api) -> None:
    person = uuid4()
    answer = await result(
        api,
        "registerVolunteer",
        registration(api),
        Actor(str(person), Role.VOLUNTEER),
        shown={"id": "", "name": ""},
    )
    assert answer["volunteer"] == {"id": gid("Volunteer", person), "name": "林志愿"}


async def test_an_id_document_is_registered_once(api: Api) -> None:
    given = registration(api)
    await result(api, "registerVolunteer", given, api.district.admin)
    answer = await result(api, "registerVolunteer", given, api.district.admin)
    assert (answer["__typename"], answer["code"], answer["field"]) == (
        "Conflict",
        "DUPLICATE",
        "idNumber",
    )


async def test_a_wrong_check_digit_is_told_with_the_field(api: Api) -> None:
    number = id_number(997)
    wrong = number[:-1] + ("1" if number[-1] == "0" else "0")
    answer = await result(
        api, "registerVolunteer", {**registration(api), "idNumber": wrong}, api.district.admin
    )
    assert (answer["__typename"], answer["field"]) == ("InvalidInput", "idNumber")
    # Neither the refusal nor anything else repeats what was sent.
    assert wrong not in str(answer)


async def test_a_minor_needs_the_guardians_consent(api: Api) -> None:
    given = {**registration(api), "idNumber": id_number(998, born="20100307")}
    answer = await result(api, "registerVolunteer", given, api.district.admin)
    assert (answer["__typename"], answer["field"]) == ("Conflict", "guardianConsent")
    answer = await result(
        api,
        "registerVolunteer",
        {**given, "guardianConsent": True},
        api.district.admin,
        shown={"minor": True},
    )
    assert answer["volunteer"] == {"minor": True}


async def test_nobody_approves_themselves(api: Api) -> None:
    volunteer_id: UUID = await api.district.give(api.district.registration())
    themselves = Actor(str(volunteer_id), Role.UNIT_ADMIN, api.district.station)
    given = {"volunteerId": gid("Volunteer", volunteer_id)}
    answer = await result(api, "approveVolunteer", given, themselves)
    assert (answer["__typename"], answer["code"]) == ("Forbidden", "SELF_VERIFICATION")


async def test_who_has_a_duty_ahead_does_not_withdraw(api: Api) -> None:
    volunteer_id = await api.district.volunteer()
    await api.district.accepted(volunteer_id)
    answer = await result(
        api,
        "withdrawVolunteer",
        {"volunteerId": gid("Volunteer", volunteer_id), "reason": "外出务工"},
        api.district.as_volunteer(volunteer_id),
    )
    assert (answer["__typename"], answer["code"], answer["actual"]) == (
        "Conflict",
        "WRONG_STATE",
        "1 duties",
    )


async def test_a_resident_changes_their_own_contact(api: Api) -> None:
    given = {
        "residentId": gid("Resident", api.district.resident),
        "unitId": gid("Unit", api.district.other_station),
        "name": "陈阿婆",
        "phone": "13800000009",
    }
    answer = await result(
        api, "changeResidentContact", given, api.district.as_resident, shown={"phone": ""}
    )
    assert answer["resident"] == {"phone": "13800000009"}


async def test_the_answer_shows_no_more_than_the_viewer_may_see(api: Api) -> None:
    asked = await change_resident_contact(api)
    elsewhere = {**asked.given, "unitId": gid("Unit", api.district.other_station)}
    answer = await result(
        api, "changeResidentContact", elsewhere, api.district.dispatcher, shown=asked.shown
    )
    # Done, but the resident now belongs to another unit.
    assert (answer["__typename"], answer["resident"]) == ("ResidentChanged", None)
