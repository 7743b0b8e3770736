"""`five-steps explain` tells each event that a number is made of, and that they add up to it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from five_steps.commands.incentives.fund.money import AllocateToFund
from five_steps.event_store import EventStore
from five_steps.graphql_api.kernel.global_id import global_id
from five_steps.operations.cli import build_app
from tests.commands.district import District

if TYPE_CHECKING:
    from uuid import UUID

SECRET = "a secret of the tests, 32 bytes."


async def _serve_twice(dsn: str) -> UUID:
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        volunteer = await district.volunteer()
        for _ in range(2):
            await district.completed(volunteer)
        await district.give(AllocateToFund(amount_cents=5_000, source="区财政局"))
        return volunteer


@pytest.fixture
def volunteer(postgres_dsn: str, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    return asyncio.run(_serve_twice(postgres_dsn))


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(build_app(), ["explain", *arguments])


def test_a_volunteers_minutes_and_the_fund(volunteer: UUID) -> None:
    told = explain("volunteer", global_id("Volunteer", volunteer), "MINUTES")
    assert told.exit_code == 0, told.output
    first, *events, last = told.output.strip().splitlines()
    assert first.startswith("MINUTES: ")
    minutes = int(first.removeprefix("MINUTES: "))
    assert len(events) == 2
    assert all("service_book.hours_verified" in event for event in events)
    assert all("by=" in event and "command=" in event for event in events)
    assert all("rules=INCENTIVE 1" in event for event in events)
    assert last == f"  sum of 2 events: {minutes}"

    (number,) = json.loads(explain("fund", "CASH", "--format", "json").output)
    assert number["figure"] == "CASH"
    assert number["value"] == 5_000
    assert [event["contribution"] for event in number["events"]] == [5_000]
    assert number["events"][0]["topic"] == "fund.allocated"

    assert explain("settlement", str(volunteer)).exit_code == 2
    assert "neither a global id nor a UUID" in explain("record", "nonsense").output
