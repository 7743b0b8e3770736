"""After an erasure nothing personal of somebody is left anywhere, and every figure stays."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.feedback.handling import AnswerFeedback
from five_steps.commands.feedback.informing import InformOfAnswer
from five_steps.commands.incentives.benefits.help_cases import OpenHelpCase, RejectHelp
from five_steps.commands.incentives.certificates.issuing import IssueCertificate
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.people.privacy.erasing import ErasePerson, RequestErasure
from five_steps.commands.people.residents import RegisterResident
from five_steps.commands.people.volunteers import WithdrawVolunteer
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.projections.kernel.values import Position
from tests.commands.district import id_number
from tests.graphql_api.api import AUDITOR, CENTRE, gid, token

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME, PHONE, NUMBER = "欧阳忘川", "13512345678", id_number(901, born="19880814")
HOME, CALLER, BAD, SAID = "望海路 77 号 902 室", "忘川的女儿", "门卫态度恶劣", "琴声悠扬如海"
NEED = "慢性肾病需要透析"
OTHER, OTHERS_PHONE = "林海棠", "13598765432"
SECRETS = (NAME, PHONE, NUMBER, HOME, CALLER, BAD, SAID, NEED, OTHER, OTHERS_PHONE)


async def lived(api: Api) -> tuple[UUID, UUID]:
    """A volunteer and a resident who have left all kinds of words behind."""
    district = api.district
    volunteer = await district.volunteer(name=NAME, phone=PHONE, id_number=NUMBER)
    person = await district.give(
        RegisterResident(unit_id=district.station, name=OTHER, phone=OTHERS_PHONE)
    )
    as_resident = Actor(str(person), Role.RESIDENT)
    here, district.resident = district.resident, person
    order = await district.completed(volunteer, place=HOME, details="三楼左手", contact=CALLER)
    district.resident = here
    await district.give(RateOrder(order_id=order, score=5, comment=SAID), as_resident)
    case = await district.give(
        FileFeedback(
            kind=FeedbackKind.COMPLAINT,
            topic=FeedbackTopic.ORDER,
            about_id=order,
            asker_kind=AskerKind.RESIDENT,
            asker_id=person,
            text=BAD,
        ),
        as_resident,
    )
    await district.give(AnswerFeedback(case_id=case, text=f"关于{BAD}，已处理"), district.admin)
    await district.give(
        InformOfAnswer(
            case_id=case, channel=InformChannel.PHONE, told_at=district.now, proof="记录 1"
        ),
        district.admin,
    )
    help_case = await district.give(
        OpenHelpCase(volunteer_id=volunteer, situation=NEED), district.admin
    )
    await district.give(RejectHelp(help_case_id=help_case, reason=f"{NEED}不符"), CENTRE)
    await district.give(
        IssueCertificate(
            volunteer_id=volunteer,
            starts_at=district.now - timedelta(days=60),
            ends_at=district.now,
        ),
        district.as_volunteer(volunteer),
    )
    return volunteer, person


async def test_nothing_personal_is_left_anywhere_and_every_figure_stays(
    api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    volunteer, person = await lived(api)
    await api.shown()
    await api.services.pasts.kept.build(Position(await api.district.position()))
    assert found_in(await dump(api)) >= {NAME, PHONE, HOME, CALLER, BAD, SAID, NEED, OTHER}
    # That somebody left shows in a year's figures; that they are forgotten does not.
    leaving = WithdrawVolunteer(volunteer_id=volunteer, reason="搬家")
    await api.district.give(leaving, api.district.as_volunteer(volunteer))
    await api.shown()
    figures = await sums(api, volunteer)
    capsys.readouterr()

    for person_id, kind in ((volunteer, PersonKind.VOLUNTEER), (person, PersonKind.RESIDENT)):
        request = RequestErasure(person_kind=kind, person_id=person_id, reason="搬离本区")
        await api.district.give(request, Actor("registrar", Role.CENTRE_ADMIN))
        await api.district.give(ErasePerson(person_id=person_id), CENTRE)
    await api.shown()

    assert found_in(await dump(api)) == set()
    logged = capsys.readouterr()
    assert found_in(logged.out + logged.err) == set()
    assert await sums(api, volunteer) == figures
    assert await api.services.views.verify() == []
    await known_by_nobody(api, volunteer, person)


async def known_by_nobody(api: Api, volunteer: UUID, person: UUID) -> None:
    both = """query ($v: ID!) { volunteer(id: $v) { name phone idNumberMasked birthDate status
        certificates(first: 1) { edges { node { number holderName intact } } } }
        residents(first: 100) { edges { node { id name phone } } } }"""
    data = await api.data(both, {"v": gid("Volunteer", volunteer)}, by=CENTRE)
    certificate = data["volunteer"].pop("certificates")["edges"][0]["node"]
    assert data["volunteer"] == {
        "name": None,
        "phone": None,
        "idNumberMasked": None,
        "birthDate": None,
        "status": "WITHDRAWN",
    }
    residents = {edge["node"]["id"]: edge["node"] for edge in data["residents"]["edges"]}
    shown = residents[gid("Resident", person)]
    assert (shown["name"], shown["phone"]) == (None, None)
    assert (certificate["holderName"], certificate["intact"]) == (None, True)
    verify = (
        "query ($n: String!) { verifyCertificate(number: $n) { valid maskedName minutes intact } }"
    )
    found = await api.data(verify, {"n": certificate["number"]})
    assert found["verifyCertificate"] == {
        "valid": True,
        "maskedName": None,
        "minutes": 120,
        "intact": True,
    }
    page = f"/certificates/{certificate['number']}"
    sheet = await api.http.get(f"{page}.pdf", headers={"Authorization": f"Bearer {token(CENTRE)}"})
    assert (sheet.status_code, (await api.http.get(page)).status_code) == (200, 200)
    viewer = "{ viewer { volunteer { name minutes } } }"
    mine = await api.data(viewer, by=api.district.as_volunteer(volunteer))
    assert mine["viewer"]["volunteer"] == {"name": None, "minutes": 120}


async def sums(api: Api, volunteer: UUID) -> dict[str, Any]:
    """What the person's figures, and those of the district, are made of."""
    query = """query ($v: ID!, $u: ID!) {
        volunteer(id: $v) { minutes recordCount rating starLevel pointsAccount { available } }
        leaderboard { minutes }
        unitAssessment(unitId: $u, year: 2026) { score indicators { indicator score } } }
    """
    given = {"v": gid("Volunteer", volunteer), "u": gid("Unit", api.district.station)}
    return await api.data(query, given, by=AUDITOR)


async def dump(api: Api) -> str:
    """The whole database as text, in whatever schema."""
    pool = api.services.store.pool
    tables = await pool.fetch(
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    texts = []
    for schema, table in tables:
        rows = await pool.fetch(f'SELECT t::text FROM "{schema}"."{table}" t')
        texts += [row[0] for row in rows]
    return "\n".join(texts)


def found_in(text: str) -> set[str]:
    """Which of the secrets a text holds, plain or as the bytes that a `bytea` shows."""
    return {
        secret
        for secret in SECRETS
        if any(
            written in text or written.encode().hex() in text
            for written in (secret, json.dumps(secret)[1:-1])
        )
    }
