"""A district's year led from what happens in it to the final assessments, by commands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from five_steps.commands import Actor, Role
from five_steps.commands.guarantee.assessment.check import AnnounceAssessment, CheckIndicator
from five_steps.commands.guarantee.assessment.finalising import FinaliseAssessment
from five_steps.commands.guarantee.assessment.opening import OpenAssessment
from five_steps.commands.guarantee.assessment.self_review import SubmitSelfReview
from five_steps.commands.guarantee.party_rosters import RecordPartyRoster
from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.rating import RateOrder
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.ordering.order_state import FollowUpChannel
from tests.commands.district import id_number

if TYPE_CHECKING:
    from decimal import Decimal
    from uuid import UUID

    from tests.commands.district import District

YEAR = 2026
YEAR_OVER = datetime(2027, 1, 4, tzinfo=UTC)
CENTRE = Actor("centre", Role.CENTRE_ADMIN)
CHECKER, FINALISER = (Actor(name, Role.CENTRE_ADMIN) for name in ("checker", "finaliser"))


async def live(district: District) -> None:
    """Two orders served and rated, one followed up, and a roster with a member who served."""
    volunteer = await district.volunteer()
    roster = RecordPartyRoster(
        unit_id=district.station, year=YEAR, id_numbers=(id_number(1), id_number(900))
    )
    await district.give(roster, district.admin)
    for score in (5, 4):
        order_id = await district.completed(volunteer)
        await district.give(RateOrder(order_id=order_id, score=score), district.as_resident)
    await district.give(
        FollowUpOrder(
            order_id=order_id,
            channel=FollowUpChannel.PHONE,
            satisfied=True,
            complaint=False,
            result="很满意",
        ),
        district.dispatcher,
    )


async def announced(
    district: District, *unit_ids: UUID, points: dict[Indicator, Decimal] | None = None
) -> list[UUID]:
    """The assessments of units, opened from above, checked and announced, once the year is over."""
    district.now = max(district.now, YEAR_OVER)
    opened = [
        await district.give(OpenAssessment(unit_id=unit_id, year=YEAR), CENTRE)
        for unit_id in unit_ids
    ]
    for assessment_id in opened:
        await district.give(SubmitSelfReview(assessment_id=assessment_id), CENTRE)
        for indicator in Indicator:
            given = (points or {}).get(indicator)
            check = CheckIndicator(assessment_id=assessment_id, indicator=indicator)
            if given is not None:
                check = CheckIndicator(
                    assessment_id=assessment_id, indicator=indicator, points=given, reason="核实"
                )
            await district.give(check, CHECKER)
        await district.give(AnnounceAssessment(assessment_id=assessment_id), CHECKER)
    return opened


async def made_final(district: District, *assessment_ids: UUID) -> None:
    """Assessments, given from the lowest tier up, whose publicity is over."""
    district.now += timedelta(days=7)
    for assessment_id in assessment_ids:
        await district.give(FinaliseAssessment(assessment_id=assessment_id), FINALISER)
