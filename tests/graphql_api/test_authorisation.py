"""Who sees what, asked over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from five_steps.commands import Actor, check_in_code
from tests.commands.district import SECRETS
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.history import History, make_history

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

VOLUNTEER = "query ($id: ID!) { volunteer(id: $id) { name phone minutes birthDate } }"
ORDER = "query ($id: ID!) { order(id: $id) { title place contact checkInCode } }"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def history(api: Api) -> History:
    return await make_history(api)


async def _volunteer(api: Api, history: History, by: Actor | None) -> Any:
    found = await api.data(VOLUNTEER, {"id": gid("Volunteer", history.volunteer)}, by=by)
    return found["volunteer"]


async def test_a_volunteer_sees_themselves_in_full(api: Api, history: History) -> None:
    me = await _volunteer(api, history, api.district.as_volunteer(history.volunteer))
    assert me == {
        "name": "林志愿",
        "phone": "13900000000",
        "minutes": 240,
        "birthDate": "1990-03-07",
    }


async def test_staff_of_the_unit_and_above_see_a_volunteer_in_full(
    api: Api, history: History
) -> None:
    for staff in (api.district.dispatcher, api.district.admin, CENTRE):
        assert (await _volunteer(api, history, staff))["phone"] == "13900000000"


async def test_others_see_the_public_side(api: Api, history: History) -> None:
    others = (
        None,
        api.district.as_resident,
        api.district.stranger,
        api.district.as_volunteer(history.other_volunteer),
    )
    for viewer in others:
        assert await _volunteer(api, history, viewer) == {
            "name": "林**",
            "phone": None,
            "minutes": 240,
            "birthDate": None,
        }


async def test_an_auditor_sees_everything_but_telephone_numbers(api: Api, history: History) -> None:
    found = await _volunteer(api, history, AUDITOR)
    assert (found["name"], found["phone"]) == ("林志愿", "139****0000")
    order = (await api.data(ORDER, {"id": gid("Order", history.offered)}, by=AUDITOR))["order"]
    assert order["title"] == "读书会"
    assert (order["contact"], order["checkInCode"]) == (None, None)


async def test_an_applicant_is_no_public_matter(api: Api, history: History) -> None:
    district = api.district
    applicant = await district.give(district.registration(name="李申请"), district.admin)
    await api.shown()
    variables = {"id": gid("Volunteer", applicant)}
    for viewer in (None, district.as_resident, district.stranger):
        assert (await api.data(VOLUNTEER, variables, by=viewer))["volunteer"] is None
    for viewer in (district.admin, district.as_volunteer(applicant), AUDITOR):
        assert (await api.data(VOLUNTEER, variables, by=viewer))["volunteer"] is not None


async def test_an_order_is_seen_by_those_concerned(api: Api, history: History) -> None:
    district = api.district
    variables = {"id": gid("Order", history.offered)}
    seen = {
        "requester": district.as_resident,
        "the volunteer it was sent to": district.as_volunteer(history.other_volunteer),
        "the unit": district.dispatcher,
        "above": district.admin,
        "auditor": AUDITOR,
        "centre": CENTRE,
    }
    for who, viewer in seen.items():
        assert (await api.data(ORDER, variables, by=viewer))["order"], who
    unseen = {
        "nobody": None,
        "another volunteer": district.as_volunteer(history.volunteer),
        "another unit": district.stranger,
    }
    for who, stranger in unseen.items():
        assert (await api.data(ORDER, variables, by=stranger))["order"] is None, who


async def test_the_check_in_code_is_for_requester_and_handling_staff(
    api: Api, history: History
) -> None:
    district = api.district
    variables = {"id": gid("Order", history.offered)}
    code = check_in_code(SECRETS, history.offered)
    for viewer in (district.as_resident, district.dispatcher, CENTRE):
        order = (await api.data(ORDER, variables, by=viewer))["order"]
        assert order["checkInCode"] == code
    invited = district.as_volunteer(history.other_volunteer)
    assert (await api.data(ORDER, variables, by=invited))["order"]["checkInCode"] is None


async def test_lists_hold_what_the_viewer_may_see(api: Api, history: History) -> None:
    district = api.district
    query = """{
        orders { totalCount } serviceRecords { totalCount } units { totalCount } }"""
    counts = {}
    for who, viewer in {
        "nobody": None,
        "resident": district.as_resident,
        "volunteer": district.as_volunteer(history.volunteer),
        "station": district.dispatcher,
        "stranger": district.stranger,
        "auditor": AUDITOR,
    }.items():
        data = await api.data(query, by=viewer)
        counts[who] = tuple(data[name]["totalCount"] for name in data)
    assert counts == {
        "nobody": (0, 0, 4),
        "resident": (4, 0, 4),
        "volunteer": (2, 2, 4),
        "station": (4, 3, 4),
        "stranger": (0, 0, 4),
        "auditor": (4, 3, 4),
    }


@pytest.mark.parametrize(
    "query",
    [
        "{ residents { totalCount } }",
        "{ volunteers { totalCount } }",
        "{ events { totalCount } }",
    ],
)
async def test_what_is_for_some_roles_alone_is_refused_to_others(
    api: Api, history: History, query: str
) -> None:
    for viewer in (None, api.district.as_resident):
        answered = await api.ask(query, by=viewer)
        assert answered["data"] is None
        assert answered["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_the_log_is_for_auditors_and_the_centre(api: Api, history: History) -> None:
    query = """query ($of: ID, $after: String) { events(originatorId: $of, first: 2, after: $after)
        { pageInfo { endCursor hasNextPage } edges { node { position topic version actor payload
          commandId recordedAt } } } }"""
    variables = {"of": gid("Order", history.rated), "after": None}
    for viewer in (AUDITOR, CENTRE):
        page = (await api.data(query, variables, by=viewer))["events"]
        assert [edge["node"]["topic"] for edge in page["edges"]] == [
            "order.created",
            "order.dispatched",
        ]
        assert page["edges"][0]["node"]["actor"] == f"RESIDENT {api.district.resident}"
        assert "文化礼堂" not in page["edges"][0]["node"]["payload"]
    after = page["pageInfo"]["endCursor"]
    page = (await api.data(query, {**variables, "after": after}, by=AUDITOR))["events"]
    assert page["edges"][0]["node"]["topic"] == "order.accepted"
    assert (await api.ask(query, variables, by=api.district.admin))["errors"]


async def test_the_viewer(api: Api, history: History) -> None:
    query = "{ viewer { role unit { code } volunteer { name } resident { name } } }"
    district = api.district
    assert (await api.data(query))["viewer"] is None
    assert (await api.data(query, by=district.dispatcher))["viewer"] == {
        "role": "DISPATCHER",
        "unit": {"code": "BA-1"},
        "volunteer": None,
        "resident": None,
    }
    me = await api.data(query, by=district.as_volunteer(history.volunteer))
    assert me["viewer"]["volunteer"] == {"name": "林志愿"}
    me = await api.data(query, by=district.as_resident)
    assert me["viewer"]["resident"] == {"name": "陈阿婆"}


async def test_node_finds_every_kind_of_object_by_the_same_rules(
    api: Api, history: History
) -> None:
    district = api.district
    query = """query ($id: ID!) { node(id: $id) { __typename id ... on Order { title }
        ... on Resident { phone } } }"""
    nodes = {
        "Order": history.rated,
        "Unit": district.station,
        "Volunteer": history.volunteer,
        "MenuItem": history.menu_item,
        "Venue": history.venue,
        "Team": history.squad,
        "Resident": district.resident,
    }
    for type_name, local_id in nodes.items():
        id_ = gid(type_name, local_id)
        found = (await api.data(query, {"id": id_}, by=district.dispatcher))["node"]
        assert (found["__typename"], found["id"]) == (type_name, id_)
    hidden = {"id": gid("Resident", district.resident)}
    assert (await api.data(query, hidden, by=district.stranger))["node"] is None
    answered = await api.ask(query, {"id": "nonsense"})
    assert answered["data"] == {"node": None}
    assert answered["errors"][0]["extensions"]["code"] == "INVALID"
