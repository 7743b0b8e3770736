"""Activities as they are told over GraphQL."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.commands import Actor, Role
from tests.commands.activities import Activities
from tests.graphql_api.api import gid
from tests.mission.telling import done, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
PHOTO = "ab" * 32


def plan(api: Api, **given: Any) -> dict[str, Any]:
    """Two hours of the station, the day after tomorrow."""
    start = api.district.now + 2 * DAY
    gala = {
        "unitId": gid("Unit", api.district.station),
        "line": "CULTURE_SPORTS",
        "subForm": "VILLAGE_GALA",
        "title": "我们的村晚",
        "capacity": 2,
        "startsAt": start.isoformat(),
        "endsAt": (start + 2 * HOUR).isoformat(),
    }
    return {**gala, **given}


async def published(api: Api, **given: Any) -> dict[str, Any]:
    """An activity that people may sign up for: its id, start and end."""
    planned = plan(api, publish=True, **given)
    created = await done(api, "createActivity", api.district.admin, planned)
    return {"id": created["id"], "startsAt": planned["startsAt"], "endsAt": planned["endsAt"]}


async def residents(api: Api, count: int) -> list[Actor]:
    people = [await Activities(api.district).resident() for _ in range(count)]
    return [Actor(str(resident), Role.RESIDENT) for resident in people]


def participant(who: Actor) -> str:
    return gid("Volunteer" if who.role is Role.VOLUNTEER else "Resident", who.person_id)


async def sign_up(api: Api, activity: str, who: Actor, *shown: str) -> dict[str, Any]:
    given = {"activityId": activity, "participantId": participant(who)}
    return await done(api, "signUpForActivity", who, given, *shown)


async def code_of(api: Api, activity: str) -> str:
    """The check-in code, which the staff of the unit tell."""
    query = "query ($id: ID!) { activity(id: $id) { checkInCode } }"
    shown = await seen(api, query, api.district.dispatcher, id=activity)
    return str(shown["checkInCode"])


async def check_in(api: Api, activity: str, who: Actor) -> None:
    given = {"activityId": activity, "participantId": participant(who)}
    given["code"] = await code_of(api, activity)
    await done(api, "checkInParticipant", who, given)


async def hold(api: Api, activity: str, attendance: int = 80, *photos: str) -> dict[str, Any]:
    given = {"activityId": activity, "attendance": attendance, "evidenceHashes": list(photos)}
    shown = ("state", "attendance", "evidenceHashes")
    return await done(api, "recordActivityHeld", api.district.dispatcher, given, *shown)
