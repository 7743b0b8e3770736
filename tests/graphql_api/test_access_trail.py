"""Who read whose personal data, over the real endpoint: what leaves a trace, and who reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import orjson
import pytest
import pytest_asyncio

from five_steps.access_trail import AccessTrail, Entry, EntryKind, TrailLimits
from five_steps.access_trail.verify import verify_trail
from five_steps.commands import Actor
from five_steps.commands.incentives.certificates.issuing import IssueCertificate
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.engine import Engine, Request
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.viewer import Viewer
from tests.graphql_api.api import AUDITOR, CENTRE, gid, token
from tests.graphql_api.executions import COMPILING, RESOLVING, Remembered
from tests.graphql_api.test_subscriptions import connected

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONTACT = "query Contact($id: ID!) { volunteer(id: $id) { name phone } }"
NAMES = "query Names { volunteers(first: 10) { totalCount edges { node { name phone } } } }"
TRAIL = """query Trail($filter: AccessFilter) {
    accessTrail(first: 20, filter: $filter) { edges { node {
        kind actor role unit { code } requestId operation documentHash fields personIds personCount
        commandId code position trailPosition recordedAt } } } }"""
MINE = """query Mine { viewer { accessesToMyData { totalCount edges { node {
    kind recordedAt role unit { code } fields } } } } }"""
REMARK = Entry(kind=EntryKind.EXPORT, actor="SYSTEM tests", operation="a remark")
# What a person could write to look like what is cut out of answers.
CUNNING = '{"~0":"01a210d1-22ec-75e4-b52f-43e686a21d69:1","name":"x"},"~0":null,'


@dataclass(frozen=True, slots=True)
class People:
    """Whose data there is to read."""

    volunteer: UUID
    other: UUID
    order: UUID
    requester: Actor


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(api: Api) -> People:
    district = api.district
    volunteer = await district.volunteer(name="林志愿")
    other = await district.volunteer(name="王小明")
    order = await district.dispatched(
        volunteer, title="量血压", details=CUNNING, contact="13500000000"
    )
    await api.shown()
    return People(volunteer, other, order, district.as_resident)


class Traces:
    """What was added to the trail since."""

    def __init__(self, api: Api, position: int) -> None:
        self._api = api
        self._position = position

    @classmethod
    async def begin(cls, api: Api) -> Traces:
        # After what nobody waits for and may still be on its way.
        await api.services.trail.record([REMARK])
        found = await api.services.store.pool.fetchval("SELECT max(position) FROM trail.entries")
        return cls(api, found or 0)

    async def entries(self) -> list[dict[str, Any]]:
        rows = await self._api.services.store.pool.fetch(
            "SELECT * FROM trail.entries WHERE position > $1 ORDER BY position", self._position
        )
        return [dict(row) for row in rows]

    async def shown(self) -> list[tuple[list[str], list[UUID]]]:
        return [(entry["fields"], entry["persons"]) for entry in await self.entries()]


# --- what leaves a trace --------------------------------------------------------------------------


async def test_an_entry_says_who_asked_what(api: Api, people: People) -> None:
    traces = await Traces.begin(api)
    admin = api.district.admin
    answered = await api.post(CONTACT, {"id": gid("Volunteer", people.volunteer)}, by=admin)
    assert answered.json()["data"]["volunteer"]["name"] == "林志愿"
    (entry,) = await traces.entries()
    assert (entry["kind"], entry["actor"], entry["unit_id"]) == ("READ", str(admin), admin.unit_id)
    assert (entry["operation"], entry["request_id"]) == (
        "Contact",
        answered.headers["X-Request-Id"],
    )
    assert entry["document"] == sha256(CONTACT.encode()).digest()
    assert (entry["fields"], entry["persons"]) == (
        ["Volunteer.name", "Volunteer.phone"],
        [people.volunteer],
    )


async def test_only_what_is_shown_unmasked_leaves_a_trace(api: Api, people: People) -> None:
    traces = await Traces.begin(api)
    both = sorted([people.volunteer, people.other])
    # An auditor sees names, and masked telephone numbers.
    await api.data(NAMES, by=AUDITOR)
    assert await traces.shown() == [(["Volunteer.name"], both)]
    # To a unit elsewhere they are not shown at all, to the public masked.
    await api.data(NAMES, by=api.district.stranger)
    await api.data(CONTACT, {"id": gid("Volunteer", people.volunteer)})
    # Nobody's personal data.
    await api.data(
        "{ volunteers { totalCount edges { node { minutes unit { name } } } } }", by=CENTRE
    )
    # One's own.
    mine = api.district.as_volunteer(people.volunteer)
    await api.data(CONTACT, {"id": gid("Volunteer", people.volunteer)}, by=mine)
    assert len(await traces.entries()) == 1


async def test_a_person_is_told_apart_by_what_was_there(api: Api, people: People) -> None:
    traces = await Traces.begin(api)
    # Not rated yet: there is no comment to be shown. Who is only asked to serve, and auditors, are
    # not shown how to reach the requester.
    query = "query ($id: ID!) { order(id: $id) { a: details details comment contact } }"
    given = {"id": gid("Order", people.order)}
    as_volunteer = api.district.as_volunteer(people.volunteer)
    for by in (api.district.admin, as_volunteer, AUDITOR, people.requester):
        shown = (await api.data(query, given, by=by))["order"]
        assert (shown["a"], shown["details"]) == (CUNNING, CUNNING)
    requester = [people.requester.person_id]
    assert await traces.shown() == [
        (["Order.contact", "Order.details"], requester),
        (["Order.details"], requester),
        (["Order.details"], requester),
    ]


async def test_the_answer_of_a_mutation_leaves_a_trace(api: Api, people: People) -> None:
    traces = await Traces.begin(api)
    for document in (
        """mutation Suspend($input: SuspendVolunteerInput!) { suspendVolunteer(input: $input) {
            ... on VolunteerChanged { volunteer { name } } } }""",
        """mutation Resume($input: ResumeVolunteerInput!) { resumeVolunteer(input: $input) {
            ... on VolunteerChanged { volunteer { name unit { name } } } } }""",
    ):
        given = {"commandId": str(uuid4()), "volunteerId": gid("Volunteer", people.other)}
        if "Suspend" in document:
            given["reason"] = "核实情况"
        await api.data(document, {"input": given}, by=api.district.admin)
    assert await traces.shown() == [(["Volunteer.name"], [people.other])] * 2


async def test_each_message_of_a_subscription_leaves_a_trace(api: Api, people: People) -> None:
    traces = await Traces.begin(api)
    query = "subscription Live($id: ID!) { orderChanged(orderId: $id) { state contact } }"
    async with connected(api, api.district.admin) as socket:
        await socket.subscribe("1", query, id=gid("Order", people.order))
        assert (await socket.data("1"))["orderChanged"]["contact"]
        assert await traces.shown() == [(["Order.contact"], [people.requester.person_id])]
    (entry,) = await traces.entries()
    assert entry["operation"] == "Live"
    assert entry["request_id"]


async def test_the_sheet_of_a_certificate_leaves_a_trace(api: Api, people: People) -> None:
    district = api.district
    holder = district.as_volunteer(people.volunteer)
    await district.completed(people.volunteer)
    command = IssueCertificate(
        volunteer_id=people.volunteer,
        starts_at=district.now - timedelta(days=30),
        ends_at=district.now,
    )
    certificate = await district.give(command, holder)
    await api.shown()
    query = "query ($id: ID!) { node(id: $id) { ... on Certificate { number } } }"
    found = await api.data(query, {"id": gid("Certificate", certificate)}, by=CENTRE)
    traces = await Traces.begin(api)
    for by in (holder, AUDITOR):
        sheet = f"/certificates/{found['node']['number']}.pdf"
        headers = {"Authorization": f"Bearer {token(by)}"}
        assert (await api.http.get(sheet, headers=headers)).status_code == 200
    assert await traces.shown() == [
        (["Certificate.holderName", "Certificate.idNumberMasked"], [people.volunteer])
    ]


async def _asked(api: Api, engine: Engine, trail: Any, query: str, given: Any, by: Actor) -> Any:
    """The answer when this is the trail."""
    services = replace(api.services, trail=trail)
    live = Live(services.store, services.views)
    context = RequestContext(services, live, Viewer(by.role, by.subject, by.unit_id))
    return orjson.loads((await engine.run(Request(query, given, None), context)).body)


async def test_an_answer_about_very_many_makes_several_entries(api: Api, people: People) -> None:
    remembered = Remembered(TrailLimits(persons_max=1))
    await _asked(api, COMPILING, remembered, NAMES, {}, AUDITOR)
    assert [entry.persons for entry in remembered.entries] == [
        (str(person),) for person in sorted([people.volunteer, people.other])
    ]


# --- what becomes of reads that cannot be recorded ------------------------------------------------


@pytest.mark.parametrize("engine", [COMPILING, RESOLVING], ids=["compiled", "resolved"])
async def test_what_cannot_be_recorded_is_not_shown(
    api: Api, people: People, engine: Engine
) -> None:
    limits = TrailLimits(answer_wait_s=0.05)
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    async with AccessTrail.open(nowhere, limits=limits) as trail:
        given = {"id": gid("Volunteer", people.volunteer)}
        answered = await _asked(api, engine, trail, CONTACT, given, CENTRE)
        assert answered["data"] is None
        (error,) = answered["errors"]
        assert error["extensions"]["code"] == "UNAVAILABLE"
        assert error["extensions"]["retryAfterSeconds"] == 1
        # What shows nobody's data does not need it.
        open_to_all = "query ($id: ID!) { volunteer(id: $id) { minutes } }"
        answered = await _asked(api, engine, trail, open_to_all, given, CENTRE)
        assert answered["data"]["volunteer"].keys() == {"minutes"}


async def test_a_command_whose_answer_cannot_be_recorded_is_done_and_answered_again(
    api: Api, people: People
) -> None:
    document = """mutation ($input: ChangeResidentContactInput!) {
        changeResidentContact(input: $input) { ... on ResidentChanged {
            repeated resident { name } } ... on Error { code field } } }"""
    given = {
        "commandId": str(uuid4()),
        "residentId": gid("Resident", people.requester.person_id),
        "unitId": gid("Unit", api.district.station),
        "name": "陈阿婆",
        "phone": "13500000000",
    }
    limits = TrailLimits(answer_wait_s=0.05)
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    by = api.district.admin
    async with AccessTrail.open(nowhere, limits=limits) as trail:
        answered = await _asked(api, COMPILING, trail, document, {"input": given}, by)
    assert answered["data"] is None
    assert answered["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
    again = await api.data(document, {"input": given}, by=by)
    assert again["changeResidentContact"] == {"repeated": True, "resident": {"name": "陈阿婆"}}


# --- commands -------------------------------------------------------------------------------------


async def test_refused_commands_leave_a_trace_and_accepted_ones_are_told_beside(
    api: Api, people: People
) -> None:
    traces = await Traces.begin(api)
    given = {"commandId": str(uuid4()), "volunteerId": gid("Volunteer", people.other)}
    document = """mutation ($input: SuspendVolunteerInput!) { suspendVolunteer(input: $input) {
        ... on Error { code } ... on VolunteerChanged { position } } }"""
    stranger = api.district.stranger
    refused = await api.post(document, {"input": {**given, "reason": "随便"}}, by=stranger)
    assert refused.json()["data"]["suspendVolunteer"] == {"code": "FORBIDDEN"}
    admin = api.district.admin
    done = await api.data(document, {"input": {**given, "reason": "核实"}}, by=admin)
    again = await api.post(document, {"input": {**given, "reason": "别的"}}, by=admin)
    assert again.json()["data"]["suspendVolunteer"] == {"code": None}
    await api.services.trail.record([REMARK])
    told = [(e["kind"], e["actor"], e["operation"], e["code"]) for e in await traces.entries()]
    assert told[:-1] == [
        ("COMMAND_REFUSED", str(stranger), "suspend_volunteer", "FORBIDDEN"),
        ("COMMAND_REFUSED", str(admin), "suspend_volunteer", "COMMAND_ID_REUSED"),
    ]
    filter_ = {"kind": ["COMMAND_REFUSED", "COMMAND_ACCEPTED"]}
    trail = await _trail(api, filter_)
    mine = [entry for entry in trail if entry["commandId"] == given["commandId"]]
    assert [(e["kind"], e["code"], e["position"]) for e in mine] == [
        ("COMMAND_REFUSED", "COMMAND_ID_REUSED", None),
        ("COMMAND_ACCEPTED", None, done["suspendVolunteer"]["position"]),
        ("COMMAND_REFUSED", "FORBIDDEN", None),
    ]
    assert mine[-1]["requestId"] == refused.headers["X-Request-Id"]
    assert mine[-1]["unit"] is not None


# --- reading the trail ----------------------------------------------------------------------------


async def test_auditors_and_the_centre_read_the_trail(api: Api, people: People) -> None:
    admin = api.district.admin
    await api.data(CONTACT, {"id": gid("Volunteer", people.other)}, by=admin)
    for person in (str(people.other), gid("Volunteer", people.other)):
        for by in (AUDITOR, CENTRE):
            entry = (await _trail(api, {"person": person, "actor": str(admin)}, by))[0]
            assert entry["kind"] == "READ"
            assert entry["role"] == "UNIT_ADMIN"
            assert entry["unit"] is not None
            assert entry["fields"] == ["Volunteer.name", "Volunteer.phone"]
            assert (entry["personIds"], entry["personCount"]) == ([str(people.other)], 1)
            assert entry["documentHash"] == sha256(CONTACT.encode()).hexdigest()
    assert await _trail(api, {"person": str(uuid4())}) == []


async def test_the_trail_is_searched_by_field_and_time(api: Api, people: People) -> None:
    await api.data(CONTACT, {"id": gid("Volunteer", people.other)}, by=CENTRE)
    entry, *_ = await _trail(api, {"field": "Volunteer.phone", "actor": str(CENTRE)})
    moment = entry["recordedAt"]
    window = {"recordedFrom": moment, "actor": str(CENTRE), "field": "Volunteer.phone"}
    assert entry in await _trail(api, window)
    assert entry not in await _trail(api, {**window, "recordedBefore": moment})


async def test_reading_the_trail_leaves_a_trace(api: Api) -> None:
    traces = await Traces.begin(api)
    await _trail(api, {"kind": ["READ"]})
    (entry,) = await traces.entries()
    assert (entry["fields"], entry["persons"]) == (["accessTrail"], [])
    assert (entry["actor"], entry["operation"]) == (str(AUDITOR), "Trail")


async def test_nobody_else_reads_the_trail(api: Api, people: People) -> None:
    mine = api.district.as_volunteer(people.volunteer)
    for by in (None, mine, people.requester, api.district.admin, api.district.dispatcher):
        answered = await api.ask(TRAIL, by=by)
        assert answered["data"] is None
        assert answered["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_person_sees_who_read_their_data_but_no_names(api: Api, people: People) -> None:
    person = await api.district.volunteer(name="陈新")
    await api.shown()
    mine = api.district.as_volunteer(person)
    assert (await _mine(api, mine))["totalCount"] == 0
    await api.data(CONTACT, {"id": gid("Volunteer", person)}, by=api.district.admin)
    await api.data(CONTACT, {"id": gid("Volunteer", person)}, by=AUDITOR)
    # Their own look leaves no trace.
    await api.data(CONTACT, {"id": gid("Volunteer", person)}, by=mine)
    seen = await _mine(api, mine)
    assert seen["totalCount"] == 2
    by_auditor, by_admin = (edge["node"] for edge in seen["edges"])
    assert (by_auditor["role"], by_auditor["unit"]) == ("AUDITOR", None)
    assert by_auditor["fields"] == ["Volunteer.name"]
    assert (by_admin["role"], by_admin["kind"]) == ("UNIT_ADMIN", "READ")
    assert by_admin["unit"] is not None
    assert "admin" not in str(seen)
    for by in (api.district.admin, CENTRE, AUDITOR):
        assert (await _mine(api, by))["totalCount"] == 0


async def test_all_of_it_is_one_chain_that_holds(api: Api) -> None:
    async with api.services.store.pool.acquire() as connection:
        report = await verify_trail(connection)
    assert report.holds
    assert report.entries > 0


async def _trail(
    api: Api, filter_: dict[str, Any] | None = None, by: Actor = AUDITOR
) -> list[dict[str, Any]]:
    data = await api.data(TRAIL, {"filter": filter_}, by=by)
    return [edge["node"] for edge in data["accessTrail"]["edges"]]


async def _mine(api: Api, by: Actor) -> dict[str, Any]:
    mine: dict[str, Any] = (await api.data(MINE, by=by))["viewer"]["accessesToMyData"]
    return mine
