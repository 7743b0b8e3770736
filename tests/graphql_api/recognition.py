"""Honours, benefits and certificates in the served district: something in every table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.commands.incentives.benefits.help_cases import (
    ApproveHelp,
    GiveAssistance,
    OpenHelpCase,
)
from five_steps.commands.incentives.benefits.offers import PublishBenefitOffer
from five_steps.commands.incentives.certificates.issuing import IssueCertificate
from five_steps.commands.incentives.fund.money import AllocateToFund
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
from five_steps.domain.incentives.honours.season import HonourCategory
from tests.commands.insured import insure

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Recognition:
    """The ids of what there is to be asked for."""

    season: UUID
    number: str


async def make_recognition(api: Api, volunteer: UUID, other: UUID) -> Recognition:
    """A volunteer who has served is honoured, insured, helped and certified; another nominated."""
    district = api.district
    season = await district.give(
        AnnounceHonourSeason(
            unit_id=district.institute,
            category=HonourCategory.VOLUNTEER,
            name="最美志愿者",
            criteria="全年服务满 50 小时",
            places=3,
            nominations_from=district.now,
            nominations_until=district.now + WEEK,
        ),
        district.admin,
    )
    nominated, _ = [
        await district.give(
            NominateForHonour(season_id=season, nominee_id=nominee, reason="十年如一日"),
            district.dispatcher,
        )
        for nominee in (volunteer, other)
    ]
    await _award(api, nominated, volunteer)
    await insure(district, volunteer, other)
    for star_floor in (0, 3):
        await district.give(
            PublishBenefitOffer(
                unit_id=district.centre,
                name=f"{star_floor} 星礼遇",
                provider="半屏山景区",
                valid_from=district.now,
                star_floor=star_floor,
            )
        )
    case = await district.give(
        OpenHelpCase(volunteer_id=volunteer, situation="因病住院"), district.admin
    )
    await district.give(ApproveHelp(help_case_id=case, amount_cents=500_00))
    await district.give(AllocateToFund(amount_cents=300_00, source="区财政局"))
    await district.give(
        GiveAssistance(help_case_id=case, amount_cents=300_00, reference="凭证 1"), district.admin
    )
    await district.give(
        IssueCertificate(
            volunteer_id=volunteer, starts_at=district.now - 8 * WEEK, ends_at=district.now
        ),
        district.as_volunteer(volunteer),
    )
    await api.shown()
    (row,) = await api.database.rows("SELECT number FROM read.certificates", [])
    return Recognition(season, row["number"])


async def _award(api: Api, nomination: UUID, volunteer: UUID) -> None:
    district = api.district
    await district.give(
        ConsentToNomination(nomination_id=nomination), district.as_volunteer(volunteer)
    )
    await district.give(
        ReviewNomination(nomination_id=nomination, score=95, recommended=True), district.admin
    )
    await district.give(AnnounceNomination(nomination_id=nomination), district.admin)
    objection = await district.give(
        RaiseObjection(nomination_id=nomination, reason="时长不实"), district.as_resident
    )
    await district.give(
        DecideObjection(
            nomination_id=nomination, objection_id=objection, upheld=False, reason="已核实"
        ),
        district.admin,
    )
    district.now += WEEK
    await district.give(AwardHonour(nomination_id=nomination), district.admin)
