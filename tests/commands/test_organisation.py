"""Units, venues and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.commands import Actor, Role
from five_steps.commands.organisation.teams import (
    FormTeam,
    JoinTeam,
    LeaveTeam,
    NameCaptain,
)
from five_steps.commands.organisation.unit_life import (
    MergeUnit,
    ReparentUnit,
    ResumeUnit,
    SuspendUnit,
)
from five_steps.commands.organisation.units import ChangeUnitDetails, FoundUnit
from five_steps.commands.organisation.venues import CloseVenue, RegisterVenue
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.tiers import PointKind, TeamKind, Tier, UnitStatus, VenueKind
from five_steps.domain.organisation.unit import Unit
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District

CENTRE_ADMIN = Actor("centre", Role.CENTRE_ADMIN)


async def test_the_district_has_one_centre_and_codes_are_unique(district: District) -> None:
    with refused(RefusalCode.DUPLICATE, "tier"):
        await district.give(FoundUnit(code="X", name="第二中心", tier=Tier.CENTRE), CENTRE_ADMIN)
    again = FoundUnit(code="ba-1", name="重码", tier=Tier.STATION, parent_id=district.institute)
    with refused(RefusalCode.DUPLICATE, "code"):
        await district.give(again, CENTRE_ADMIN)


async def test_scope_reaches_down_and_not_up_or_sideways(district: District) -> None:
    def change(unit: str) -> ChangeUnitDetails:
        return ChangeUnitDetails(unit_id=getattr(district, unit), name="新名")

    await district.give(change("station"), district.admin)
    for unit, actor in (
        ("centre", district.admin),
        ("station", district.stranger),
        ("station", Actor("nowhere", Role.UNIT_ADMIN)),
    ):
        with refused(RefusalCode.FORBIDDEN, "unitId"):
            await district.give(change(unit), actor)
    await district.give(change("centre"), CENTRE_ADMIN)


async def test_a_unit_that_moved_answers_to_its_new_parent(district: District) -> None:
    other = await district.give(
        FoundUnit(code="LA", name="另一所", tier=Tier.INSTITUTE, parent_id=district.centre)
    )
    await district.give(
        ReparentUnit(unit_id=district.station, parent_id=other, reason="区划调整"), CENTRE_ADMIN
    )
    change = ChangeUnitDetails(unit_id=district.station, name="新名")
    with refused(RefusalCode.FORBIDDEN, "unitId"):
        await district.give(change, district.admin)
    await district.give(change, Actor("new", Role.UNIT_ADMIN, other))
    with refused(RefusalCode.INVALID, "parentId"):
        await district.give(
            ReparentUnit(unit_id=other, parent_id=district.station, reason="倒置"), CENTRE_ADMIN
        )


async def test_who_took_a_unit_over_answers_for_what_hangs_under_it(district: District) -> None:
    point = await district.give(
        FoundUnit(
            code="P",
            name="书屋",
            tier=Tier.POINT,
            point_kind=PointKind.BOOK_HOUSE,
            parent_id=district.station,
        )
    )
    await district.give(
        MergeUnit(unit_id=district.station, into_id=district.other_station, reason="合并")
    )
    await district.give(ChangeUnitDetails(unit_id=point, name="书屋二"), district.stranger)
    with refused(RefusalCode.WRONG_STATE, "unitId"):
        await district.give(district.order(), district.as_resident)


async def test_a_suspended_unit_takes_no_orders_until_resumed(district: District) -> None:
    await district.give(SuspendUnit(unit_id=district.station, reason="装修"))
    with refused(RefusalCode.WRONG_STATE, "unitId"):
        await district.give(district.order(), district.as_resident)
    await district.give(ResumeUnit(unit_id=district.station))
    await district.give(district.order(), district.as_resident)
    unit = await district.store.repository.get(Unit, district.station, fresh=True)
    assert unit.status is UnitStatus.ACTIVE


async def test_venues(district: District) -> None:
    hall = await district.give(
        RegisterVenue(
            unit_id=district.station, name="礼堂", kind=VenueKind.CULTURAL_HALL, capacity=200
        ),
        district.admin,
    )
    with refused(RefusalCode.FORBIDDEN, "venueId"):
        await district.give(CloseVenue(venue_id=hall, reason="停用"), district.stranger)
    await district.give(CloseVenue(venue_id=hall, reason="停用"), district.admin)
    with refused(RefusalCode.WRONG_STATE, "venueId"):
        await district.give(CloseVenue(venue_id=hall, reason="停用"), district.admin)


async def test_teams_take_approved_volunteers_who_may_leave(district: District) -> None:
    corps = await district.give(FormTeam(unit_id=district.centre, kind=TeamKind.CORPS, name="总队"))
    with refused(RefusalCode.FORBIDDEN, "teamId"):
        await district.give(NameCaptain(team_id=corps, captain="书记"), district.admin)
    await district.give(NameCaptain(team_id=corps, captain="书记"))
    waiting = await district.give(district.registration(), district.admin)
    with refused(RefusalCode.WRONG_STATE, "volunteerId"):
        await district.give(JoinTeam(team_id=corps, volunteer_id=waiting))
    member = await district.volunteer()
    await district.give(JoinTeam(team_id=corps, volunteer_id=member))
    leave = LeaveTeam(team_id=corps, volunteer_id=member, reason="搬家")
    with refused(RefusalCode.FORBIDDEN, "volunteerId"):
        await district.give(leave, district.as_volunteer(waiting))
    await district.give(leave, district.as_volunteer(member))
