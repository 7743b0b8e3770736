"""`five-steps replay` tells what the views showed at a moment; `pasts` lists what it kept."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest
from typer.testing import CliRunner, Result

from five_steps.event_store import EventStore
from five_steps.operations.cli import build_app
from five_steps.projections import PROJECTIONS, Views
from tests.commands.district import District

if TYPE_CHECKING:
    from datetime import datetime

SECRET = "a secret of the tests, 32 bytes."


def replay(*arguments: str) -> Result:
    return CliRunner().invoke(build_app(), ["replay", *arguments])


def pasts(*arguments: str) -> Result:
    return CliRunner().invoke(build_app(), ["pasts", *arguments])


async def _found_and_look(dsn: str) -> tuple[int, datetime, str, dict[str, Any]]:
    """Position, time and seal of the log's end, and what the views show there; then more events."""
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        await district.volunteer()
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        position = await district.position()
        assert await views.wait_for(position, 20)
        shown = {name: await views.checksum(name) for name in views.names}
        await views.stop()
        recorded_at, seal = await store.pool.fetchrow(  # type: ignore[misc]
            "SELECT recorded_at, encode(seal, 'hex') FROM stored_events WHERE notification_id = $1",
            position,
        )
        await district.volunteer()
        return position, recorded_at, seal, shown


async def _listed(dsn: str) -> set[int]:
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("SELECT DISTINCT position FROM five_steps_pasts")
    await connection.close()
    return {position for (position,) in rows}


def test_a_position_and_its_time_are_the_same_past(
    postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    position, recorded_at, seal, shown = asyncio.run(_found_and_look(postgres_dsn))

    told = replay("--as-of", recorded_at.isoformat(), "--format", "json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == {
        "position": position,
        "recordedAt": recorded_at.isoformat(),
        "events": position,
        "seal": seal,
        "views": shown,
    }
    assert asyncio.run(_listed(postgres_dsn)) == set()

    told = replay("--as-of", str(position), "--keep")
    first, events, sealed, *views, together = told.stdout.splitlines()
    assert first == f"position: {position}, recorded at {recorded_at.isoformat()}"
    assert (events, sealed) == (f"events: {position}", f"seal: {seal}")
    assert [line.split("  ")[1] for line in views] == sorted(shown)
    assert together.endswith("  all views")
    assert asyncio.run(_listed(postgres_dsn)) == {position}

    listed, kept = pasts().stdout.splitlines()
    assert listed.startswith(f"position {position}: ")
    assert kept == "kept: 1"
    assert pasts("--drop").stdout.endswith("dropped: 1\n")
    assert asyncio.run(_listed(postgres_dsn)) == set()

    for wrong in ("0", "1000000", "yesterday", "2026-01-01", "2999-01-01T00:00:00Z"):
        told = replay("--as-of", wrong)
        assert told.exit_code == 2, wrong
        assert "–" in told.output or "with its zone" in told.output, told.output
