"""An order told step by step, each step a mutation by whoever takes it in life."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.graphql_api.kernel.global_id import read_global_id
from tests.graphql_api.api import gid
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def wanted(api: Api, **changes: Any) -> dict[str, Any]:
    """What the resident asks the station for: two hours of culture, the day after tomorrow."""
    district = api.district
    return {
        "unitId": gid("Unit", district.station),
        "requesterId": gid("Resident", district.resident),
        "category": "CULTURE",
        "title": "村晚排练",
        "place": "文化礼堂",
        "startsAt": (district.now + 2 * DAY).isoformat(),
        "endsAt": (district.now + 2 * DAY + 2 * HOUR).isoformat(),
        **changes,
    }


def local(global_id: str) -> UUID:
    """The id behind a global one."""
    named = read_global_id(global_id)
    assert named is not None
    return named[1]


class OrderStory:
    """An order, the volunteers who have to do with it, and what happens to it."""

    def __init__(self, api: Api, placed: dict[str, Any]) -> None:
        self.api = api
        self.id: str = placed["id"]
        self.code: str = placed["checkInCode"]

    # --- the steps ------------------------------------------------------------------------------

    async def do(self, name: str, by: Actor, **given: Any) -> str:
        """A command about the order; the state it leaves it in."""
        changed = await done(self.api, name, by, {"orderId": self.id, **given}, "state")
        assert changed["id"] == self.id
        state: str = changed["state"]
        return state

    async def refuse(self, name: str, by: Actor, **given: Any) -> tuple[str, str]:
        """A command about the order that is refused."""
        return await refused(self.api, name, by, {"orderId": self.id, **given})

    async def dispatch(self, *volunteers: UUID) -> str:
        named = [gid("Volunteer", volunteer) for volunteer in volunteers]
        return await self.do("dispatchOrder", self.api.district.dispatcher, volunteerIds=named)

    async def accept(self, volunteer: UUID) -> str:
        return await self.as_volunteer("acceptOrder", volunteer)

    async def as_volunteer(self, name: str, volunteer: UUID, **given: Any) -> str:
        """What a volunteer does themself."""
        who = gid("Volunteer", volunteer)
        return await self.do(
            name, self.api.district.as_volunteer(volunteer), volunteerId=who, **given
        )

    async def serve(self, *volunteers: UUID, minutes: int = 120) -> None:
        """They come when it begins, and leave after so many minutes."""
        order = await self.api.district.get_order(local(self.id))
        self.api.district.now = order.starts_at
        for volunteer in volunteers:
            await self.as_volunteer("checkIn", volunteer, code=self.code)
        self.api.district.now = order.starts_at + timedelta(minutes=minutes)
        for volunteer in volunteers:
            await self.as_volunteer("checkOut", volunteer, code=self.code)

    async def hours(self, name: str, by: Actor, volunteer: UUID, **given: Any) -> dict[str, Any]:
        """A command about somebody's hours; the record."""
        who = {"orderId": self.id, "volunteerId": gid("Volunteer", volunteer)}
        return await done(self.api, name, by, {**who, **given}, "state", "minutes")

    async def verify(self, *volunteers: UUID, **given: Any) -> dict[str, Any]:
        """The volunteers submit their hours, and staff verify them; the last record."""
        district = self.api.district
        record: dict[str, Any] = {}
        for volunteer in volunteers:
            await self.hours("submitHours", district.as_volunteer(volunteer), volunteer)
            record = await self.hours("verifyHours", district.dispatcher, volunteer, **given)
        return record

    async def rate(self, score: int, **given: Any) -> str:
        return await self.do("rateOrder", self.api.district.as_resident, score=score, **given)

    # --- what is seen ---------------------------------------------------------------------------

    async def see(self, fields: str, by: Actor | None = None) -> dict[str, Any]:
        """The order, as its requester sees it."""
        query = f"query ($id: ID!) {{ order(id: $id) {{ {fields} }} }}"
        shown: dict[str, Any] = await seen(
            self.api, query, by or self.api.district.as_resident, id=self.id
        )
        return shown


async def placed(api: Api, **changes: Any) -> OrderStory:
    """The resident orders."""
    order = await done(
        api, "placeOrder", api.district.as_resident, wanted(api, **changes), "checkInCode"
    )
    return OrderStory(api, order)


async def accepted(api: Api, *volunteers: UUID, **changes: Any) -> OrderStory:
    """An order that these volunteers have accepted."""
    story = await placed(api, **{"headcount": len(volunteers), **changes})
    await story.dispatch(*volunteers)
    for volunteer in volunteers:
        await story.accept(volunteer)
    return story


async def completed(api: Api, *volunteers: UUID, minutes: int = 120) -> OrderStory:
    """An order that these volunteers have served, with their hours verified."""
    story = await accepted(api, *volunteers)
    await story.serve(*volunteers, minutes=minutes)
    await story.verify(*volunteers)
    return story
