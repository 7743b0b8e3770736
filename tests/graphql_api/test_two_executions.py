"""The compiled and the ordinary execution of a query give the same answer, whoever asks."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
import pytest_asyncio

from five_steps.commands import Actor, Role
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.executions import same
from tests.graphql_api.feedback import Voices, make_voices
from tests.graphql_api.history import History, make_history
from tests.graphql_api.market import Market, make_market
from tests.graphql_api.outings import Outings, make_outings
from tests.graphql_api.oversight import Oversight, make_oversight
from tests.graphql_api.queries import FOR_ROLES, QUERIES
from tests.graphql_api.random_queries import Queries
from tests.graphql_api.recognition import Recognition, make_recognition
from tests.graphql_api.works import Works, make_works

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Scene(NamedTuple):
    """What there is to ask for, of each chapter."""

    history: History
    market: Market
    recognition: Recognition
    outings: Outings
    oversight: Oversight
    works: Works
    voices: Voices
    then: int
    """A position of the log: when only the history had happened."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(api: Api) -> Scene:
    history = await make_history(api)
    then = await api.district.position()
    recognition = await make_recognition(api, history.volunteer, history.other_volunteer)
    market = await make_market(api)
    outings = await make_outings(api, history.volunteer)
    oversight = await make_oversight(api)
    works = await make_works(api, history.volunteer, history.other_volunteer, history.placed)
    voices = await make_voices(api, history.rated)
    return Scene(history, market, recognition, outings, oversight, works, voices, then)


def _viewers(api: Api, scene: Scene) -> dict[str, Actor | None]:
    district = api.district
    return {
        "nobody": None,
        "resident": district.as_resident,
        "volunteer": district.as_volunteer(scene.history.volunteer),
        "other volunteer": district.as_volunteer(scene.history.other_volunteer),
        "dispatcher": district.dispatcher,
        "admin": district.admin,
        "stranger": district.stranger,
        "counter": Actor("counter", Role.COUNTER, district.station),
        "operator": scene.market.shop.operator,
        "redeemer": scene.market.shop.as_volunteer,
        "auditor": AUDITOR,
        "centre": CENTRE,
    }


def _ids(api: Api, scene: Scene) -> dict[str, str]:
    district = api.district
    unit = gid("Unit", district.station)
    volunteer = gid("Volunteer", scene.history.volunteer)
    counter = gid("Counter", scene.market.shop.counter)
    reward = gid("Reward", scene.market.shop.reward)
    redemption = gid("Redemption", scene.market.held)
    settlement = gid("Settlement", scene.market.settlement)
    return {
        "Unit": unit,
        "asOf": str(scene.then),
        "Volunteer": volunteer,
        "Order": gid("Order", scene.history.completed),
        "Venue": gid("Venue", scene.history.venue),
        "venue": gid("Venue", scene.history.venue),
        "holder": unit,
        "Team": gid("Team", scene.history.squad),
        "volunteer": volunteer,
        "volunteerId": volunteer,
        "unit": unit,
        "unitId": unit,
        "handlingUnit": unit,
        "under": gid("Unit", district.institute),
        "parent": gid("Unit", district.centre),
        "requester": gid("Resident", district.resident),
        "order": gid("Order", scene.history.rated),
        "Counter": counter,
        "counter": counter,
        "counterId": counter,
        "Reward": reward,
        "reward": reward,
        "Redemption": redemption,
        "redemption": redemption,
        "Settlement": settlement,
        "settlement": settlement,
        "merchant": gid("Merchant", scene.market.shop.merchant),
        "season": gid("HonourSeason", scene.recognition.season),
        "JointMeeting": gid("JointMeeting", scene.oversight.meeting),
        "MeetingTask": gid("MeetingTask", scene.oversight.task),
        "meeting": gid("JointMeeting", scene.oversight.meeting),
        "Inspection": gid("Inspection", scene.oversight.inspection),
        "Activity": gid("Activity", scene.outings.activity),
        "activity": gid("Activity", scene.outings.served),
        "series": gid("ActivitySeries", scene.outings.series),
        "Course": gid("Course", scene.outings.course),
        "course": gid("Course", scene.outings.course),
        "Project": gid("Project", scene.works.project),
        "project": gid("Project", scene.works.project),
        "member": volunteer,
        "person": volunteer,
        "PurchaseItem": gid("PurchaseItem", scene.works.purchase_item),
        "purchaseItem": gid("PurchaseItem", scene.works.purchase_item),
        "affordableFor": gid("Volunteer", scene.market.shop.volunteer),
        "Questionnaire": gid("Questionnaire", scene.voices.questionnaire),
        "about": gid("Order", scene.history.rated),
    }


def _variables(api: Api, scene: Scene) -> dict[str, object]:
    return {
        "volunteer": gid("Volunteer", scene.history.volunteer),
        "order": gid("Order", scene.history.rated),
        "unit": gid("Unit", api.district.institute),
        "station": gid("Unit", api.district.station),
        "resident": gid("Resident", api.district.resident),
        "counter": gid("Counter", scene.market.shop.counter),
        "redeemer": gid("Volunteer", scene.market.shop.volunteer),
        "reward": gid("Reward", scene.market.shop.reward),
        "redemption": gid("Redemption", scene.market.held),
        "settlement": gid("Settlement", scene.market.settlement),
        "merchant": gid("Merchant", scene.market.shop.merchant),
        "season": gid("HonourSeason", scene.recognition.season),
        "activity": gid("Activity", scene.outings.activity),
        "draft": gid("Activity", scene.outings.draft),
        "series": gid("ActivitySeries", scene.outings.series),
        "course": gid("Course", scene.outings.course),
        "meeting": gid("JointMeeting", scene.oversight.meeting),
        "meetingTask": gid("MeetingTask", scene.oversight.task),
        "inspection": gid("Inspection", scene.oversight.inspection),
        "project": gid("Project", scene.works.project),
        "purchaseItem": gid("PurchaseItem", scene.works.purchase_item),
        "questionnaire": gid("Questionnaire", scene.voices.questionnaire),
        "anonymous": gid("Questionnaire", scene.voices.anonymous),
        "number": scene.recognition.number,
        "year": 2026,
        "first": 2,
        "states": ["RATED", "COMPLETED", "PLACED"],
        "yes": True,
        "no": False,
        "from": "2026-03-01T00:00:00+08:00",
        "search": "单位",
    }


@pytest.mark.parametrize("name", QUERIES)
async def test_same_answer(api: Api, scene: Scene, name: str) -> None:
    query = QUERIES[name]
    known = _variables(api, scene)
    variables = {key: value for key, value in known.items() if f"${key}:" in query}
    for viewer in _viewers(api, scene).values():
        if name not in FOR_ROLES or (viewer and viewer.role in FOR_ROLES[name]):
            await same(api, query, variables, viewer)


@pytest.mark.parametrize("seed", range(10))
async def test_same_answer_to_any_query(api: Api, scene: Scene, seed: int) -> None:
    random = Random(seed)
    viewers, ids = _viewers(api, scene), _ids(api, scene)
    for _ in range(20):
        viewer = viewers[random.choice(sorted(viewers))]
        role = None if viewer is None else viewer.role
        query = Queries(random, ids, role).query()
        try:
            await same(api, query, by=viewer)
        except AssertionError as error:
            raise AssertionError(f"{role}: {query}") from error
