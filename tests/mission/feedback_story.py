"""Questionnaires, follow-ups, complaints and tasks, told over GraphQL by whoever acts in life."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from five_steps.commands import Actor, Role
from five_steps.operations.demo.feedback.voter import Voter
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.mission.order_story import DAY, HOUR, OrderStory, completed, local
from tests.mission.telling import done, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

SCALE = {"kind": "SCALE", "text": "您对服务满意吗?", "scaleMax": 5}
CHOICE = {"kind": "SINGLE_CHOICE", "text": "您从哪里得知?", "options": ["公众号", "邻居"]}
CHOICES = {
    "kind": "MULTIPLE_CHOICE",
    "text": "还想要什么?",
    "options": ["戏曲", "义诊", "讲座"],
    "required": False,
}
TEXT = {"kind": "TEXT", "text": "还想说什么?", "required": False}
RESULTS = (
    "query ($id: ID!) { questionnaire(id: $id) { state current { version answerCount ballotCount"
    " questions { answered mean distribution { value option answers }"
    " written { edges { node { text resident { id } } } } } } } }"
)


# --- questionnaires -------------------------------------------------------------------------------


def draft(api: Api, *questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A questionnaire of the station for a week, to its residents, by name."""
    now = api.district.now
    return {
        "unitId": gid("Unit", api.district.station),
        "title": "服务满意度问卷",
        "audience": "RESIDENTS",
        "anonymous": False,
        "opensAt": now.isoformat(),
        "closesAt": (now + 7 * DAY).isoformat(),
        "questions": list(questions or (SCALE, CHOICE, CHOICES, TEXT)),
        **changes,
    }


async def published(api: Api, *questions: dict[str, Any], **changes: Any) -> dict[str, str]:
    """The input that names a questionnaire which is open."""
    drafted = await done(
        api, "draftQuestionnaire", api.district.admin, draft(api, *questions, **changes)
    )
    about = {"questionnaireId": drafted["id"]}
    await done(api, "publishQuestionnaire", api.district.admin, about)
    return about


async def neighbours(api: Api, count: int) -> list[Actor]:
    """Residents of the station."""
    station = gid("Unit", api.district.station)
    who = []
    for number in range(count):
        given = {"unitId": station, "name": f"邻居{number}", "phone": f"1390000{number:04}"}
        resident = await done(api, "registerResident", api.district.dispatcher, given)
        who.append(Actor(str(local(resident["id"])), Role.RESIDENT))
    return who


def answers(score: int, choice: int = 1, *choices: int, text: str = "") -> dict[str, Any]:
    given: list[dict[str, Any]] = [
        {"question": 1, "score": score},
        {"question": 2, "choices": [choice]},
    ]
    if choices:
        given.append({"question": 3, "choices": list(choices)})
    if text:
        given.append({"question": 4, "text": text})
    return {"answers": given}


async def ballot(api: Api, about: dict[str, str], by: Actor) -> dict[str, str]:
    """What somebody's device makes of a ballot it claims: a serial number and its signature."""
    key = "query ($id: ID!) { questionnaire(id: $id) { current { ballotKey } } }"
    shown = await seen(api, key, by, id=about["questionnaireId"])
    voter = Voter(shown["current"]["ballotKey"], Random(f"{about} {by}"))
    claim = {**about, "blindedMessage": voter.blinded_message()}
    claimed = await done(api, "claimBallot", by, claim, "blindSignature")
    return {"serial": voter.serial, "signature": voter.signature(claimed["blindSignature"])}


# --- follow-ups -----------------------------------------------------------------------------------


SAMPLE = (
    "query ($unit: ID!, $period: String, $state: [FollowUpState!]) { followUpSample("
    "unitId: $unit, period: $period, state: $state, first: 100)"
    " { edges { node { state dueAt closedAt rulesVersion order { id } } } } }"
)


async def sample(api: Api, **asked: Any) -> dict[str, dict[str, Any]]:
    """Which orders are drawn, by their ids."""
    unit = gid("Unit", api.district.institute)
    shown = await seen(api, SAMPLE, api.district.admin, unit=unit, **asked)
    nodes = [edge["node"] for edge in shown["edges"]]
    return {node.pop("order")["id"]: node for node in nodes}


async def everything_is_drawn(api: Api) -> None:
    """The centre has all closed orders followed up from now on."""
    begins = api.district.now + HOUR
    given = {"effectiveFrom": begins.isoformat(), "followUpShare": "1"}
    await result(api, "publishServicePolicy", given, CENTRE)
    api.district.now = begins + HOUR


async def rated(api: Api) -> OrderStory:
    story = await completed(api, await api.district.volunteer())
    await story.rate(2)
    return story


def said(*, complaint: bool) -> dict[str, Any]:
    text = "来晚了一小时" if complaint else "很好"
    return {
        "channel": "PHONE",
        "satisfied": not complaint,
        "complaint": complaint,
        "result": text,
    }


# --- complaints and tasks -------------------------------------------------------------------------


async def complained(api: Api, **changes: Any) -> str:
    """A complaint of the resident about the station."""
    given = {
        "kind": "COMPLAINT",
        "aboutId": gid("Unit", api.district.station),
        "askerId": gid("Resident", api.district.resident),
        "text": "文化礼堂周末没有开门",
        **changes,
    }
    filed = await done(api, "fileFeedback", api.district.as_resident, given)
    id_: str = filed["id"]
    return id_


async def task_of(api: Api, case: str) -> str:
    """The improvement task that is made of a complaint, due in ten days."""
    due = (api.district.now + 10 * DAY).isoformat()
    given = {"caseId": case, "owner": "王主任", "matter": "周末开放", "dueAt": due}
    id_: str = (await done(api, "improveOnFeedback", api.district.admin, given))["id"]
    return id_


def told(api: Api, **about: str) -> dict[str, str]:
    now = api.district.now.isoformat()
    return {**about, "channel": "PHONE", "toldAt": now, "proof": "通话记录 2026-0032"}


async def see_case(api: Api, case: str, fields: str, by: Actor) -> Any:
    query = f"query ($id: ID!) {{ node(id: $id) {{ ... on FeedbackCase {{ {fields} }} }} }}"
    return await seen(api, query, by, id=case)


async def see_task(api: Api, task: str, fields: str, by: Actor) -> Any:
    query = f"query ($id: ID!) {{ node(id: $id) {{ ... on ImprovementTask {{ {fields} }} }} }}"
    return await seen(api, query, by, id=task)
