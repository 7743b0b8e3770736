"""§1 Organisation 阵地队伍: three tiers, points, venues, teams, targets."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.domain.organisation.tiers import VENUES_OF_TIER, PointKind, Tier, VenueKind
from five_steps.graphql_api.kernel.global_id import local_id
from tests.commands.district import id_number
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def found(api: Api, tier: str, parent: str, name: str, **given: Any) -> str:
    """A unit just founded."""
    unit = {"code": uuid4().hex, "name": name, "tier": tier, "parentId": parent, **given}
    founded = await done(api, "foundUnit", CENTRE, unit)
    return str(founded["id"])


async def institute(api: Api, name: str = "北岙街道实践所") -> str:
    return await found(api, "INSTITUTE", gid("Unit", api.district.centre), name)


async def station(api: Api, name: str = "海霞村实践站", parent: str | None = None) -> str:
    return await found(api, "STATION", parent or gid("Unit", api.district.institute), name)


def admin_of(unit: str) -> Actor:
    """An administrator of a unit, by its global id."""
    return Actor("administrator", Role.UNIT_ADMIN, local_id("unitId", unit, "Unit"))


# --- Unit 单位 ------------------------------------------------------------------------------------


async def test_unit_three_tiers_and_points_under_any(api: Api) -> None:
    street = await institute(api)
    village = await found(
        api,
        "STATION",
        street,
        "海霞村实践站",
        region="海霞村",
        responsible="林支书",
        openingHours="周一至周日 8:30–17:30",
    )
    points = [
        await found(api, "POINT", parent, "书屋", pointKind="BOOK_HOUSE")
        for parent in (gid("Unit", api.district.centre), street, village)
    ]
    shown = await seen(
        api,
        """query ($id: ID!) { unit(id: $id) { tier region responsible openingHours status
            parent { tier parent { tier parent { id } } } children { edges { node { id } } } } }""",
        None,
        id=village,
    )
    assert shown == {
        "tier": "STATION",
        "region": "海霞村",
        "responsible": "林支书",
        "openingHours": "周一至周日 8:30–17:30",
        "status": "ACTIVE",
        "parent": {"tier": "INSTITUTE", "parent": {"tier": "CENTRE", "parent": None}},
        "children": {"edges": [{"node": {"id": points[2]}}]},
    }
    for tier, parent in (("STATION", village), ("INSTITUTE", street), ("CENTRE", None)):
        unit = {"code": uuid4().hex, "name": "放错地方", "tier": tier, "parentId": parent}
        code, _ = await refused(api, "foundUnit", CENTRE, unit)
        assert code in {"INVALID", "DUPLICATE"}


async def test_unit_status_active_suspended_merged(api: Api) -> None:
    village, other = await station(api), await station(api)
    stopped = await done(
        api, "suspendUnit", CENTRE, {"unitId": village, "reason": "场地维修"}, "status"
    )
    again = await done(api, "resumeUnit", CENTRE, {"unitId": village}, "status")
    merge = {"unitId": village, "intoId": other, "reason": "村社合并"}
    gone = await done(api, "mergeUnit", CENTRE, merge, "status")
    assert [unit["status"] for unit in (stopped, again, gone)] == ["SUSPENDED", "ACTIVE", "MERGED"]
    order = {
        "unitId": village,
        "requesterKind": "RESIDENT",
        "requesterId": gid("Resident", api.district.resident),
        "category": "CULTURE",
        "title": "春联书写",
        "place": "文化礼堂",
        "startsAt": (api.district.now + timedelta(days=2)).isoformat(),
        "endsAt": (api.district.now + timedelta(days=2, hours=1)).isoformat(),
    }
    answer = await result(api, "placeOrder", order, api.district.as_resident)
    assert (answer["code"], answer["field"]) == ("WRONG_STATE", "unitId")
    successor = await seen(
        api, "query ($id: ID!) { unit(id: $id) { successor { id } } }", None, id=village
    )
    assert successor == {"successor": {"id": other}}


HISTORY = """query ($id: ID!) { unit(id: $id) { history { edges { node {
    change name since parent { id } other { id } reason } } } } }"""


async def test_unit_reparenting_and_merging_keep_history(api: Api) -> None:
    old, new, other = await institute(api), await institute(api), await institute(api)
    village = await station(api, "岙底村实践站", old)
    heir = await station(api, "海霞村实践站", new)
    hall = await found(api, "POINT", village, "书屋", pointKind="BOOK_HOUSE")
    founded_at = api.district.now
    api.district.now += timedelta(days=30)
    rename = {"unitId": village, "name": "岙底社区实践站"}
    await done(api, "changeUnitDetails", CENTRE, rename)
    await done(
        api, "reparentUnit", CENTRE, {"unitId": village, "parentId": new, "reason": "区划调整"}
    )
    api.district.now += timedelta(days=30)
    await done(api, "mergeUnit", CENTRE, {"unitId": village, "intoId": heir, "reason": "村社合并"})

    told = await seen(api, HISTORY, None, id=village)
    changes = [edge["node"] for edge in told["history"]["edges"]]
    assert [(c["change"], c["name"], c["parent"]["id"], c["reason"]) for c in changes] == [
        ("FOUNDED", "岙底村实践站", old, None),
        ("DETAILS_CHANGED", "岙底社区实践站", old, None),
        ("REPARENTED", "岙底社区实践站", new, "区划调整"),
        ("MERGED", "岙底社区实践站", new, "村社合并"),
    ]
    then = await seen(
        api,
        """query ($id: ID!, $at: DateTime!) { unit(id: $id) { asOf(at: $at) {
            name status parent { id } } } }""",
        None,
        id=village,
        at=(founded_at + timedelta(days=1)).isoformat(),
    )
    assert then["asOf"] == {"name": "岙底村实践站", "status": "ACTIVE", "parent": {"id": old}}
    # What hung under it hangs under the heir, whose history says what it took over.
    heir_now = await seen(
        api,
        """query ($id: ID!) { unit(id: $id) { mergedUnits { edges { node { id } } }
            children { edges { node { id } } } } }""",
        None,
        id=heir,
    )
    assert heir_now == {
        "mergedUnits": {"edges": [{"node": {"id": village}}]},
        "children": {"edges": [{"node": {"id": hall}}]},
    }
    took_over = (await seen(api, HISTORY, None, id=heir))["history"]["edges"][-1]["node"]
    assert (took_over["change"], took_over["other"]["id"]) == ("TOOK_OVER", village)
    # The heir's administrators answer for it, in commands and in what they read.
    await done(api, "changeUnitDetails", admin_of(heir), {"unitId": hall, "name": "书屋二"})
    under = "query ($id: ID!) { units(filter: {under: $id}) { edges { node { id } } } }"
    below = await seen(api, under, None, id=heir)
    assert {edge["node"]["id"] for edge in below["edges"]} == {heir, village, hall}
    assert (await seen(api, under, None, id=other))["edges"] == [{"node": {"id": other}}]


async def test_unit_what_is_open_at_a_merged_one_goes_on_under_its_successor(api: Api) -> None:
    village, heir = await station(api), await station(api)
    api.district.now += timedelta(days=1)
    order = {
        "unitId": village,
        "requesterKind": "RESIDENT",
        "requesterId": gid("Resident", api.district.resident),
        "category": "CULTURE",
        "title": "春联书写",
        "place": "文化礼堂",
        "startsAt": (api.district.now + timedelta(days=2)).isoformat(),
        "endsAt": (api.district.now + timedelta(days=2, hours=1)).isoformat(),
    }
    placed = (await done(api, "placeOrder", api.district.as_resident, order))["id"]
    village_id = local_id("unitId", village, "Unit")
    volunteer = gid("Volunteer", await api.district.volunteer(unit_id=village_id))
    here, there = admin_of(village), admin_of(heir)

    contact = "query ($id: ID!) { volunteer(id: $id) { phone } }"
    open_orders = "query ($id: ID!) { orders(filter: {under: $id}) { edges { node { id } } } }"
    assert (await seen(api, contact, there, id=volunteer))["phone"] is None
    merge = {"unitId": village, "intoId": heir, "reason": "村社合并"}
    await done(api, "mergeUnit", CENTRE, merge)

    for staff in (here, there):
        assert (await seen(api, contact, staff, id=volunteer))["phone"] is not None
        orders = await seen(api, open_orders, staff, id=heir if staff is there else village)
        assert [edge["node"]["id"] for edge in orders["edges"]] == [placed]
    dispatch = {"orderId": placed, "volunteerIds": [volunteer]}
    await done(api, "dispatchOrder", there, dispatch)


# --- Point kind 点 --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PointKind)
async def test_point_kind(api: Api, kind: PointKind) -> None:
    point = await found(
        api, "POINT", gid("Unit", api.district.station), "实践点", pointKind=kind.value
    )
    shown = await seen(api, "query ($id: ID!) { unit(id: $id) { tier pointKind } }", None, id=point)
    assert shown == {"tier": "POINT", "pointKind": kind.value}


# --- Venue 阵地 -----------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", Tier)
async def test_venue_kinds_of_each_tier(api: Api, tier: Tier) -> None:
    centre, village = gid("Unit", api.district.centre), gid("Unit", api.district.station)
    unit = {
        Tier.CENTRE: centre,
        Tier.INSTITUTE: gid("Unit", api.district.institute),
        Tier.STATION: village,
        Tier.POINT: await found(api, "POINT", village, "学校", pointKind="SCHOOL"),
    }[tier]
    for kind in VenueKind:
        venue = {"unitId": unit, "name": "阵地", "kind": kind.value, "capacity": 50}
        if kind in VENUES_OF_TIER[tier]:
            assert (await done(api, "registerVenue", CENTRE, venue, "kind"))["kind"] == kind
        else:
            assert await refused(api, "registerVenue", CENTRE, venue) == ("INVALID", "kind")


async def hall(api: Api, unit: str) -> str:
    """A hall for 80, open from Tuesday to Sunday, 8 to 12 and 14 to 18 o'clock."""
    hours = [(8, 12), (14, 18)]
    registered = await done(
        api,
        "registerVenue",
        CENTRE,
        {
            "unitId": unit,
            "name": "文化礼堂",
            "kind": "CULTURAL_HALL",
            "capacity": 80,
            "openingHours": "周二至周日 8:00–12:00, 14:00–18:00",
            "openWindows": [
                {"weekday": day, "opensMinute": opens * 60, "closesMinute": closes * 60}
                for day in range(2, 8)
                for opens, closes in hours
            ],
            "closedDates": ["2027-10-01"],
        },
    )
    return str(registered["id"])


def wednesday(api: Api, hour: float) -> str:
    """That hour, in the district, of the Wednesday after next."""
    today = api.district.now.replace(hour=0, minute=0)
    days = (2 - today.weekday()) % 7 + 7
    return (today + timedelta(days=days, hours=hour - 8)).isoformat()


def booking(api: Api, venue: str, unit: str, start: float, end: float) -> dict[str, Any]:
    return {
        "venueId": venue,
        "unitId": unit,
        "purpose": "村晚排练",
        "startsAt": wednesday(api, start),
        "endsAt": wednesday(api, end),
        "headcount": 40,
    }


async def test_venue_capacity_and_opening_hours(api: Api) -> None:
    village = await station(api)
    venue = await hall(api, village)
    here = admin_of(village)
    wanted = booking(api, venue, village, 9, 11)
    too_many = {**wanted, "headcount": 81}
    assert await refused(api, "bookVenue", here, too_many) == ("CAP_EXCEEDED", "headcount")
    for start, end in ((7, 9), (11, 15), (18, 19)):
        closed = booking(api, venue, village, start, end)
        assert await refused(api, "bookVenue", here, closed) == ("CLOSED", "startsAt")
    over = {**wanted, "startsAt": "2026-01-07T01:00:00Z", "endsAt": "2026-01-07T02:00:00Z"}
    assert await refused(api, "bookVenue", here, over) == ("TOO_EARLY", "startsAt")
    await done(api, "bookVenue", here, wanted)
    shown = await seen(
        api,
        """query ($id: ID!) { venue(id: $id) { openingHours closedDates capacity
            openWindows { weekday opensMinute closesMinute } } }""",
        None,
        id=venue,
    )
    assert (shown["capacity"], shown["closedDates"]) == (80, ["2027-10-01"])
    assert shown["openWindows"][:2] == [
        {"weekday": 2, "opensMinute": 480, "closesMinute": 720},
        {"weekday": 2, "opensMinute": 840, "closesMinute": 1080},
    ]


async def test_venue_bookings_do_not_overlap(api: Api) -> None:
    village = await station(api)
    venue, here = await hall(api, village), admin_of(village)
    answers = await asyncio.gather(
        *(
            result(api, "bookVenue", booking(api, venue, village, 9, 9.5 + n / 10), here)
            for n in range(6)
        )
    )
    codes = [answer.get("code") for answer in answers]
    assert sorted(map(str, codes)) == ["None", *["OVERLAP"] * 5]
    await done(api, "bookVenue", here, booking(api, venue, village, 14, 16))
    taken = await seen(
        api,
        """query ($id: ID!, $from: DateTime!) { venue(id: $id) { bookings(
            filter: {endsAfter: $from, released: false}) { edges { node { id purpose } } } } }""",
        None,
        id=venue,
        **{"from": wednesday(api, 12)},
    )
    ((afternoon),) = [edge["node"] for edge in taken["bookings"]["edges"]]
    release = {"bookingId": afternoon["id"], "reason": "改期"}
    assert (await done(api, "releaseVenueBooking", here, release, "releaseReason"))[
        "releaseReason"
    ] == "改期"
    await done(api, "bookVenue", here, booking(api, venue, village, 15, 17))


async def test_venues_that_are_free_in_a_window(api: Api) -> None:
    village = await station(api)
    taken, free = await hall(api, village), await hall(api, village)
    await done(api, "bookVenue", admin_of(village), booking(api, taken, village, 9, 11))

    async def free_at(start: float, end: float) -> set[str]:
        found = await seen(
            api,
            """query ($unit: ID!, $free: WindowInput!) {
                venues(filter: {unit: $unit, free: $free}) { edges { node { id } } } }""",
            None,
            unit=village,
            free={"startsAt": wednesday(api, start), "endsAt": wednesday(api, end)},
        )
        return {edge["node"]["id"] for edge in found["edges"]}

    assert await free_at(10, 12) == {free}
    assert await free_at(11, 12) == {taken, free}
    assert await free_at(11, 15) == set()
    assert await free_at(10 + 5 * 24, 11 + 5 * 24) == set(), "closed on Mondays"


# --- Team 队伍 ------------------------------------------------------------------------------------


async def form(
    api: Api, unit: str, kind: str, parent: str | None = None, by: Actor = CENTRE
) -> str:
    team = {"unitId": unit, "kind": kind, "name": "志愿服务队", "parentId": parent}
    return str((await done(api, "formTeam", by, team))["id"])


async def member(api: Api) -> str:
    return gid("Volunteer", await api.district.volunteer())


async def test_team_corps_detachment_squad(api: Api) -> None:
    street = await institute(api)
    village = await station(api, parent=street)
    corps = await form(api, gid("Unit", api.district.centre), "CORPS")
    detachment = await form(api, street, "DETACHMENT", corps)
    squad = await form(api, village, "SQUAD", detachment, admin_of(village))
    shown = await seen(
        api,
        """query ($id: ID!) { team(id: $id) { kind unit { id }
            parent { kind parent { kind parent { id } } } } }""",
        None,
        id=squad,
    )
    assert shown == {
        "kind": "SQUAD",
        "unit": {"id": village},
        "parent": {"kind": "DETACHMENT", "parent": {"kind": "CORPS", "parent": None}},
    }
    under_squad = {"unitId": village, "kind": "SQUAD", "name": "队", "parentId": squad}
    assert await refused(api, "formTeam", CENTRE, under_squad) == ("INVALID", "parentId")


async def test_team_captain_is_the_main_party_head(api: Api) -> None:
    street = await institute(api)
    corps = await form(api, gid("Unit", api.district.centre), "CORPS")
    here = admin_of(street)
    await done(api, "namePartyHead", here, {"unitId": street, "partyHead": "王书记"})
    detachment = await form(api, street, "DETACHMENT", corps)
    api.district.now += timedelta(days=1)
    await done(api, "namePartyHead", here, {"unitId": street, "partyHead": "李书记"})
    api.district.now += timedelta(days=1)
    await done(api, "nameCaptain", here, {"teamId": detachment, "captain": "陈队长"})
    await done(api, "namePartyHead", here, {"unitId": street, "partyHead": "赵书记"})
    api.district.now += timedelta(days=1)
    await done(api, "releaseCaptain", here, {"teamId": detachment})
    shown = await seen(
        api,
        """query ($id: ID!) { team(id: $id) { captain captainNamed
            captains { captain named until } } }""",
        None,
        id=detachment,
    )
    assert (shown["captain"], shown["captainNamed"]) == ("赵书记", False)
    led = [(captain["captain"], captain["named"]) for captain in shown["captains"]]
    assert led == [("赵书记", False), ("陈队长", True), ("李书记", False), ("王书记", False)]
    assert [captain["until"] is None for captain in shown["captains"]] == [True, *[False] * 3]


async def test_team_membership_has_dates(api: Api) -> None:
    village = await station(api)
    corps = await form(api, gid("Unit", api.district.centre), "CORPS")
    squad, other = [await form(api, village, "SQUAD", corps) for _ in range(2)]
    volunteer, here = await member(api), admin_of(village)
    joined = api.district.now
    await done(api, "joinTeam", here, {"teamId": squad, "volunteerId": volunteer})
    api.district.now += timedelta(days=10)
    await done(
        api,
        "changeTeam",
        here,
        {"volunteerId": volunteer, "fromTeamId": squad, "toTeamId": other, "reason": "调整"},
    )
    at = "query ($id: ID!, $at: DateTime!) { team(id: $id) { memberships(filter: {asOf: $at}) {"
    at += " edges { node { joinedAt leftAt volunteer { id } } } } } }"

    async def members(team: str, days: int) -> list[Any]:
        when = (joined + timedelta(days=days)).isoformat()
        shown = await seen(api, at, None, id=team, at=when)
        return [edge["node"] for edge in shown["memberships"]["edges"]]

    (membership,) = await members(squad, 5)
    assert membership == {
        "joinedAt": joined.isoformat(),
        "leftAt": api.district.now.isoformat(),
        "volunteer": {"id": volunteer},
    }
    assert await members(squad, 11) == await members(other, 5) == []
    assert len(await members(other, 11)) == 1
    told = await seen(
        api,
        """query ($id: ID!) { volunteer(id: $id) {
            memberships { edges { node { team { id } } } } } }""",
        None,
        id=volunteer,
    )
    assert [edge["node"]["team"]["id"] for edge in told["memberships"]["edges"]] == [other, squad]
    gone = await done(api, "disbandTeam", here, {"teamId": other, "reason": "合并"}, "memberCount")
    assert gone["memberCount"] == 0


# --- Targets 目标 ---------------------------------------------------------------------------------


async def test_targets_of_in_service_party_members(api: Api) -> None:
    """The roster is an input; participation and mean hours are measured against the targets."""
    district = api.district
    members = [id_number(serial, born="19800101") for serial in range(1, 3)]
    active: UUID = await district.volunteer(id_number=members[0], party_member=True)
    await done(
        api,
        "recordPartyRoster",
        district.admin,
        {"unitId": gid("Unit", district.station), "year": 2026, "idNumbers": members},
    )
    await district.completed(active)
    assessment = await seen(
        api,
        """query ($unit: ID!) { unitAssessment(unitId: $unit, year: 2026) { indicators {
            indicator numerator denominator value target } } }""",
        district.admin,
        unit=gid("Unit", district.station),
    )
    measured = {i["indicator"]: i for i in assessment["indicators"]}
    participation = measured["PARTY_PARTICIPATION"]
    assert (participation["numerator"], participation["denominator"]) == (1, 2)
    assert (participation["value"], participation["target"]) == (0.5, 0.8)
    # Two hours of one member, for the two of the roster.
    assert (measured["PARTY_HOURS"]["value"], measured["PARTY_HOURS"]["target"]) == (1, 20)
