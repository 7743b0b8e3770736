"""What units, teams, people, rules and the menu show."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from five_steps.domain.organisation.opening_hours import OpeningHours, OpenWindow
from five_steps.domain.organisation.tiers import Tier, VenueKind
from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import StartViews


@pytest.fixture
def district() -> District:
    district = District()
    district.populate()
    return district


async def show(district: District, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)


async def test_everything_below_a_moved_unit_moves_with_it(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    centre = district.units[0]
    old, new = (unit for unit in district.units if unit.tier is Tier.INSTITUTE)
    station = next(unit for unit in district.stations() if unit.parent_id == old.id)
    point = next(unit for unit in district.units if unit.parent_id == station.id)
    station.reparent(new, reason="区划调整", at=district.now)
    district.keep(station)
    await show(district, postgres_dsn, start_views)

    path = "SELECT path, depth, position FROM read.units WHERE id = $1"
    assert tuple(*await connection.fetch(path, point.id)) == (
        [centre.id, new.id, station.id, point.id],
        3,
        len(district.log),
    )
    under = "SELECT id FROM read.units WHERE path @> ARRAY[$1::uuid]"
    below = {row["id"] for row in await connection.fetch(under, old.id)}
    assert station.id not in below
    assert point.id not in below


async def test_what_hung_under_a_merged_unit_hangs_under_the_one_that_took_it_over(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    centre, institute = district.units[0], district.units[1]
    merged, into = district.stations()[:2]
    point = next(unit for unit in district.units if unit.parent_id == merged.id)
    merged.merge_into(into, reason="合并", at=district.now)
    district.keep(merged)
    await show(district, postgres_dsn, start_views)

    rows = {row["id"]: row for row in await connection.fetch("SELECT * FROM read.units")}
    gone, moved = rows[merged.id], rows[point.id]
    assert (gone["status"], gone["merged_into_id"]) == ("MERGED", into.id)
    assert (gone["merged_at"], gone["successor_id"]) == (district.now, into.id)
    assert gone["path"] == [centre.id, institute.id, into.id, merged.id]
    # Who held a role for the merged unit still reaches what hung under it.
    assert moved["path"] == [*gone["path"], point.id]
    assert (moved["parent_id"], moved["depth"]) == (into.id, 3)


async def test_a_merger_of_mergers_has_one_successor(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    first, second, third = district.stations()[:3]
    first.merge_into(second, reason="合并", at=district.now)
    district.keep(first)
    second.merge_into(third, reason="再合并", at=district.now)
    district.keep(second)
    await show(district, postgres_dsn, start_views)

    rows = await connection.fetch(
        "SELECT id, merged_into_id, successor_id, path FROM read.units"
        " WHERE status = 'MERGED' ORDER BY merged_at, cardinality(path) DESC"
    )
    assert [(row["id"], row["merged_into_id"], row["successor_id"]) for row in rows] == [
        (first.id, second.id, third.id),
        (second.id, third.id, third.id),
    ]
    assert rows[0]["path"][-3:] == [third.id, second.id, first.id]


async def test_the_history_of_a_unit_tells_what_it_was(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station, into = district.stations()[:2]
    _, new = (unit for unit in district.units if unit.tier is Tier.INSTITUTE)
    old = station.parent_id
    station.change_details(
        name="新站名", region="", responsible="王主任", opening_hours="", at=district.now
    )
    station.name_party_head("林支书", at=district.now)
    station.reparent(new, reason="区划调整", at=district.now)
    station.suspend(reason="装修", at=district.now)
    station.resume(at=district.now)
    station.merge_into(into, reason="合并", at=district.now)
    district.keep(station)
    await show(district, postgres_dsn, start_views)

    history = (
        "SELECT change, name, party_head, parent_id, status, other_id, reason"
        " FROM read.unit_history WHERE unit_id = $1 ORDER BY position"
    )
    assert [tuple(row) for row in await connection.fetch(history, station.id)] == [
        ("FOUNDED", "站0-0", "", old, "ACTIVE", old, None),
        ("DETAILS_CHANGED", "新站名", "", old, "ACTIVE", None, None),
        ("PARTY_HEAD_NAMED", "新站名", "林支书", old, "ACTIVE", None, None),
        ("REPARENTED", "新站名", "林支书", new.id, "ACTIVE", new.id, "区划调整"),
        ("SUSPENDED", "新站名", "林支书", new.id, "SUSPENDED", None, "装修"),
        ("RESUMED", "新站名", "林支书", new.id, "ACTIVE", None, None),
        ("MERGED", "新站名", "林支书", new.id, "MERGED", into.id, "合并"),
    ]
    took_over = (await connection.fetch(history, into.id))[-1]
    assert (took_over["change"], took_over["other_id"]) == ("TOOK_OVER", station.id)
    point = next(unit for unit in district.units if unit.parent_id == station.id)
    came_along = (await connection.fetch(history, point.id))[-1]
    assert (came_along["change"], came_along["parent_id"]) == ("PARENT_MERGED", into.id)


async def test_captains_follow_the_party_head_unless_named(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station = district.stations()[0]
    team = district.places.form_squad(station)
    own = district.places.form_squad(station, captain="何队长")
    station.name_party_head("林书记", at=district.now)
    district.keep(station)
    own.release_captain(at=district.now)
    team.name_captain("陈队长", at=district.now)
    district.keep(own, team)
    station.name_party_head("王书记", at=district.now)
    district.keep(station)
    await show(district, postgres_dsn, start_views)

    captains = "SELECT captain, named FROM read.team_captains WHERE team_id = $1 ORDER BY position"
    assert [tuple(row) for row in await connection.fetch(captains, team.id)] == [
        ("", False),
        ("林书记", False),
        ("陈队长", True),
    ]
    assert [tuple(row) for row in await connection.fetch(captains, own.id)] == [
        ("何队长", True),
        ("林书记", False),
        ("王书记", False),
    ]
    teams = await connection.fetch(
        "SELECT captain, captain_named FROM read.teams WHERE kind = 'SQUAD' ORDER BY captain"
    )
    assert [tuple(row) for row in teams] == [("王书记", False), ("陈队长", True)]


async def test_a_team_handed_over_is_led_by_the_new_units_party_head(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    first, second = district.stations()[:2]
    squad = district.places.form_squad(first)
    second.name_party_head("林支书", at=district.now)
    district.keep(second)
    squad.hand_over(second, reason="合并", at=district.now)
    district.keep(squad)
    first.name_party_head("不再管此队", at=district.now)
    district.keep(first)
    await show(district, postgres_dsn, start_views)

    row = await connection.fetchrow(
        "SELECT unit_id, captain FROM read.teams WHERE id = $1", squad.id
    )
    assert row is not None
    assert tuple(row) == (second.id, "林支书")


async def test_who_was_in_a_disbanded_team_has_left_it(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    team, volunteer = district.teams[0], district.volunteers[0]
    team.join(volunteer.id, at=district.now)
    district.tick()
    team.disband(reason="人员不足", at=district.now)
    district.keep(team)
    await show(district, postgres_dsn, start_views)

    row = await connection.fetchrow(
        "SELECT member_count, disbanded_at, disband_reason FROM read.teams"
    )
    assert row is not None
    assert tuple(row) == (0, district.now, "人员不足")
    assert await connection.fetchval("SELECT left_at FROM read.team_members") == district.now


async def test_what_is_booked_of_a_venue_and_when_it_is_open(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    venue = district.places.venues[0]
    hours = OpeningHours.checked(
        [OpenWindow(1, 0, 60), OpenWindow(1, 90, 120), OpenWindow(7, 0, 60)], [date(2026, 10, 7)]
    )
    venue.set_hours(hours, opening_hours="周一、周日", at=district.now)
    venue.change_details(
        unit=district.stations()[0],
        name="新礼堂",
        kind=VenueKind.CULTURAL_HOME,
        capacity=90,
        at=district.now,
    )
    district.keep(venue)
    booking = district.places.book(venue)
    booking.release(reason="改期", by="staff", at=district.now)
    district.keep(booking)
    await show(district, postgres_dsn, start_views)

    shown = await connection.fetchrow("SELECT * FROM read.venues WHERE id = $1", venue.id)
    assert shown is not None
    assert (shown["name"], shown["kind"], shown["capacity"]) == ("新礼堂", "CULTURAL_HOME", 90)
    assert (shown["opening_hours"], shown["closed_dates"]) == ("周一、周日", [date(2026, 10, 7)])
    windows = await connection.fetch(
        "SELECT weekday, opens_minute, closes_minute FROM read.venue_open_windows"
        " WHERE venue_id = $1 ORDER BY weekday, opens_minute",
        venue.id,
    )
    assert [tuple(row) for row in windows] == [(1, 0, 60), (1, 90, 120), (7, 0, 60)]
    row = await connection.fetchrow("SELECT * FROM read.venue_bookings WHERE id = $1", booking.id)
    assert row is not None
    assert (row["starts_at"], row["ends_at"]) == (booking.window.start, booking.window.end)
    assert (row["released_at"], row["release_reason"]) == (district.now, "改期")


async def test_who_leaves_a_team_and_comes_back_has_two_memberships(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    team, volunteer = district.teams[0], district.volunteers[0]
    team.join(volunteer.id, at=district.now)
    district.tick()
    team.leave(volunteer.id, reason="退队", at=district.now)
    team.join(volunteer.id, at=district.now)
    district.keep(team)
    await show(district, postgres_dsn, start_views)

    members = await connection.fetch("SELECT left_at FROM read.team_members ORDER BY position")
    assert [member["left_at"] for member in members] == [district.now, None]
    assert await connection.fetchval("SELECT member_count FROM read.teams") == 1


async def test_a_volunteer_is_shown_with_opened_personal_data(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    await show(district, postgres_dsn, start_views)
    row = await connection.fetchrow(
        "SELECT * FROM read.volunteers WHERE id = $1", district.volunteers[0].id
    )
    assert row is not None
    assert (row["name"], row["phone"]) == ("志愿者0", "13800000000")
    assert (row["birth_date"], row["id_number_masked"]) == (
        date(1990, 5, 17),
        "3303**********1234",
    )
    assert (row["status"], row["approved_at"]) == (
        "ACTIVE",
        row["registered_at"].replace(second=36),
    )


async def test_rules_are_shown_by_version_with_exact_decimals(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    await show(district, postgres_dsn, start_views)
    rows = await connection.fetch("SELECT kind, version, rules FROM read.policies ORDER BY kind")
    assert [(row["kind"], row["version"]) for row in rows] == [
        ("ASSESSMENT", 1),
        ("INCENTIVE", 1),
        ("SERVICE", 1),
    ]
    rules = [json.loads(row["rules"]) for row in rows]
    assert rules[0]["own_share"] == "0.6"
    assert rules[1]["score_coefficients"] == ["0.5", "0.5", "0.8", "1.0", "1.2"]
    assert rules[2]["follow_up_share"] == "0.1"
