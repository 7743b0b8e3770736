"""Honours on a real log: who reaches what, and what happens at the same time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.commands.incentives.honours.nominations import (
    ConsentToNomination,
    NominateForHonour,
    ReviewNomination,
)
from five_steps.commands.incentives.honours.publicity import (
    AnnounceNomination,
    AwardHonour,
    DecideObjection,
    RaiseObjection,
)
from five_steps.commands.incentives.honours.seasons import AnnounceHonourSeason
from five_steps.domain.incentives.honours.nomination import Nomination
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

WEEK = timedelta(days=7)


async def season(district: District, *, places: int = 1) -> UUID:
    return await district.give(
        AnnounceHonourSeason(
            unit_id=district.institute,
            category=HonourCategory.VOLUNTEER,
            name="最美志愿者",
            criteria="全年服务满 50 小时",
            places=places,
            nominations_from=district.now,
            nominations_until=district.now + WEEK,
        ),
        district.admin,
    )


async def reviewed(district: District, season_id: UUID) -> UUID:
    """A nomination of a new volunteer, which may be announced."""
    volunteer = await district.volunteer()
    nomination = await district.give(
        NominateForHonour(season_id=season_id, nominee_id=volunteer, reason="十年如一日"),
        district.dispatcher,
    )
    consent = ConsentToNomination(nomination_id=nomination)
    await district.give(consent, district.as_volunteer(volunteer))
    review = ReviewNomination(nomination_id=nomination, score=90, recommended=True)
    await district.give(review, district.admin)
    return nomination


async def taken(district: District, season_id: UUID) -> int:
    return (await district.store.repository.get(HonourSeason, season_id, fresh=True)).taken


async def state(district: District, nomination: UUID) -> NominationState:
    return (await district.store.repository.get(Nomination, nomination, fresh=True)).state


async def test_the_last_place_goes_to_one_of_many_at_once(district: District) -> None:
    season_id = await season(district, places=2)
    nominations = [await reviewed(district, season_id) for _ in range(6)]
    outcomes = await asyncio.gather(
        *(
            district.run(AnnounceNomination(nomination_id=nomination), district.admin)
            for nomination in nominations
        ),
        return_exceptions=True,
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [refusal.code for refusal in refusals] == [RefusalCode.FULL] * 4
    assert await taken(district, season_id) == 2
    states = [await state(district, nomination) for nomination in nominations]
    assert states.count(NominationState.IN_PUBLICITY) == 2


async def test_nobody_else_consents(district: District) -> None:
    season_id = await season(district)
    nominee, other = await district.volunteer(), await district.volunteer()
    nomination = await district.give(
        NominateForHonour(season_id=season_id, nominee_id=nominee, reason="十年如一日"),
        district.dispatcher,
    )
    with refused(RefusalCode.FORBIDDEN, "nominationId"):
        await district.give(
            ConsentToNomination(nomination_id=nomination), district.as_volunteer(other)
        )


async def test_staff_of_the_nominees_station_decide_nothing(district: District) -> None:
    nomination = await reviewed(district, await season(district))
    station_admin = type(district.admin)("station", district.admin.role, district.station)
    with refused(RefusalCode.FORBIDDEN, "nominationId"):
        await district.give(AnnounceNomination(nomination_id=nomination), station_admin)


async def test_awarded_once_the_publicity_is_over_and_objections_are_decided(
    district: District,
) -> None:
    season_id = await season(district)
    nomination = await reviewed(district, season_id)
    await district.give(AnnounceNomination(nomination_id=nomination), district.admin)
    award = AwardHonour(nomination_id=nomination)
    with refused(RefusalCode.TOO_EARLY, "nominationId"):
        await district.give(award, district.admin)
    objection = await district.give(
        RaiseObjection(nomination_id=nomination, reason="时长不实"), district.as_resident
    )
    district.now += WEEK
    with refused(RefusalCode.WRONG_STATE, "nominationId"):
        await district.give(award, district.admin)
    await district.give(
        DecideObjection(
            nomination_id=nomination, objection_id=objection, upheld=False, reason="已核实"
        ),
        district.admin,
    )
    await district.give(award, district.admin)
    assert await state(district, nomination) is NominationState.AWARDED
    assert await taken(district, season_id) == 1
