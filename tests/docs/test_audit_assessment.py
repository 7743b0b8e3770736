"""The auditor's other script: every final assessment, from the log alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Commands
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.event_store import EventStore
from five_steps.projections import PROJECTIONS, Views
from five_steps.projections.guarantee.counted_from_view import CountedFromView
from tests.commands.assessed_year import YEAR, announced, live, made_final
from tests.commands.district import SECRETS, District
from tests.docs.test_replay import auditor, run_script
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = b"a secret of the tests, 32 bytes."


@pytest.fixture
async def district(postgres_dsn: str) -> AsyncIterator[District]:
    """A district whose finals are counted by the view, as in the service."""
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        views = Views(postgres_dsn, store.vault, PROJECTIONS)
        await views.start()
        try:
            district = District(store)
            reader = CountedFromView(store.pool, store.recorder, views)
            district.commands = Commands(store, SECRETS, lambda: district.now, reader)
            await district.found()
            yield district
        finally:
            await views.stop()


async def test_finals_are_recomputed_to_the_same_decimals(
    district: District, postgres_dsn: str
) -> None:
    await live(district)
    points = {Indicator.SATISFACTION: Decimal("-1.25")}
    centre, institute, station, other = await announced(
        district,
        district.centre,
        district.institute,
        district.station,
        district.other_station,
        points=points,
    )
    await made_final(district, station)
    # What comes between two finals counts in the second alone.
    await district.volunteer(unit_id=district.other_station)
    await made_final(district, other, institute, centre)
    async with auditor(postgres_dsn) as role:
        told = await run_script(postgres_dsn, role, "assessment.py", str(YEAR))
    assert told.returncode == 0, told.stderr
    *finals, summary = told.stdout.splitlines()
    assert summary == "finals: 4, of which 0 differ"
    assert [line.split()[1] for line in finals] == ["STATION", "STATION", "INSTITUTE", "CENTRE"]
    assert "score=None" not in finals[0]


async def test_it_tells_a_score_that_the_log_does_not_give(
    district: District, postgres_dsn: str
) -> None:
    await live(district)
    _, _, station = await announced(district, district.centre, district.institute, district.station)
    await made_final(district, station)
    await tamper(
        district.store.pool,
        "UPDATE stored_events SET state = convert_to(regexp_replace("
        """ convert_from(state, 'UTF8'), '"grade":"[A-Z]+"', '"grade":"EXCELLENT"'), 'UTF8')"""
        " WHERE topic = 'unit_assessment.finalised'",
    )
    async with auditor(postgres_dsn) as role:
        told = await run_script(postgres_dsn, role, "assessment.py", str(YEAR))
    assert told.returncode == 1, told.stderr
    assert "grade=EXCELLENT" in told.stdout
    assert "BUT grade IS" in told.stdout
