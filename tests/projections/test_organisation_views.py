"""What units, teams, people, rules and the menu show."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from five_steps.domain.organisation.tiers import Tier
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


async def test_a_merged_unit_keeps_its_row(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    merged, into = district.stations()[:2]
    merged.merge_into(into, reason="合并", at=district.now)
    district.keep(merged)
    await show(district, postgres_dsn, start_views)

    row = await connection.fetchrow("SELECT * FROM read.units WHERE id = $1", merged.id)
    assert row is not None
    assert (row["status"], row["merged_into_id"]) == ("MERGED", into.id)


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
