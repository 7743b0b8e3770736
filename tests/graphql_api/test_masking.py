"""Who is shown what of somebody's personal information: the table of `docs/personal-data.md`.

The table is read from there, so what the document says is what the service does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from five_steps.commands import Actor, Role
from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.incentives.benefits.help_cases import OpenHelpCase
from five_steps.commands.kernel.personal_data import Guardian
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.people.privacy.erasing import RequestErasure
from five_steps.commands.people.privacy.guardians import RecordGuardianConsent
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.people.privacy.erasure_state import PersonKind
from tests.commands.district import id_number
from tests.graphql_api.api import AUDITOR, CENTRE, gid

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

DOCUMENT = Path(__file__).parents[2] / "docs" / "personal-data.md"
HEADING = "| field |"
NAME, PHONE, NUMBER = "林小满", "13912345678", id_number(77, born="20100307")
MASKED = {
    NAME: "林**",
    PHONE: "139****5678",
    "13800000000": "138****0000",
    NUMBER: f"{NUMBER[:4]}{'*' * 10}{NUMBER[-4:]}",
}


class Field(NamedTuple):
    """Where a field is asked for, and what it holds."""

    query: str
    path: tuple[str | int, ...]
    value: str
    of: str = "volunteer"


VOLUNTEER = "query ($id: ID!) {{ found: volunteer(id: $id) {{ {} }} }}"
RESIDENT = "{{ found: residents(first: 100) {{ edges {{ node {{ {} }} }} }} }}"
ORDER = "query ($id: ID!) {{ found: order(id: $id) {{ {} }} }}"
CASES = "{{ found: feedbackCases(first: 9) {{ edges {{ node {{ {} }} }} }} }}"
HELP = "{{ found: helpCases(first: 9) {{ edges {{ node {{ {} }} }} }} }}"
ERASURES = "{{ found: erasures(first: 9) {{ edges {{ node {{ {} }} }} }} }}"
FIRST = ("edges", 0, "node")

FIELDS = {
    "Volunteer.name": Field(VOLUNTEER.format("name"), ("name",), NAME),
    "Volunteer.phone": Field(VOLUNTEER.format("phone"), ("phone",), PHONE),
    "Volunteer.idNumberMasked": Field(
        VOLUNTEER.format("idNumberMasked"), ("idNumberMasked",), NUMBER
    ),
    "Volunteer.birthDate": Field(VOLUNTEER.format("birthDate"), ("birthDate",), "2010-03-07"),
    "Guardian.name": Field(VOLUNTEER.format("guardian { name }"), ("guardian", "name"), "林父"),
    "Guardian.phone": Field(VOLUNTEER.format("guardian { phone }"), ("guardian", "phone"), PHONE),
    "HelpCase.situation": Field(HELP.format("situation"), (*FIRST, "situation"), "家中失火"),
    "Resident.name": Field(RESIDENT.format("name"), (*FIRST, "name"), "陈阿婆", "resident"),
    "Resident.phone": Field(RESIDENT.format("phone"), (*FIRST, "phone"), "13800000000", "resident"),
    "Order.place": Field(ORDER.format("place"), ("place",), "望海路 7 号", "resident"),
    "Order.details": Field(ORDER.format("details"), ("details",), "三楼", "resident"),
    "Order.contact": Field(ORDER.format("contact"), ("contact",), "阿婆之女", "resident"),
    "Order.comment": Field(ORDER.format("comment"), ("comment",), "很好", "resident"),
    "FeedbackCase.text": Field(CASES.format("text"), (*FIRST, "text"), "门没开", "resident"),
    "Erasure.reason": Field(ERASURES.format("reason"), (*FIRST, "reason"), "搬走了", "resident"),
}


class Persons(NamedTuple):
    """Whose data it is."""

    volunteer: UUID
    resident: UUID
    order: UUID


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def persons(api: Api) -> Persons:
    district = api.district
    volunteer = await district.volunteer(
        name=NAME, phone=PHONE, id_number=NUMBER, guardian_consent=True
    )
    guardian = Guardian("林父", PHONE, "父亲")
    await district.give(
        RecordGuardianConsent(volunteer_id=volunteer, guardian=guardian), district.admin
    )
    await district.give(OpenHelpCase(volunteer_id=volunteer, situation="家中失火"), district.admin)
    order = await district.completed(
        volunteer, place="望海路 7 号", details="三楼", contact="阿婆之女"
    )
    await district.give(RateOrder(order_id=order, score=5, comment="很好"), district.as_resident)
    complaint = FileFeedback(
        kind=FeedbackKind.COMPLAINT,
        topic=FeedbackTopic.UNIT,
        about_id=district.station,
        asker_kind=AskerKind.RESIDENT,
        asker_id=district.resident,
        text="门没开",
    )
    await district.give(complaint, district.as_resident)
    request = RequestErasure(
        person_kind=PersonKind.RESIDENT, person_id=district.resident, reason="搬走了"
    )
    await district.give(request, district.as_resident)
    await api.shown()
    return Persons(volunteer, district.resident, order)


def viewer(api: Api, persons: Persons, role: str, of: str) -> Actor | None:
    """Somebody in the role of a column, who looks at the data of the volunteer or resident."""
    district = api.district
    return {
        "anybody": None,
        "the person": district.as_resident
        if of == "resident"
        else district.as_volunteer(persons.volunteer),
        "who serves": district.as_volunteer(persons.volunteer)
        if of == "resident"
        else district.as_volunteer(uuid4()),
        "other persons": Actor(str(uuid4()), Role.RESIDENT),
        "dispatcher": district.dispatcher,
        "administrator": district.admin,
        "counter": Actor("teller", Role.COUNTER, district.station),
        "other unit": district.stranger,
        "auditor": AUDITOR,
        "centre": CENTRE,
    }[role]


def table() -> dict[str, dict[str, str]]:
    """What the document says, by field and column."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(HEADING))
    roles, _, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines[start : lines.index("", start)]
    )
    return {field.strip("`"): dict(zip(roles[1:], cells, strict=True)) for field, *cells in rows}


async def test_the_table_tells_of_every_field() -> None:
    assert set(table()) == set(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
async def test_a_field_is_shown_as_the_table_says(api: Api, persons: Persons, name: str) -> None:
    field = FIELDS[name]
    of = (
        persons.order
        if field.query.startswith("query ($id: ID!) { found: order")
        else (persons.volunteer)
    )
    type_name = "Order" if of == persons.order else "Volunteer"
    variables = {"id": gid(type_name, of)} if "$id" in field.query else {}
    found = {}
    for role in table()[name]:
        answer = await api.ask(field.query, variables, by=viewer(api, persons, role, field.of))
        found[role] = _shown(answer, field)
    assert found == table()[name]


def _shown(answer: dict[str, Any], field: Field) -> str:
    value = (answer.get("data") or {}).get("found")
    for step in field.path:
        value = value[step] if value else None
    return {
        None: "–",
        MASKED.get(field.value, ""): "masked",
        field.value: "full",
    }[value]
