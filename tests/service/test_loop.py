"""The order loop 点单→派单→接单→评单 as people go through it, over HTTP, and what comes of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from five_steps.event_store import EventStore
from tests.commands.district import District
from tests.graphql_api import api
from tests.graphql_api.api import CENTRE, gid
from tests.service.client import SECRET, Client
from tests.service.process import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from uuid import UUID

    from five_steps.commands import Actor

BOARD = """subscription ($unit: ID!) { ordersBoard(unitId: $unit) {
    total placed dispatched accepted inService completed rated } }"""
VOLUNTEER = """query ($id: ID!) { volunteer(id: $id) {
    minutes starLevel rating starChanges { level previousLevel }
    pointsAccount { issued available } } }"""
ASSESSMENT = """query ($unit: ID!, $year: Int!) { unitAssessment(unitId: $unit, year: $year) {
    score indicators { indicator state numerator denominator } } }"""
FIRST_STAR_MINUTES = 100 * 60
BOARD_SECONDS_MAX = 15


@dataclass(slots=True)
class Loop:
    """An order on its way, and who has to do with it."""

    client: Client
    district: District
    volunteers: tuple[UUID, UUID]
    board: AsyncIterator[dict[str, Any]]
    order: str = ""

    @property
    def unit(self) -> str:
        """The station that the order is placed at."""
        return gid("Unit", self.district.station)

    async def place(self, starts_at: datetime) -> None:
        """A resident orders two hours of two volunteers."""
        self.order = await self.client.do(
            "placeOrder",
            self.district.as_resident,
            unitId=self.unit,
            requesterId=gid("Resident", self.district.resident),
            category="CULTURE",
            title="村晚排练",
            place="文化礼堂",
            startsAt=starts_at.isoformat(),
            endsAt=(starts_at + timedelta(hours=2)).isoformat(),
            headcount=2,
        )
        await self.shown("placed")

    async def dispatch_and_accept(self) -> None:
        """It is dispatched to two volunteers, who both accept."""
        asked = [gid("Volunteer", volunteer) for volunteer in self.volunteers]
        dispatcher = self.district.dispatcher
        await self.client.do("dispatchOrder", dispatcher, orderId=self.order, volunteerIds=asked)
        await self.shown("dispatched")
        await self.each("acceptOrder")
        await self.shown("accepted")

    async def code(self) -> str:
        """What the requester tells the volunteers on the spot."""
        query = "query ($id: ID!) { order(id: $id) { state checkInCode } }"
        read = await self.client.read(query, self.district.as_resident, id=self.order)
        assert read["order"]["state"] == "ACCEPTED"
        code: str = read["order"]["checkInCode"]
        hidden = await self.client.read(query, self.as_volunteer(0), id=self.order)
        assert hidden["order"]["checkInCode"] is None
        return code

    async def each(self, name: str, by: Actor | None = None, **given: Any) -> None:
        """Both volunteers do something, or somebody does it for each."""
        for number, volunteer in enumerate(self.volunteers):
            await self.client.do(
                name,
                by or self.as_volunteer(number),
                orderId=self.order,
                volunteerId=gid("Volunteer", volunteer),
                **given,
            )

    async def rate(self) -> None:
        """The resident is more than content."""
        await self.client.do("rateOrder", self.district.as_resident, orderId=self.order, score=5)
        await self.shown("rated")

    async def shown(self, state: str) -> None:
        """The board comes to show the one order in a state."""
        async with asyncio.timeout(BOARD_SECONDS_MAX):
            async for told in self.board:
                counts = {name: count for name, count in told["ordersBoard"].items() if count}
                if counts == {"total": 1, state: 1}:
                    return

    async def volunteer(self, number: int) -> dict[str, Any]:
        """What a volunteer has, as the volunteer sees it."""
        id_ = gid("Volunteer", self.volunteers[number])
        read = await self.client.read(VOLUNTEER, self.as_volunteer(number), id=id_)
        found: dict[str, Any] = read["volunteer"]
        return found

    async def assessment(self, year: int) -> dict[str, Any]:
        """How the station's year stands, by indicators that are measured, and the score."""
        read = await self.client.read(ASSESSMENT, self.district.admin, unit=self.unit, year=year)
        found = read["unitAssessment"] or {"score": None, "indicators": []}
        measured = {
            indicator["indicator"]: (indicator["numerator"], indicator["denominator"])
            for indicator in found["indicators"]
            if indicator["state"] == "MEASURED"
        }
        return {"score": found["score"], **measured}

    def as_volunteer(self, number: int) -> Actor:
        """One of the volunteers."""
        return self.district.as_volunteer(self.volunteers[number])


async def import_history(loop: Loop, now: datetime, *, minutes_short: int) -> None:
    """The first volunteer has served so many minutes less than the first star takes."""
    left = FIRST_STAR_MINUTES - minutes_short
    day = now - timedelta(days=60)
    while left:
        minutes = min(left, 8 * 60)
        left -= minutes
        day += timedelta(days=1)
        await loop.client.do(
            "importServiceRecord",
            CENTRE,
            volunteerId=gid("Volunteer", loop.volunteers[0]),
            unitId=loop.unit,
            source="旧系统",
            naturalKey=day.isoformat(),
            category="CULTURE",
            startsAt=day.replace(hour=0).isoformat(),
            endsAt=day.replace(hour=8).isoformat(),
            minutes=minutes,
            verifiedBy="旧系统",
        )


async def test_a_service_earns_hours_a_star_and_points(postgres_dsn: str) -> None:
    """The service is the real one but for its clock, as the two hours have to pass."""
    async with api.serve(postgres_dsn) as served:
        district = served.district
        volunteers = (await district.volunteer(), await district.volunteer())
        client = Client(served.url, api.SECRET)
        unit = gid("Unit", district.station)
        async with client.subscribed(BOARD, district.dispatcher, unit=unit) as board:
            loop = Loop(client, district, volunteers, board)
            await import_history(loop, district.now, minutes_short=40)
            before = await loop.volunteer(0)
            assert (before["minutes"], before["starLevel"]) == (FIRST_STAR_MINUTES - 40, 0)
            assert before["pointsAccount"] == {"issued": 0, "available": 0}

            starts_at = district.now + timedelta(hours=3)
            await loop.place(starts_at)
            await loop.dispatch_and_accept()
            code = await loop.code()
            district.now = starts_at
            await loop.each("checkIn", code=code)
            await loop.shown("inService")
            district.now += timedelta(hours=2)
            await loop.each("checkOut", code=code)
            await loop.each("submitHours")
            await loop.each("verifyHours", by=district.dispatcher)
            await loop.shown("completed")

            promoted, other = [await loop.volunteer(number) for number in (0, 1)]
            assert promoted["minutes"] == FIRST_STAR_MINUTES + 80
            assert promoted["starLevel"] == 1
            assert promoted["starChanges"] == [{"level": 1, "previousLevel": 0}]
            assert (other["minutes"], other["starLevel"]) == (120, 0)
            for earned in (promoted, other):
                assert earned["pointsAccount"] == {"issued": 20, "available": 20}
            unrated = await loop.assessment(district.now.year)
            assert unrated["ORDER_COMPLETION"] == (1, 1)
            assert "SATISFACTION" not in unrated

            await loop.rate()
            for number in (0, 1):
                rated = await loop.volunteer(number)
                # At a score of 5, 1.2 times the points.
                assert rated["pointsAccount"] == {"issued": 24, "available": 24}
                assert rated["rating"] == 5
            assessed = await loop.assessment(district.now.year)
            assert assessed["SATISFACTION"] == (5, 1)
            assert assessed["score"] != unrated["score"]
        await client.close()


async def test_the_service_in_its_own_process_and_time(postgres_dsn: str, tmp_path: Path) -> None:
    """Nobody waits for two hours here: the check-outs come at once, and the hours by back-entry."""
    async with EventStore.open(postgres_dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        volunteers = (await district.volunteer(), await district.volunteer())
        founded = await district.position()
    with Service(postgres_dsn, tmp_path) as service:
        client = Client(service.url)
        client.position = founded
        unit = gid("Unit", district.station)
        # A service is ready with views a little behind; a board of a unit not shown yet would end.
        await client.read("query ($id: ID!) { unit(id: $id) { id } }", district.dispatcher, id=unit)
        async with client.subscribed(BOARD, district.dispatcher, unit=unit) as board:
            loop = Loop(client, district, volunteers, board)
            await _play_in_real_time(loop)
        await client.close()
        assert service.terminate() == 0, service.log()


async def _play_in_real_time(loop: Loop) -> None:
    client, district = loop.client, loop.district
    now = datetime.now(UTC)
    await import_history(loop, now, minutes_short=40)
    effective_from = datetime.now(UTC) + timedelta(seconds=1)
    await client.do(
        "publishIncentivePolicy",
        CENTRE,
        effectiveFrom=effective_from.isoformat(),
        pointsForBackEntry=True,
    )

    await loop.place(now + timedelta(minutes=30))
    await loop.dispatch_and_accept()
    code = await loop.code()
    await loop.each("checkIn", code=code)
    await loop.shown("inService")
    await loop.each("checkOut", code=code)
    await loop.each("submitHours")
    # Not a minute was served.
    await loop.each("rejectHours", by=district.dispatcher, reason="未满一分钟")
    await loop.shown("completed")
    before = await loop.assessment(now.year)
    await loop.rate()
    after = await loop.assessment(now.year)
    assert "SATISFACTION" not in before
    assert after["SATISFACTION"] == (5, 1)
    assert after["score"] != before["score"]

    await asyncio.sleep((effective_from - datetime.now(UTC)).total_seconds())
    served = {
        "startsAt": (now - timedelta(hours=3)).isoformat(),
        "endsAt": (now - timedelta(hours=2)).isoformat(),
    }
    volunteer = {"volunteerId": gid("Volunteer", loop.volunteers[0])}
    record = await client.do(
        "enterBackHours",
        district.admin,
        **volunteer,
        **served,
        unitId=loop.unit,
        category="CULTURE",
        minutes=60,
        reason="签到设备故障",
        evidenceHash="ab" * 32,
    )
    await client.do("verifyBackHours", CENTRE, **volunteer, recordId=record)
    promoted = await loop.volunteer(0)
    assert promoted["minutes"] == FIRST_STAR_MINUTES + 20
    assert promoted["starLevel"] == 1
    assert promoted["pointsAccount"] == {"issued": 10, "available": 10}
