"""Mutations of units, venues and teams."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from five_steps.commands.organisation.booking import BookVenue
from five_steps.commands.organisation.team_members import JoinTeam
from five_steps.commands.organisation.teams import FormTeam, NameCaptain
from five_steps.commands.organisation.unit_life import SuspendUnit
from five_steps.commands.organisation.units import FoundUnit, NamePartyHead
from five_steps.commands.organisation.venues import RegisterVenue
from five_steps.domain.organisation.tiers import TeamKind, Tier, VenueKind
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


def by_centre(district: District) -> Actor:
    return CENTRE


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


async def new_unit(api: Api, tier: Tier = Tier.STATION) -> UUID:
    parent = api.district.institute if tier is Tier.STATION else api.district.centre
    return await api.district.give(
        FoundUnit(code=uuid4().hex, name="新单位", tier=tier, parent_id=parent)
    )


async def new_venue(api: Api) -> UUID:
    return await api.district.give(
        RegisterVenue(
            unit_id=api.district.station, name="礼堂", kind=VenueKind.CULTURAL_HALL, capacity=80
        )
    )


async def new_corps(api: Api) -> UUID:
    return await api.district.give(
        FormTeam(unit_id=api.district.centre, kind=TeamKind.CORPS, name="总队")
    )


async def new_squad(api: Api) -> UUID:
    return await api.district.give(
        FormTeam(
            unit_id=api.district.station,
            kind=TeamKind.SQUAD,
            name="小队",
            parent_id=await new_corps(api),
        )
    )


# --- units ----------------------------------------------------------------------------------------


async def found_unit(api: Api) -> Asked:
    details = {
        "code": uuid4().hex,
        "name": "百姓书屋",
        "tier": "POINT",
        "pointKind": "BOOK_HOUSE",
        "region": "北岙街道",
        "responsible": "陈书记",
        "openingHours": "8:00–20:00",
    }
    station = gid("Unit", api.district.station)
    return Asked(
        {**details, "parentId": station},
        {**details, "status": "ACTIVE", "parent": {"id": station}},
    )


async def change_unit_details(api: Api) -> Asked:
    details = {
        "id": gid("Unit", await new_unit(api)),
        "name": "新名称",
        "region": "东屏街道",
        "responsible": "林书记",
        "openingHours": "9:00–17:00",
    }
    return Asked({"unitId": details.pop("id"), **details}, details)


async def reparent_unit(api: Api) -> Asked:
    unit, parent = (
        gid("Unit", await new_unit(api)),
        gid("Unit", await new_unit(api, Tier.INSTITUTE)),
    )
    return Asked(
        {"unitId": unit, "parentId": parent, "reason": "区划调整"},
        {"id": unit, "parent": {"id": parent}},
    )


async def suspend_unit(api: Api) -> Asked:
    unit = gid("Unit", await new_unit(api))
    return Asked({"unitId": unit, "reason": "场地维修"}, {"id": unit, "status": "SUSPENDED"})


async def resume_unit(api: Api) -> Asked:
    unit_id = await new_unit(api)
    await api.district.give(SuspendUnit(unit_id=unit_id, reason="场地维修"))
    unit = gid("Unit", unit_id)
    return Asked({"unitId": unit}, {"id": unit, "status": "ACTIVE"})


async def merge_unit(api: Api) -> Asked:
    unit, into = gid("Unit", await new_unit(api)), gid("Unit", await new_unit(api))
    return Asked(
        {"unitId": unit, "intoId": into, "reason": "村社合并"},
        {"id": unit, "status": "MERGED", "mergedInto": {"id": into}},
    )


async def name_party_head(api: Api) -> Asked:
    unit = gid("Unit", await new_unit(api))
    return Asked({"unitId": unit, "partyHead": "林支书"}, {"id": unit, "partyHead": "林支书"})


# --- venues ---------------------------------------------------------------------------------------

MORNING = {"weekday": 2, "opensMinute": 8 * 60, "closesMinute": 12 * 60}
EVENING = {"weekday": 1, "opensMinute": 18 * 60, "closesMinute": 24 * 60}
HOURS = {
    "openingHours": "周一晚上, 周二上午",
    "openWindows": [EVENING, MORNING],
    "closedDates": ["2026-10-01"],
}


async def register_venue(api: Api) -> Asked:
    station = gid("Unit", api.district.station)
    details = {
        "name": "文化礼堂",
        "kind": "CULTURAL_HALL",
        "capacity": 120,
        **HOURS,
    }
    return Asked(
        {**details, "unitId": station}, {**details, "closed": False, "unit": {"id": station}}
    )


async def change_venue_details(api: Api) -> Asked:
    venue = gid("Venue", await new_venue(api))
    details = {"name": "文化家园", "kind": "CULTURAL_HOME", "capacity": 90}
    return Asked({"venueId": venue, **details}, {"id": venue, **details})


async def set_venue_hours(api: Api) -> Asked:
    venue = gid("Venue", await new_venue(api))
    return Asked({"venueId": venue, **HOURS}, {"id": venue, **HOURS})


async def close_venue(api: Api) -> Asked:
    venue = gid("Venue", await new_venue(api))
    return Asked({"venueId": venue, "reason": "拆迁"}, {"id": venue, "closed": True})


async def book_venue(api: Api) -> Asked:
    venue, station = gid("Venue", await new_venue(api)), gid("Unit", api.district.station)
    starts_at = api.district.now + timedelta(days=1)
    details = {
        "purpose": "村晚排练",
        "startsAt": starts_at.isoformat(),
        "endsAt": (starts_at + timedelta(hours=2)).isoformat(),
        "headcount": 40,
    }
    return Asked(
        {"venueId": venue, "unitId": station, **details},
        {
            **details,
            "holderKind": "UNIT",
            "holderId": station,
            "bookedBy": api.district.dispatcher.subject,
            "releasedAt": None,
            "venue": {"id": venue},
            "unit": {"id": station},
        },
    )


async def release_venue_booking(api: Api) -> Asked:
    starts_at = api.district.now + timedelta(days=1)
    booking = gid(
        "VenueBooking",
        await api.district.give(
            BookVenue(
                venue_id=await new_venue(api),
                unit_id=api.district.station,
                purpose="村晚排练",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=2),
            )
        ),
    )
    return Asked(
        {"bookingId": booking, "reason": "改期"},
        {
            "id": booking,
            "releaseReason": "改期",
            "releasedBy": api.district.dispatcher.subject,
            "releasedAt": api.district.now.isoformat(),
        },
    )


# --- teams ----------------------------------------------------------------------------------------


async def form_team(api: Api) -> Asked:
    station, corps = gid("Unit", api.district.station), gid("Team", await new_corps(api))
    details = {"name": "红帽子小队", "kind": "SQUAD", "captain": "林支书"}
    return Asked(
        {**details, "unitId": station, "parentId": corps},
        {**details, "memberCount": 0, "unit": {"id": station}, "parent": {"id": corps}},
    )


async def name_captain(api: Api) -> Asked:
    team = gid("Team", await new_squad(api))
    return Asked(
        {"teamId": team, "captain": "陈支书"},
        {"id": team, "captain": "陈支书", "captainNamed": True},
    )


async def release_captain(api: Api) -> Asked:
    squad = await new_squad(api)
    await api.district.give(NameCaptain(team_id=squad, captain="陈支书"))
    await api.district.give(NamePartyHead(unit_id=api.district.station, party_head="林支书"))
    team = gid("Team", squad)
    return Asked({"teamId": team}, {"id": team, "captain": "林支书", "captainNamed": False})


async def hand_over_team(api: Api) -> Asked:
    team, unit = gid("Team", await new_squad(api)), gid("Unit", await new_unit(api))
    return Asked(
        {"teamId": team, "unitId": unit, "reason": "区划调整"}, {"id": team, "unit": {"id": unit}}
    )


async def disband_team(api: Api) -> Asked:
    squad, volunteer = await new_squad(api), await api.district.volunteer()
    await api.district.give(JoinTeam(team_id=squad, volunteer_id=volunteer))
    team = gid("Team", squad)
    return Asked(
        {"teamId": team, "reason": "人员不足"},
        {
            "id": team,
            "memberCount": 0,
            "disbandReason": "人员不足",
            "disbandedAt": api.district.now.isoformat(),
        },
    )


async def join_team(api: Api) -> Asked:
    team = gid("Team", await new_squad(api))
    volunteer = gid("Volunteer", await api.district.volunteer())
    members = {"edges": [{"node": {"volunteer": {"id": volunteer}}}]}
    return Asked(
        {"teamId": team, "volunteerId": volunteer},
        {"id": team, "memberCount": 1, "members": members},
    )


async def leave_team(api: Api) -> Asked:
    team_id, volunteer_id = await new_squad(api), await api.district.volunteer()
    await api.district.give(JoinTeam(team_id=team_id, volunteer_id=volunteer_id))
    team = gid("Team", team_id)
    return Asked(
        {"teamId": team, "volunteerId": gid("Volunteer", volunteer_id), "reason": "搬家"},
        {"id": team, "memberCount": 0},
    )


async def change_team(api: Api) -> Asked:
    old, new, volunteer_id = (
        await new_squad(api),
        await new_squad(api),
        await api.district.volunteer(),
    )
    await api.district.give(JoinTeam(team_id=old, volunteer_id=volunteer_id))
    volunteer, team = gid("Volunteer", volunteer_id), gid("Team", new)
    left = {"joinedAt": api.district.now.isoformat(), "team": {"id": team}}
    members = {"edges": [{"node": {"volunteer": {"id": volunteer}, **left}}]}
    return Asked(
        {
            "volunteerId": volunteer,
            "fromTeamId": gid("Team", old),
            "toTeamId": team,
            "reason": "调整",
        },
        {"id": team, "memberCount": 1, "members": members},
    )


CASES = [
    Case("foundUnit", found_unit, by_centre),
    Case("changeUnitDetails", change_unit_details, by_admin),
    Case("namePartyHead", name_party_head, by_admin),
    Case("reparentUnit", reparent_unit, by_centre),
    Case("suspendUnit", suspend_unit, by_centre),
    Case("resumeUnit", resume_unit, by_centre),
    Case("mergeUnit", merge_unit, by_centre),
    Case("registerVenue", register_venue, by_admin),
    Case("changeVenueDetails", change_venue_details, by_admin),
    Case("setVenueHours", set_venue_hours, by_admin),
    Case("closeVenue", close_venue, by_admin),
    Case("bookVenue", book_venue, by_dispatcher),
    Case("releaseVenueBooking", release_venue_booking, by_dispatcher),
    Case("formTeam", form_team, by_admin),
    Case("nameCaptain", name_captain, by_admin),
    Case("releaseCaptain", release_captain, by_admin),
    Case("handOverTeam", hand_over_team, by_centre),
    Case("disbandTeam", disband_team, by_admin),
    Case("joinTeam", join_team, by_admin),
    Case("leaveTeam", leave_team, by_admin),
    Case("changeTeam", change_team, by_admin),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("organisation")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- rules that show in the answer ----------------------------------------------------------------


async def test_a_code_is_taken_once_whatever_its_case(api: Api) -> None:
    asked = await found_unit(api)
    await result(api, "foundUnit", asked.given, CENTRE)
    again = {**asked.given, "code": asked.given["code"].upper()}
    answer = await result(api, "foundUnit", again, CENTRE)
    assert (answer["__typename"], answer["code"], answer["field"]) == (
        "Conflict",
        "DUPLICATE",
        "code",
    )


async def test_a_station_does_not_hang_under_the_centre(api: Api) -> None:
    asked = await found_unit(api)
    given = {
        **asked.given,
        "tier": "STATION",
        "pointKind": None,
        "parentId": gid("Unit", api.district.centre),
    }
    answer = await result(api, "foundUnit", given, CENTRE)
    assert (answer["__typename"], answer["field"], answer["allowed"]) == (
        "InvalidInput",
        "parentId",
        "INSTITUTE",
    )


async def test_a_unit_is_suspended_once(api: Api) -> None:
    asked = await suspend_unit(api)
    await result(api, "suspendUnit", asked.given, CENTRE)
    answer = await result(api, "suspendUnit", asked.given, CENTRE)
    assert (answer["__typename"], answer["code"], answer["actual"], answer["allowed"]) == (
        "Conflict",
        "WRONG_STATE",
        "SUSPENDED",
        "ACTIVE",
    )


async def test_a_volunteer_leaves_a_team_on_their_own(api: Api) -> None:
    team_id, volunteer_id = await new_squad(api), await api.district.volunteer()
    await api.district.give(JoinTeam(team_id=team_id, volunteer_id=volunteer_id))
    given = {
        "teamId": gid("Team", team_id),
        "volunteerId": gid("Volunteer", volunteer_id),
        "reason": "没时间",
    }
    answer = await result(api, "leaveTeam", given, api.district.as_volunteer(volunteer_id))
    assert answer["__typename"] == "TeamChanged"
