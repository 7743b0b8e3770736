"""The auditor's script of docs/audit, run as somebody who may read the log and nothing else."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID, uuid4

import asyncpg

from five_steps.commands.ordering.rating import RateOrder
from five_steps.event_store import EventStore
from tests.commands.district import District
from tests.docs.examples import ROOT
from tests.graphql_api.api import gid
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def auditor(dsn: str) -> AsyncIterator[str]:
    """The name of a role made as docs/audit.md says."""
    name = f"auditor_{uuid4().hex}"
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(f"CREATE ROLE {name} LOGIN")
        await connection.execute(f"GRANT SELECT ON public.stored_events TO {name}")
        yield name
        await connection.execute(f"DROP OWNED BY {name}")
        await connection.execute(f"DROP ROLE {name}")
    finally:
        await connection.close()


async def replayed(dsn: str, role: str, volunteer: str) -> subprocess.CompletedProcess[str]:
    return await run_script(dsn, role, "replay.py", volunteer)


async def run_script(
    dsn: str, role: str, script: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run one of the auditor's scripts."""
    url = urlsplit(dsn)
    settings = {
        "POSTGRES_DBNAME": unquote(url.path.lstrip("/")),
        "POSTGRES_HOST": parse_qs(url.query).get("host", [url.hostname or ""])[0],
        "POSTGRES_PORT": str(url.port or 5432),
        "POSTGRES_USER": role,
        "POSTGRES_PASSWORD": url.password or "",
        "PYTHONPATH": str(ROOT),
    }
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, str(ROOT / "docs/audit" / script), *arguments],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )


async def volunteer_with_history(district: District) -> UUID:
    """Two hours rated 5, which are worth 24 points, and two hours not rated, worth 20."""
    await district.found()
    volunteer = await district.volunteer()
    rated = await district.completed(volunteer)
    await district.give(RateOrder(order_id=rated, score=5), district.as_resident)
    await district.completed(volunteer)
    return volunteer


async def test_it_recomputes_what_the_log_says(postgres_dsn: str) -> None:
    async with (
        EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as store,
        auditor(postgres_dsn) as role,
    ):
        volunteer = await volunteer_with_history(District(store))
        for named in (str(volunteer), gid("Volunteer", volunteer)):
            told = await replayed(postgres_dsn, role, named)
            assert told.returncode == 0, told.stderr
            first, second, *sums = told.stdout.splitlines()
            assert first.endswith("CREDITED VERIFIED minutes=120 score=5 points=24")
            assert second.endswith("CREDITED VERIFIED minutes=120 score=None points=20")
            assert sums == ["minutes: 240", "star: 0", "points: 44 issued, 0 frozen"]


async def test_it_tells_points_that_no_rule_gives(postgres_dsn: str) -> None:
    async with (
        EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as store,
        auditor(postgres_dsn) as role,
    ):
        volunteer = await volunteer_with_history(District(store))
        await tamper(
            store.pool,
            "UPDATE stored_events SET state = convert_to("
            " replace(convert_from(state, 'UTF8'), '\"points\":20', '\"points\":90'), 'UTF8')"
            " WHERE topic = 'points_account.credited'",
        )
        told = await replayed(postgres_dsn, role, str(volunteer))
        assert told.returncode == 1, told.stderr
        assert "points=90 BUT WORTH 20" in told.stdout
