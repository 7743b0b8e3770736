"""Counted in tables and counted in memory, the same log comes to the same numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from uuid_utils.compat import uuid7

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.counting.in_memory.log_count import LogCount
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.guarantee.process.final import rules_moment
from five_steps.event_store import EventStore, NotReadInTime
from five_steps.projections import ViewLimits, Views
from five_steps.projections.guarantee.assessment.view import AssessmentView
from five_steps.projections.guarantee.counted_from_view import CountedFromView
from tests.projections.conftest import PlainOpener, StartViews, running
from tests.projections.district import STAFF, District
from tests.projections.log import append

if TYPE_CHECKING:
    from uuid import UUID

    from asyncpg import Connection, Record

YEARS = (2026, 2027)


def counted_in_memory(district: District) -> LogCount:
    count = LogCount()
    for position, event in enumerate(district.log, start=1):
        count.apply(event, position)
    return count


def a_busy_district(seed: int) -> District:
    """A district whose rosters are recorded anew, and that goes on into the next year."""
    district = District(seed)
    district.populate()
    district.live(400)
    district.tick(hours=24 * 90)
    rosters = [PartyRoster.begin(unit.id, 2027, at=district.now) for unit in district.units[:5]]
    for roster, unit in zip(rosters, district.units, strict=False):
        roster.record(unit.id, 2027, ["hash-0", "hash-1", "hash-2"], at=district.now)
        district.keep(roster)
    district.live(100)
    for roster, unit in zip(rosters, district.units, strict=False):
        roster.record(unit.id, 2027, ["hash-1", "hash-3", "hash-4"], at=district.now)
        district.keep(roster)
    return district


async def test_the_view_counts_what_memory_counts(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = a_busy_district(1)
    position = await append(postgres_dsn, district.log)
    views = await start_views([AssessmentView])
    assert await views.wait_for(position, timeout=20)
    count = counted_in_memory(district)

    shown: dict[tuple[UUID, int], dict[str, int]] = {}
    for row in await connection.fetch("SELECT * FROM read.assessed_counts WHERE amount <> 0"):
        shown.setdefault((row["unit_id"], row["year"]), {})[row["counted"]] = row["amount"]
    for unit in district.units:
        for year in YEARS:
            expected = dict(count.of(unit.id, year).counts)
            own = shown.get((unit.id, year), {})
            # What a year takes over is added when it is measured.
            expected.pop("VOLUNTEERS", None)  # type: ignore[call-overload]
            own.pop("VOLUNTEERS", None)
            assert own == {number.value: amount for number, amount in expected.items()}


async def test_a_reader_of_the_view_is_told_what_memory_counts(postgres_dsn: str) -> None:
    # So few rows stay in memory that they are forgotten and loaded again all the time.
    limits = ViewLimits(cached_rows_bytes_max=1)
    district = a_busy_district(3)
    position = await append(postgres_dsn, district.log)
    views = Views(postgres_dsn, PlainOpener(), [AssessmentView], limits)
    async with (
        EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as store,
        running(views),
    ):
        reader = CountedFromView(store.pool, store.recorder, views)
        count = counted_in_memory(district)
        for unit in district.units:
            for year in YEARS:
                found, expected = await reader.of(unit.id, year), count.of(unit.id, year)
                assert found.counts == expected.counts
                assert found.position == position
        nobody = await reader.of(uuid7(), 2026)
        assert (nobody.counts, nobody.position) == ({}, position)


async def test_a_reader_does_not_decide_on_what_is_behind(
    postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("five_steps.projections.guarantee.counted_from_view.WAIT_SECONDS_MAX", 0.05)
    views = Views(postgres_dsn, PlainOpener(), [AssessmentView])
    async with (
        EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as store,
        running(views),
    ):
        await views.stop()
        await append(postgres_dsn, District().log)
        with pytest.raises(NotReadInTime):
            await CountedFromView(store.pool, store.recorder, views).of(uuid7(), 2026)


async def test_scoring_everything_is_scoring_what_was_touched(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    """New rules touch every unit; the rebuild that follows finds nothing else to say."""
    district = a_busy_district(4)
    policy: AssessmentPolicy = district.assessment_policy
    await append(postgres_dsn, district.log)
    views = await start_views([AssessmentView])
    district.log.clear()
    district.now = max(district.now, policy.versions[-1].effective_from) + timedelta(days=1)
    policy.publish(effective_from=district.now + timedelta(hours=1), by=STAFF, at=district.now)
    district.keep(policy)
    district.tick(hours=2)
    district.add_volunteer()
    assert await views.wait_for(await append(postgres_dsn, district.log), timeout=20)
    live = await views.checksum("assessment")
    await views.rebuild(["assessment"])
    assert await views.checksum("assessment") == live
    versions = await connection.fetch(
        "SELECT DISTINCT year, policy_version FROM read.unit_assessments ORDER BY year"
    )
    assert [tuple(row) for row in versions] == [
        (2026, policy.in_force(rules_moment(2026)).version),
        (2027, len(policy.versions)),
    ]
