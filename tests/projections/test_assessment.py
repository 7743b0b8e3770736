"""The yearly assessment, counted by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.organisation.tiers import Tier
from tests.projections.district import STAFF, District
from tests.projections.log import append

if TYPE_CHECKING:
    from uuid import UUID

    from asyncpg import Connection, Record

    from tests.projections.conftest import StartViews


@pytest.fixture
def district() -> District:
    district = District()
    district.found_units(institutes=1, stations=2)
    return district


async def show(district: District, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)


async def indicators(
    connection: Connection[Record], unit_id: UUID, year: int = 2026
) -> dict[str, Any]:
    rows = await connection.fetch(
        "SELECT * FROM read.assessment_indicators WHERE unit_id = $1 AND year = $2", unit_id, year
    )
    return {
        row["indicator"]: (row["numerator"], row["denominator"], row["value"])
        if row["state"] == "MEASURED"
        else row["state"]
        for row in rows
    }


def fraction(numerator: str, denominator: str, value: str) -> tuple[Decimal, Decimal, Decimal]:
    return Decimal(numerator), Decimal(denominator), Decimal(value)


async def test_a_stations_year(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station = district.stations()[0]
    member, other = (district.add_volunteer(station, id_hash=f"hash-{n}") for n in range(2))
    resident = district.add_resident(station)
    district.record_roster(station, 2026, ["hash-0", "hash-never-seen"])
    served = district.place(resident)
    district.dispatch(served, member)
    district.accept(served, member)
    district.serve(served, member, minutes=90)
    district.rate(served, 3)
    district.rate(served, 4, amend=True)
    escalated = district.place(resident)
    district.tick(hours=24)
    escalated.escalate(station.id, rules=district.rules, at=district.now)
    district.tick(hours=48)
    escalated.expire(by=STAFF, at=district.now)
    district.keep(escalated)
    await show(district, postgres_dsn, start_views)

    assert await indicators(connection, station.id) == {
        "ORDER_COMPLETION": fraction("1", "2", "0.5"),
        "TIMELY_RESPONSE": fraction("1", "2", "0.5"),
        "SATISFACTION": fraction("4", "1", "4"),
        "ACTIVE_VOLUNTEERS": fraction("1", "2", "0.5"),
        "PARTY_PARTICIPATION": fraction("1", "2", "0.5"),
        "PARTY_HOURS": fraction("1.5", "2", "0.75"),
        "FOLLOW_UPS": fraction("0", "0.1", "0"),
        "ACTIVITY_COVERAGE": fraction("0", "6", "0"),
        "PROJECTS_CLOSED": "NOT_APPLICABLE",
        "MEETING_TASKS": "NOT_APPLICABLE",
    }
    assert other.unit_id == station.id


async def test_an_institute_rolls_up_its_measured_stations(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station, unmeasured = district.stations()
    institute = next(unit for unit in district.units if unit.tier is Tier.INSTITUTE)
    volunteer = district.add_volunteer(station)
    resident = district.add_resident(station)
    order = district.place(resident)
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer)
    await show(district, postgres_dsn, start_views)

    scores = {
        row["unit_id"]: row for row in await connection.fetch("SELECT * FROM read.unit_assessments")
    }
    silent = scores[unmeasured.id]
    assert (silent["own_score"], silent["score"], silent["grade"]) == (None, None, None)
    below, above = scores[station.id], scores[institute.id]
    assert above["own_score"] is None
    assert above["score"] == below["score"]
    assert above["grade"] == below["grade"]
    assert above["position"] == below["position"]


async def test_on_new_years_day_nobody_has_failed_yet(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station, other = district.stations()
    volunteer = district.add_volunteer(station)
    district.add_volunteer(other)
    resident = district.add_resident(station)
    order = district.place(resident)
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer)
    district.tick(hours=24 * 365)
    # The first thing to happen in the new year: the old one is over, and the new one not begun.
    district.add_volunteer(station)
    await show(district, postgres_dsn, start_views)

    scores = {
        (row["unit_id"], row["year"]): row["grade"]
        for row in await connection.fetch("SELECT * FROM read.unit_assessments")
    }
    assert scores[other.id, 2026] == "FAIL"
    assert scores[station.id, 2026] is not None
    assert scores[station.id, 2027] is scores[other.id, 2027] is None
    assert set((await indicators(connection, other.id, 2027)).values()) == {"NOT_YET_MEASURED"}


async def test_rules_come_into_force_as_time_goes_by(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station = district.stations()[0]
    district.add_volunteer(station)
    district.assessment_policy.publish(
        effective_from=district.now + timedelta(days=30), by=STAFF, at=district.now
    )
    district.keep(district.assessment_policy)
    await show(district, postgres_dsn, start_views)
    version = "SELECT policy_version FROM read.unit_assessments WHERE unit_id = $1 AND year = 2026"
    assert await connection.fetchval(version, station.id) == 1

    # Something that happens elsewhere tells that the day has come.
    district.log.clear()
    district.tick(hours=31 * 24)
    district.add_volunteer(district.stations()[1])
    position = await append(postgres_dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)
    assert await connection.fetchval(version, station.id) == 2


async def test_a_new_year_begins_with_the_volunteers_of_the_old(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    station = district.stations()[0]
    volunteer = district.add_volunteer(station)
    district.add_volunteer(station)
    resident = district.add_resident(station)
    district.tick(hours=24 * 120)
    order = district.place(resident)
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer)
    await show(district, postgres_dsn, start_views)

    assert (await indicators(connection, station.id, 2026))["ACTIVE_VOLUNTEERS"] == fraction(
        "0", "2", "0"
    )
    assert (await indicators(connection, station.id, 2027))["ACTIVE_VOLUNTEERS"] == fraction(
        "1", "2", "0.5"
    )
