"""The auditor's scripts for all volunteers: on the database, and with an exported file alone."""

from __future__ import annotations

import asyncio
import csv
import gzip
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import pytest_asyncio

from five_steps.commands.ordering.rating import RateOrder
from five_steps.operations.log_files import LogFormat, Wanted, export_log
from five_steps.operations.log_files.output import written
from tests.docs.examples import ROOT, examples
from tests.docs.test_replay import auditor, run_script
from tests.graphql_api.api import AUDITOR, gid
from tests.graphql_api.history import make_history
from tests.postgres_server import database_dsn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def volunteer(api: Api) -> UUID:
    """Somebody with points of ratings, in a district with others."""
    history = await make_history(api)
    rated = await api.district.completed(history.volunteer)
    await api.district.give(RateOrder(order_id=rated, score=5), api.district.as_resident)
    await api.shown()
    return history.volunteer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown(api: Api, volunteer: UUID, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the service shows, asked for as docs/audit.md says."""
    (example,) = (e for e in examples("docs/audit.md") if e.name == "AllVolunteers")
    path = tmp_path_factory.mktemp("shown") / "page-1.json"
    path.write_text(json.dumps(await api.ask(example.document, {}, by=AUDITOR)))
    return path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def log(api: Api, volunteer: UUID, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported log."""
    path = tmp_path_factory.mktemp("log") / "log.jsonl.gz"
    async with api.services.store.pool.acquire() as connection:
        with written(path) as file:
            await export_log(connection, Wanted(), file, LogFormat.JSONL, lambda *_: None)
    return path


async def on_file(script: str, database: Path, *arguments: object) -> Any:
    """Run a script on an SQLite database, or the one that makes it."""
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(database),
        "PYTHONPATH": str(ROOT),
    }
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, str(ROOT / "docs/audit" / script), *map(str, arguments)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


async def test_all_volunteers_are_as_shown(api: Api, shown: Path, postgres_server_dsn: str) -> None:
    name = await api.services.store.pool.fetchval("SELECT current_database()")
    dsn = database_dsn(postgres_server_dsn, name)
    async with auditor(dsn) as role:
        told = await run_script(dsn, role, "volunteers.py", str(shown))
    assert (told.returncode, told.stderr.partition(",")[2]) == (0, " of which 0 differ\n")
    assert len(told.stdout.splitlines()) == 1


async def test_an_exported_file_is_all_that_an_auditor_needs(
    api: Api, volunteer: UUID, shown: Path, log: Path, tmp_path: Path
) -> None:
    database = tmp_path / "log.sqlite"
    made = await on_file("to_sqlite.py", database, log, database)
    assert made.returncode == 0, made.stderr
    last = await api.services.store.pool.fetchrow(
        "SELECT count(*) OVER (), seal FROM stored_events ORDER BY notification_id DESC LIMIT 1"
    )
    assert last is not None
    assert made.stdout.splitlines() == [
        f"events: {last[0]}, of which 0 do not follow the one before",
        f"head of the chain: {last[1].hex()}",
    ]
    everybody, one, finals = await asyncio.gather(
        on_file("volunteers.py", database),
        on_file("replay.py", database, gid("Volunteer", volunteer)),
        on_file("assessment.py", database, 2026),
    )
    assert [told.returncode for told in (everybody, one, finals)] == [0] * 3
    rows = {row["volunteer"]: row for row in csv.DictReader(everybody.stdout.splitlines())}
    row = rows[str(volunteer)]
    assert int(row["issued"]) >= 24
    assert f"minutes: {row['minutes']}" in one.stdout
    assert f"points: {row['issued']} issued" in one.stdout
    assert finals.stdout == "finals: 0, of which 0 differ\n"

    # Somebody is shown another star, and somebody who is not in the log.
    other = tmp_path / "shown.csv"
    so_far = f"{volunteer},{row['minutes']},"
    listed = everybody.stdout.replace(f"{so_far}0,", f"{so_far}5,")
    other.write_text(f"{listed}{UUID(int=1)},0,0,0,0,0,0,0,0\n")
    told = await on_file("volunteers.py", database, other)
    assert (told.returncode, told.stderr.rpartition(", ")[2]) == (1, "of which 2 differ\n")
    _, star, nobody = told.stdout.splitlines()
    assert star.startswith(str(volunteer))
    assert "'starLevel': 5" in star
    assert nobody.startswith(f"{UUID(int=1)},,")


async def test_a_changed_line_is_told(log: Path, tmp_path: Path) -> None:
    lines = gzip.decompress(log.read_bytes()).splitlines(keepends=True)
    changed = tmp_path / "log.jsonl"
    changed.write_bytes(b"".join([*lines[:8], lines[8].replace(b"2026", b"2025"), *lines[9:]]))
    told = await on_file("to_sqlite.py", tmp_path, changed, tmp_path / "log.sqlite")
    assert told.returncode == 1
    assert told.stdout.startswith("BROKEN at position 9\nevents: ")
