"""What the documentation tells people to paste is valid, and does what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from graphql import OperationType, validate

from five_steps.commands.kernel.check_in_code import check_in_code
from five_steps.graphql_api.schema import schema
from tests.commands.district import SECRETS
from tests.docs.examples import ROOT, Example, blocks, examples
from tests.graphql_api import api as served
from tests.graphql_api.api import AUDITOR, CENTRE, Api, gid
from tests.graphql_api.feedback import make_voices
from tests.graphql_api.forgotten import make_forgotten
from tests.graphql_api.history import make_history
from tests.graphql_api.outings import make_outings
from tests.graphql_api.oversight import make_oversight
from tests.graphql_api.works import make_works
from tests.service.client import Client

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHER_PAGES = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "docs").rglob("*.md")
    if "```graphql" in path.read_text(encoding="utf-8")
)
# Its calls follow from each other: `test_counters`.
SCREENS = [page for page in OTHER_PAGES if page != "docs/counters.md"]


@pytest.mark.parametrize("page", ["README.md", *OTHER_PAGES])
async def test_every_block_is_valid(page: str) -> None:
    for _, document in blocks(page):
        assert validate(schema._schema, document) == []


async def test_the_loop_of_the_readme(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    await api.shown()
    values: dict[str, Any] = {
        "category": "CULTURE",
        "startsAt": district.now.isoformat(),
        "endsAt": (district.now + timedelta(hours=2)).isoformat(),
        "year": district.now.year,
    }
    loop = [example for example in examples("README.md") if example.name != "Leaderboard"]
    answers = {}
    for example in loop:
        district.now += example.later
        data = await answered(api, example, values, _actors(api, volunteer))
        answers[example.name] = data
        values |= _learnt(data)
    assert answers["Verify"]["verifyHours"]["serviceRecord"]["state"] == "VERIFIED"
    assert answers["Rate"]["rateOrder"]["order"] == {"state": "RATED", "score": 5}
    read = answers["ReadBack"]["volunteer"]
    assert (read["minutes"], read["rating"]) == (6, 5)
    assert read["pointsAccount"]["issued"] == 1
    assert answers["ReadBack"]["unitAssessment"]["score"] > 0


async def test_every_screen_shows_something(api: Api) -> None:
    district = api.district
    history = await make_history(api)
    then = await district.position()
    oversight = await make_oversight(api)
    await make_outings(api, history.volunteer)
    voices = await make_voices(api, history.rated)
    await make_works(api, history.volunteer, history.other_volunteer, history.placed)
    await make_forgotten(api)
    await district.served(history.volunteer, title="等待审核")
    accepted = await district.accepted(history.volunteer, title="等待签到")
    await api.shown()
    values = {
        "unit": gid("Unit", district.station),
        "order": gid("Order", accepted),
        "meeting": gid("JointMeeting", oversight.meeting),
        "questionnaire": gid("Questionnaire", voices.questionnaire),
        "volunteer": gid("Volunteer", history.volunteer),
        "code": check_in_code(SECRETS, accepted),
        "category": "CULTURE",
        "year": district.now.year,
        "now": district.now.isoformat(),
        "position": "0",
        "then": then,
        "cause": await api.services.store.pool.fetchval(
            "SELECT command_id::text FROM public.commands LIMIT 1"
        ),
        "originator": gid("Order", history.rated),
    }
    # Somebody looks, so that the access trail has something to tell.
    look = "query Look($volunteer: ID!) { volunteer(id: $volunteer) { name } }"
    await api.data(look, {"volunteer": values["volunteer"]}, by=district.admin)
    for example in [example for page in SCREENS for example in examples(page) if example.token]:
        # Each command is an intention of its own.
        values |= {"command": str(uuid4()), "input": _placing(api)}
        if example.name == "CheckIn":
            district.now = (await district.get_order(accepted)).starts_at
        data = await answered(api, example, values, _actors(api, history.volunteer))
        for field, shown in data.items():
            assert shown, f"{example}: {field} shows nothing"
            if isinstance(shown, dict) and "edges" in shown:
                assert shown["edges"], f"{example}: {field} has no rows"


def _placing(api: Api) -> dict[str, Any]:
    district = api.district
    return {
        "commandId": str(uuid4()),
        "unitId": gid("Unit", district.station),
        "requesterId": gid("Resident", district.resident),
        "category": "CULTURE",
        "title": "村晚排练",
        "place": "文化礼堂",
        "startsAt": (district.now + timedelta(days=9)).isoformat(),
        "endsAt": (district.now + timedelta(days=9, hours=1)).isoformat(),
    }


def _actors(api: Api, volunteer: UUID) -> dict[str, Actor | None]:
    """Who has the tokens that the comments name."""
    district = api.district
    return {
        "none": None,
        "RESIDENT": district.as_resident,
        "VOLUNTEER": district.as_volunteer(volunteer),
        "DISPATCHER": district.dispatcher,
        "UNIT_ADMIN": district.admin,
        "AUDITOR": AUDITOR,
        "CENTRE_ADMIN": CENTRE,
    }


async def answered(
    api: Api, example: Example, values: dict[str, Any], actors: dict[str, Actor | None]
) -> dict[str, Any]:
    """The data of an example's answer; a command has to be done."""
    assert example.token is not None
    actor = actors[example.token]
    if example.kind is OperationType.SUBSCRIPTION:
        assert actor is not None
        return await _first_told(api, example, values, actor)
    headers = {"Authorization": f"Bearer {served.token(actor)}"} if actor else {}
    sent = {"query": example.document, "variables": values, "operationName": example.name}
    answer = (await api.http.post("/graphql", json=sent, headers=headers)).json()
    assert "errors" not in answer, f"{example}: {answer['errors']}"
    data: dict[str, Any] = answer["data"]
    if example.kind is OperationType.MUTATION:
        (done,) = data.values()
        assert "position" in done, f"{example}: {done}"
    return data


async def _first_told(
    api: Api, example: Example, values: dict[str, Any], actor: Actor
) -> dict[str, Any]:
    client = Client(api.url, served.SECRET)
    try:
        async with client.subscribed(example.document, actor, **values) as told:
            return await anext(told)
    finally:
        await client.close()


def _learnt(data: dict[str, Any]) -> dict[str, Any]:
    """What the reader copies from an answer into the variables."""
    learnt: dict[str, Any] = {}
    match data:
        case {"viewer": {"resident": {"id": resident, "unit": {"id": unit}}}}:
            learnt = {"resident": resident, "unit": unit}
        case {"viewer": {"volunteer": {"id": volunteer}}}:
            learnt = {"volunteer": volunteer}
        case {"placeOrder": {"order": {"id": order}}}:
            learnt = {"order": order}
        case {"order": {"checkInCode": code}}:
            learnt = {"code": code}
        case {"rateOrder": {"position": position}}:
            learnt = {"position": position}
    return learnt
