"""A roster of nobody is a roster: found by a game of the state machine."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.commands.guarantee.party_rosters import RecordPartyRoster
from five_steps.domain.kernel.district_time import local_year
from tests.graphql_api.api import serve

if TYPE_CHECKING:
    from tests.commands.district import District


async def record_nobody(district: District) -> None:
    year = local_year(district.now)
    roster = RecordPartyRoster(unit_id=district.station, year=year, id_numbers=())
    await district.give(roster, district.admin)


async def test_a_unit_with_an_empty_roster_is_assessed(postgres_dsn: str) -> None:
    async with serve(postgres_dsn) as api:
        district = api.district
        volunteer_id = await district.volunteer()
        await district.completed(volunteer_id)
        # What comes now is scored on its own, and not with all that is there.
        await api.shown()
        await record_nobody(district)
        await api.shown()
        assert await api.services.views.verify(["assessment"]) == []
        district.now += timedelta(days=1)
        await district.completed(volunteer_id)
        await api.shown()
        assert (await api.services.views.lag())["assessment"].error is None
        assert await api.services.views.verify(["assessment"]) == []
