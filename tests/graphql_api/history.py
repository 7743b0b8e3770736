"""What happened in the served district before the tests ask: something in every table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from five_steps.commands.ordering.menu import PutOnMenu
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.organisation.booking import BookVenue
from five_steps.commands.organisation.team_members import JoinTeam
from five_steps.commands.organisation.teams import FormTeam
from five_steps.commands.organisation.units import NamePartyHead
from five_steps.commands.organisation.venues import RegisterVenue
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.tiers import TeamKind, VenueKind

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api


@dataclass(frozen=True, slots=True)
class History:
    """The ids of what there is."""

    volunteer: UUID
    other_volunteer: UUID
    rated: UUID
    completed: UUID
    offered: UUID
    placed: UUID
    menu_item: UUID
    venue: UUID
    squad: UUID


async def make_history(api: Api) -> History:
    """Make it, and wait until the views show it."""
    district = api.district
    volunteer = await district.volunteer(name="林志愿", party_member=True, skills=("急救",))
    other = await district.volunteer(name="王小明")
    rated = await district.completed(volunteer)
    await district.give(
        RateOrder(order_id=rated, score=5, comment="很好", tags=("准时",)), district.as_resident
    )
    district.now += timedelta(hours=1)
    completed = await district.completed(volunteer, other, title="广场舞教学")
    district.now += timedelta(hours=1)
    offered = await district.dispatched(other, title="读书会")
    placed = await district.give(district.order(title="春联书写"), district.as_resident)
    menu_item = await district.give(
        PutOnMenu(
            unit_id=district.station,
            category=Category.CULTURE,
            title="戏曲下乡",
            description="一场越剧",
            minutes=90,
            headcount=3,
        ),
        district.admin,
    )
    venue = await district.give(
        RegisterVenue(
            unit_id=district.station,
            name="文化礼堂",
            kind=VenueKind.CULTURAL_HALL,
            capacity=120,
            opening_hours="8:00–20:00",
        ),
        district.admin,
    )
    corps = await district.give(
        FormTeam(unit_id=district.centre, kind=TeamKind.CORPS, name="总队", captain="书记")
    )
    squad = await district.give(
        FormTeam(
            unit_id=district.station,
            kind=TeamKind.SQUAD,
            name="小队",
            captain="支书",
            parent_id=corps,
        )
    )
    await district.give(JoinTeam(team_id=squad, volunteer_id=volunteer), district.admin)
    await district.give(NamePartyHead(unit_id=district.institute, party_head="王书记"))
    starts_at = datetime(2026, 3, 10, 1, tzinfo=UTC)
    await district.give(
        BookVenue(
            venue_id=venue,
            unit_id=district.station,
            purpose="村晚排练",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
        ),
        district.dispatcher,
    )
    await api.shown()
    return History(volunteer, other, rated, completed, offered, placed, menu_item, venue, squad)
