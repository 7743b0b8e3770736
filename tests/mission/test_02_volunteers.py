"""§2 Volunteers 志愿者: registration, approval, suspension, withdrawal, erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.event_store import verify_log
from five_steps.graphql_api.kernel.global_id import local_id
from tests.commands.district import id_number
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_serials = iter(range(500, 900))

PROFILE = """query ($id: ID!) { volunteer(id: $id) { name phone idNumberMasked birthDate minor
    partyMember skills categories status unit { id } } }"""


def registration(api: Api, **given: Any) -> dict[str, Any]:
    return {
        "unitId": gid("Unit", api.district.station),
        "name": "林志愿",
        "phone": "13900000000",
        "idNumber": id_number(next(_serials)),
        "categories": ["CULTURE", "FITNESS"],
        "skills": ["急救"],
        **given,
    }


async def registered(api: Api, **given: Any) -> str:
    """Somebody whom staff registered."""
    volunteer = await done(api, "registerVolunteer", api.district.admin, registration(api, **given))
    return str(volunteer["id"])


async def approved(api: Api, **given: Any) -> str:
    volunteer = await registered(api, **given)
    await done(api, "approveVolunteer", api.district.admin, {"volunteerId": volunteer})
    return volunteer


def own_id(volunteer: str) -> UUID:
    return local_id("volunteerId", volunteer, "Volunteer")


async def log_as_text(api: Api, volunteer: str) -> str:
    """Everything that the log holds of a stream, as it lies on the disk."""
    rows = await api.services.store.pool.fetch(
        "SELECT state FROM public.stored_events WHERE originator_id = $1", own_id(volunteer)
    )
    return "".join(row["state"].decode() for row in rows)


# --- registration 注册 ----------------------------------------------------------------------------


async def test_registration_with_profile(api: Api) -> None:
    given = registration(api, partyMember=True)
    me = Actor(str(uuid4()), Role.VOLUNTEER)
    volunteer = (await done(api, "registerVolunteer", me, given))["id"]
    number = given["idNumber"]
    assert await seen(api, PROFILE, me, id=volunteer) == {
        "name": "林志愿",
        "phone": "13900000000",
        "idNumberMasked": f"{number[:4]}**********{number[-4:]}",
        "birthDate": "1990-03-07",
        "minor": False,
        "partyMember": True,
        "skills": ["急救"],
        "categories": ["CULTURE", "FITNESS"],
        "status": "REGISTERED",
        "unit": {"id": given["unitId"]},
    }
    assert await seen(api, PROFILE, None, id=volunteer) is None, "applicants are no public matter"


async def test_registration_keeps_the_id_number_hashed_and_encrypted(api: Api) -> None:
    given = registration(api)
    volunteer = (await done(api, "registerVolunteer", api.district.admin, given))["id"]
    kept = await log_as_text(api, volunteer)
    for secret in (given["idNumber"], given["idNumber"][6:14], given["name"], given["phone"]):
        assert secret not in kept
    # The hash tells that it is the same person, whoever registers them where.
    elsewhere = {**given, "unitId": gid("Unit", api.district.other_station), "name": "林小愿"}
    assert await refused(api, "registerVolunteer", CENTRE, elsewhere) == ("DUPLICATE", "idNumber")
    wrong = {**given, "idNumber": "110101199001010000"}
    assert await refused(api, "registerVolunteer", CENTRE, wrong) == ("INVALID", "idNumber")


async def test_registration_of_a_minor_needs_the_guardians_consent(api: Api) -> None:
    young = registration(api, idNumber=id_number(next(_serials), born="20100601"))
    by = api.district.admin
    assert await refused(api, "registerVolunteer", by, young) == ("NOT_ELIGIBLE", "guardianConsent")
    consented = {**young, "guardianConsent": True}
    assert (await done(api, "registerVolunteer", by, consented, "minor"))["minor"] is True


# --- approval, suspension, withdrawal 审核 暂停 退出 ----------------------------------------------


async def test_approval_by_the_unit(api: Api) -> None:
    volunteer, turned_down = await registered(api), await registered(api)
    district = api.district
    for by in (district.stranger, Actor(str(own_id(volunteer)), Role.VOLUNTEER)):
        code, _ = await refused(api, "approveVolunteer", by, {"volunteerId": volunteer})
        assert code == "FORBIDDEN"
    for wanted, name, given in (
        ("ACTIVE", "approveVolunteer", {"volunteerId": volunteer}),
        ("REJECTED", "rejectVolunteer", {"volunteerId": turned_down, "reason": "资料不符"}),
    ):
        assert (await done(api, name, district.admin, given, "status"))["status"] == wanted
    opened = await seen(
        api,
        "query ($id: ID!) { volunteer(id: $id) { minutes pointsAccount { available } } }",
        district.admin,
        id=volunteer,
    )
    assert opened == {"minutes": 0, "pointsAccount": {"available": 0}}


async def test_nobody_approves_themselves(api: Api) -> None:
    volunteer = await registered(api)
    themselves = Actor(str(own_id(volunteer)), Role.UNIT_ADMIN, api.district.institute)
    assert await refused(api, "approveVolunteer", themselves, {"volunteerId": volunteer}) == (
        "SELF_VERIFICATION",
        "volunteerId",
    )


async def test_suspension_means_no_new_duties(api: Api) -> None:
    district = api.district
    volunteer = await approved(api)
    me = district.as_volunteer(own_id(volunteer))
    order = gid("Order", await district.dispatched(own_id(volunteer)))
    accept = {"orderId": order, "volunteerId": volunteer}
    suspend = {"volunteerId": volunteer, "reason": "外出务工"}
    await done(api, "suspendVolunteer", district.admin, suspend)
    assert await refused(api, "acceptOrder", me, accept) == ("WRONG_STATE", "volunteerId")
    resumed = await done(
        api, "resumeVolunteer", district.admin, {"volunteerId": volunteer}, "status"
    )
    assert resumed["status"] == "ACTIVE"
    await done(api, "acceptOrder", me, accept)


async def test_withdrawal_leaves_hours_and_points_on_record(api: Api) -> None:
    district, number = api.district, id_number(next(_serials))
    volunteer = await approved(api, idNumber=number)
    me = district.as_volunteer(own_id(volunteer))
    ahead = await district.accepted(own_id(volunteer))
    withdraw = {"volunteerId": volunteer, "reason": "迁往外地"}
    assert await refused(api, "withdrawVolunteer", me, withdraw) == ("WRONG_STATE", "volunteerId")
    await done(
        api, "cancelOrder", district.as_resident, {"orderId": gid("Order", ahead), "reason": "改期"}
    )
    await district.completed(own_id(volunteer))
    gone = await done(api, "withdrawVolunteer", me, withdraw, "status", "minutes")
    assert (gone["status"], gone["minutes"]) == ("WITHDRAWN", 120)
    assert await seen(api, PROFILE, None, id=volunteer) is None, "who left is no public matter"
    # Who left may come back: as somebody new, whose old record stays as it was.
    back = await registered(api, idNumber=number)
    assert back != volunteer


async def test_transfer_to_another_unit_takes_everything_along(api: Api) -> None:
    district = api.district
    volunteer = await approved(api)
    await district.completed(own_id(volunteer))
    there = gid("Unit", district.other_station)
    move = {"volunteerId": volunteer, "unitId": there, "reason": "搬家"}
    code, _ = await refused(api, "transferVolunteer", district.stranger, move)
    assert code == "FORBIDDEN", "the unit that lets go decides"
    await done(api, "transferVolunteer", district.admin, move)
    shown = await seen(
        api,
        """query ($id: ID!) { volunteer(id: $id) { phone minutes unit { id }
            pointsAccount { available } } }""",
        district.stranger,
        id=volunteer,
    )
    assert shown == {
        "phone": "13900000000",
        "minutes": 120,
        "unit": {"id": there},
        "pointsAccount": {"available": 20},
    }


# --- personal data 个人信息 -----------------------------------------------------------------------


async def test_erasing_the_key_leaves_hours_points_and_hashes_intact(api: Api) -> None:
    district, services = api.district, api.services
    volunteer = await approved(api)
    await district.completed(own_id(volunteer))
    await api.shown()
    account = await district.account(own_id(volunteer))

    await services.store.vault.erase(own_id(volunteer))
    await services.views.rebuild(["volunteers"])

    shown = await seen(
        api,
        """query ($id: ID!) { volunteer(id: $id) { name phone idNumberMasked birthDate status
            minutes pointsAccount { available } serviceRecords { edges { node { minutes state } } }
            } }""",
        AUDITOR,
        id=volunteer,
    )
    assert shown == {
        "name": None,
        "phone": None,
        "idNumberMasked": None,
        "birthDate": None,
        "status": "ACTIVE",
        "minutes": 120,
        "pointsAccount": {"available": account.available},
        "serviceRecords": {"edges": [{"node": {"minutes": 120, "state": "VERIFIED"}}]},
    }
    report = await verify_log(services.store.dsn)
    assert report.holds
    assert report.position == await district.position()
    assert await services.views.verify(["volunteers", "points"]) == []
