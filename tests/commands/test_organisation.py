"""Units, venues and teams."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.ordering.dispatching import DispatchOrder
from five_steps.commands.organisation.team_members import ChangeTeam, JoinTeam, LeaveTeam
from five_steps.commands.organisation.teams import (
    DisbandTeam,
    FormTeam,
    HandOverTeam,
    NameCaptain,
    ReleaseCaptain,
)
from five_steps.commands.organisation.unit_life import (
    MergeUnit,
    ReparentUnit,
    ResumeUnit,
    SuspendUnit,
)
from five_steps.commands.organisation.units import ChangeUnitDetails, FoundUnit, NamePartyHead
from five_steps.commands.organisation.venues import CloseVenue, RegisterVenue
from five_steps.commands.people.volunteers import (
    ChangeVolunteerProfile,
    SuspendVolunteer,
    TransferVolunteer,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import PointKind, TeamKind, Tier, UnitStatus, VenueKind
from five_steps.domain.organisation.unit import Unit
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

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
    with pytest.raises(Refusal, match=str(district.other_station)) as order:
        await district.give(district.order(), district.as_resident)
    assert (order.value.code, order.value.field) == (RefusalCode.WRONG_STATE, "unitId")


async def test_what_was_open_at_a_merged_unit_goes_on_under_its_successor(
    district: District,
) -> None:
    volunteer = await district.volunteer()
    order = await district.give(district.order(), district.as_resident)
    squad = await district.give(await new_squad(district))
    await district.give(
        MergeUnit(unit_id=district.station, into_id=district.other_station, reason="合并")
    )
    await district.give(
        DispatchOrder(order_id=order, volunteer_ids=(volunteer,)), district.stranger
    )
    await district.give(JoinTeam(team_id=squad, volunteer_id=volunteer), district.stranger)
    await district.give(SuspendVolunteer(volunteer_id=volunteer, reason="休息"), district.stranger)


async def test_a_party_head_is_named_by_the_unit_or_above(district: District) -> None:
    name = NamePartyHead(unit_id=district.station, party_head="林支书")
    with refused(RefusalCode.FORBIDDEN, "unitId"):
        await district.give(name, district.stranger)
    await district.give(name, district.admin)


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


async def new_squad(district: District) -> FormTeam:
    """A command to form a squad of the station."""
    corps = await district.give(FormTeam(unit_id=district.centre, kind=TeamKind.CORPS, name="总队"))
    return FormTeam(unit_id=district.station, kind=TeamKind.SQUAD, name="小队", parent_id=corps)


async def test_a_volunteer_changes_teams_at_once_or_not_at_all(district: District) -> None:
    form = await new_squad(district)
    old, new = [await district.give(form, district.admin) for _ in range(2)]
    elsewhere = await district.give(replace(form, unit_id=district.other_station), district.admin)
    member = await district.volunteer()
    await district.give(JoinTeam(team_id=old, volunteer_id=member), district.admin)

    def change(to: UUID, *, start: UUID = old) -> ChangeTeam:
        return ChangeTeam(volunteer_id=member, from_team_id=start, to_team_id=to, reason="调整")

    station_admin = Actor("station", Role.UNIT_ADMIN, district.station)
    with refused(RefusalCode.FORBIDDEN, "toTeamId"):
        await district.give(change(elsewhere), station_admin)
    with refused(RefusalCode.FORBIDDEN, "fromTeamId"):
        await district.give(change(elsewhere), district.stranger)
    with refused(RefusalCode.INVALID, "toTeamId"):
        await district.give(change(old), station_admin)
    with refused(RefusalCode.NOT_FOUND, "volunteerId"):
        await district.give(change(old, start=new), station_admin)
    await district.give(change(new), station_admin)
    teams = [await district.store.repository.get(Team, team, fresh=True) for team in (old, new)]
    assert [team.members for team in teams] == [frozenset(), {member}]


async def test_a_volunteer_who_moves_to_another_unit_keeps_hours_and_teams(
    district: District,
) -> None:
    member = await district.volunteer()
    squad = await district.give(await new_squad(district))
    await district.give(JoinTeam(team_id=squad, volunteer_id=member), district.admin)
    await district.completed(member)
    account = await district.account(member)
    await district.give(
        TransferVolunteer(volunteer_id=member, unit_id=district.other_station, reason="搬家"),
        district.admin,
    )
    await district.give(
        ChangeVolunteerProfile(
            volunteer_id=member,
            name="林志愿",
            phone="13900000000",
            categories=(Category.CULTURE,),
        ),
        district.stranger,
    )
    assert (await district.account(member)).available == account.available
    assert (await district.book(member)).minutes == 120
    team = await district.store.repository.get(Team, squad, fresh=True)
    assert team.members == {member}


async def test_a_disbanded_team_takes_nobody_and_serves_no_order(district: District) -> None:
    squad = await district.give(await new_squad(district))
    disband = DisbandTeam(team_id=squad, reason="人员不足")
    with refused(RefusalCode.FORBIDDEN, "teamId"):
        await district.give(disband, district.stranger)
    await district.give(disband, district.admin)
    with refused(RefusalCode.WRONG_STATE, "teamId"):
        await district.give(
            JoinTeam(team_id=squad, volunteer_id=await district.volunteer()), district.admin
        )
    order = await district.give(district.order(), district.as_resident)
    with refused(RefusalCode.WRONG_STATE, "teamId"):
        await district.give(DispatchOrder(order_id=order, team_id=squad), district.dispatcher)


async def test_the_centre_hands_a_team_over_and_captains_are_the_units_business(
    district: District,
) -> None:
    squad = await district.give(await new_squad(district))
    await district.give(NameCaptain(team_id=squad, captain="陈队长"), district.admin)
    with refused(RefusalCode.FORBIDDEN, "teamId"):
        await district.give(ReleaseCaptain(team_id=squad), district.stranger)
    await district.give(
        HandOverTeam(team_id=squad, unit_id=district.other_station, reason="调整"), CENTRE_ADMIN
    )
    await district.give(ReleaseCaptain(team_id=squad), district.stranger)
