"""The compiled and the ordinary execution of a query give the same answer, whoever asks."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def history(api: Api) -> History:
    return await make_history(api)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def recognition(api: Api, history: History) -> Recognition:
    return await make_recognition(api, history.volunteer, history.other_volunteer)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def market(api: Api, history: History) -> Market:
    return await make_market(api)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outings(api: Api, history: History, recognition: Recognition) -> Outings:
    return await make_outings(api, history.volunteer)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def oversight(api: Api, outings: Outings) -> Oversight:
    return await make_oversight(api)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def works(api: Api, history: History, oversight: Oversight) -> Works:
    return await make_works(api, history.volunteer, history.other_volunteer, history.placed)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def voices(api: Api, history: History, works: Works) -> Voices:
    return await make_voices(api, history.rated)


def _viewers(api: Api, history: History, market: Market) -> dict[str, Actor | None]:
    district = api.district
    return {
        "nobody": None,
        "resident": district.as_resident,
        "volunteer": district.as_volunteer(history.volunteer),
        "other volunteer": district.as_volunteer(history.other_volunteer),
        "dispatcher": district.dispatcher,
        "admin": district.admin,
        "stranger": district.stranger,
        "counter": Actor("counter", Role.COUNTER, district.station),
        "operator": market.shop.operator,
        "redeemer": market.shop.as_volunteer,
        "auditor": AUDITOR,
        "centre": CENTRE,
    }


def _ids(
    api: Api,
    history: History,
    market: Market,
    recognition: Recognition,
    outings: Outings,
    oversight: Oversight,
    works: Works,
    voices: Voices,
) -> dict[str, str]:
    district = api.district
    unit = gid("Unit", district.station)
    volunteer = gid("Volunteer", history.volunteer)
    counter = gid("Counter", market.shop.counter)
    reward = gid("Reward", market.shop.reward)
    redemption = gid("Redemption", market.held)
    settlement = gid("Settlement", market.settlement)
    return {
        "Unit": unit,
        "Volunteer": volunteer,
        "Order": gid("Order", history.completed),
        "Venue": gid("Venue", history.venue),
        "venue": gid("Venue", history.venue),
        "holder": unit,
        "Team": gid("Team", history.squad),
        "volunteer": volunteer,
        "volunteerId": volunteer,
        "unit": unit,
        "unitId": unit,
        "handlingUnit": unit,
        "under": gid("Unit", district.institute),
        "parent": gid("Unit", district.centre),
        "requester": gid("Resident", district.resident),
        "order": gid("Order", history.rated),
        "Counter": counter,
        "counter": counter,
        "counterId": counter,
        "Reward": reward,
        "reward": reward,
        "Redemption": redemption,
        "redemption": redemption,
        "Settlement": settlement,
        "settlement": settlement,
        "merchant": gid("Merchant", market.shop.merchant),
        "season": gid("HonourSeason", recognition.season),
        "JointMeeting": gid("JointMeeting", oversight.meeting),
        "MeetingTask": gid("MeetingTask", oversight.task),
        "meeting": gid("JointMeeting", oversight.meeting),
        "Inspection": gid("Inspection", oversight.inspection),
        "Activity": gid("Activity", outings.activity),
        "activity": gid("Activity", outings.served),
        "series": gid("ActivitySeries", outings.series),
        "Course": gid("Course", outings.course),
        "course": gid("Course", outings.course),
        "Project": gid("Project", works.project),
        "project": gid("Project", works.project),
        "member": volunteer,
        "PurchaseItem": gid("PurchaseItem", works.purchase_item),
        "purchaseItem": gid("PurchaseItem", works.purchase_item),
        "affordableFor": gid("Volunteer", market.shop.volunteer),
        "Questionnaire": gid("Questionnaire", voices.questionnaire),
        "about": gid("Order", history.rated),
    }


def _variables(
    api: Api,
    history: History,
    market: Market,
    recognition: Recognition,
    outings: Outings,
    oversight: Oversight,
    works: Works,
    voices: Voices,
) -> dict[str, object]:
    return {
        "volunteer": gid("Volunteer", history.volunteer),
        "order": gid("Order", history.rated),
        "unit": gid("Unit", api.district.institute),
        "station": gid("Unit", api.district.station),
        "resident": gid("Resident", api.district.resident),
        "counter": gid("Counter", market.shop.counter),
        "redeemer": gid("Volunteer", market.shop.volunteer),
        "reward": gid("Reward", market.shop.reward),
        "redemption": gid("Redemption", market.held),
        "settlement": gid("Settlement", market.settlement),
        "merchant": gid("Merchant", market.shop.merchant),
        "season": gid("HonourSeason", recognition.season),
        "activity": gid("Activity", outings.activity),
        "draft": gid("Activity", outings.draft),
        "series": gid("ActivitySeries", outings.series),
        "course": gid("Course", outings.course),
        "meeting": gid("JointMeeting", oversight.meeting),
        "meetingTask": gid("MeetingTask", oversight.task),
        "inspection": gid("Inspection", oversight.inspection),
        "project": gid("Project", works.project),
        "purchaseItem": gid("PurchaseItem", works.purchase_item),
        "questionnaire": gid("Questionnaire", voices.questionnaire),
        "anonymous": gid("Questionnaire", voices.anonymous),
        "number": recognition.number,
        "year": 2026,
        "first": 2,
        "states": ["RATED", "COMPLETED", "PLACED"],
        "yes": True,
        "no": False,
        "from": "2026-03-01T00:00:00+08:00",
        "search": "单位",
    }


@pytest.mark.parametrize("name", QUERIES)
async def test_same_answer(
    api: Api,
    history: History,
    market: Market,
    recognition: Recognition,
    outings: Outings,
    oversight: Oversight,
    works: Works,
    voices: Voices,
    name: str,
) -> None:
    query = QUERIES[name]
    known = _variables(api, history, market, recognition, outings, oversight, works, voices)
    variables = {key: value for key, value in known.items() if f"${key}:" in query}
    for viewer in _viewers(api, history, market).values():
        if name not in FOR_ROLES or (viewer and viewer.role in FOR_ROLES[name]):
            await same(api, query, variables, viewer)


@pytest.mark.parametrize("seed", range(10))
async def test_same_answer_to_any_query(
    api: Api,
    history: History,
    market: Market,
    recognition: Recognition,
    outings: Outings,
    oversight: Oversight,
    works: Works,
    voices: Voices,
    seed: int,
) -> None:
    random = Random(seed)
    viewers = _viewers(api, history, market)
    for _ in range(20):
        viewer = viewers[random.choice(sorted(viewers))]
        role = None if viewer is None else viewer.role
        query = Queries(
            random, _ids(api, history, market, recognition, outings, oversight, works, voices), role
        ).query()
        try:
            await same(api, query, by=viewer)
        except AssertionError as error:
            raise AssertionError(f"{role}: {query}") from error
