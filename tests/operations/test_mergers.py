"""After a merger volunteers and teams follow to the unit that answers for the merged one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.commands.organisation.teams import FormTeam
from five_steps.commands.organisation.unit_life import MergeUnit, ResumeUnit, SuspendUnit
from five_steps.commands.organisation.units import FoundUnit
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind, Tier
from five_steps.domain.people.volunteer import Volunteer

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District
    from tests.operations.watched import Watched


async def unit_of_volunteer(district: District, volunteer_id: UUID) -> UUID:
    return (await district.store.repository.get(Volunteer, volunteer_id, fresh=True)).unit_id


async def unit_of_team(district: District, team_id: UUID) -> UUID:
    return (await district.store.repository.get(Team, team_id, fresh=True)).unit_id


@pytest.fixture
async def squad(watched: Watched) -> UUID:
    district = watched.district
    corps = await district.give(FormTeam(unit_id=district.centre, kind=TeamKind.CORPS, name="总队"))
    return await district.give(
        FormTeam(
            unit_id=district.station, kind=TeamKind.SQUAD, name="小队", parent_id=corps, captain=""
        )
    )


async def test_volunteers_and_teams_follow_once(watched: Watched, squad: UUID) -> None:
    district = watched.district
    volunteers = [await district.volunteer() for _ in range(3)]
    waiting = await district.give(district.registration(), district.admin)
    await district.give(
        MergeUnit(unit_id=district.station, into_id=district.other_station, reason="合并")
    )
    assert await watched.act(0) == 4
    for volunteer in volunteers:
        assert await unit_of_volunteer(district, volunteer) == district.other_station
        assert await watched.happened(volunteer) == ["created", "approved", "transferred"]
    assert await unit_of_team(district, squad) == district.other_station
    # Who is not approved yet is approved by the successor, and follows then.
    assert await unit_of_volunteer(district, waiting) == district.station
    assert await watched.act(1) == 0


async def test_after_a_merger_of_mergers_they_go_to_the_last(watched: Watched, squad: UUID) -> None:
    district = watched.district
    third = await district.give(
        FoundUnit(code="BA-3", name="第三站", tier=Tier.STATION, parent_id=district.institute)
    )
    for unit, into in ((district.station, district.other_station), (district.other_station, third)):
        await district.give(MergeUnit(unit_id=unit, into_id=into, reason="合并"))
    assert await watched.act(0) == 1
    assert await unit_of_team(district, squad) == third


async def test_a_suspended_successor_takes_nobody_in_until_it_works_again(
    watched: Watched, squad: UUID
) -> None:
    district = watched.district
    await district.give(
        MergeUnit(unit_id=district.station, into_id=district.other_station, reason="合并")
    )
    await district.give(SuspendUnit(unit_id=district.other_station, reason="装修"))
    assert await watched.act(0) == 0
    await district.give(ResumeUnit(unit_id=district.other_station))
    assert await watched.act(1) == 1
    assert await unit_of_team(district, squad) == district.other_station
