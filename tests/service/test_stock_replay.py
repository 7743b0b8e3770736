"""A district's year is replayed by the stock library with no code of ours but the domain.

And what its log holds is what is published of the events.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from five_steps.commands import Commands, Secrets
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.event_store import EventStore
from five_steps.operations.demo import Size, load_demo
from tests.docs.test_replay import run_script
from tests.domain.test_published_events import assert_as_published, sealed_elsewhere
from tests.service import auditor
from tests.service.client import SECRET

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
SMALL = Size(orders=120, stations_per_institute=1, people_per_station=4, veterans_each=8)


def replayed(dsn: str) -> list[str]:
    """What the auditor prints."""
    url = urlsplit(dsn)
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": url.path.lstrip("/"),
        "POSTGRES_HOST": parse_qs(url.query).get("host", [url.hostname or ""])[0],
        "POSTGRES_PORT": str(url.port or 5432),
        "POSTGRES_USER": url.username or "postgres",
        "POSTGRES_PASSWORD": url.password or "",
    }
    return subprocess.run(
        [sys.executable, auditor.__file__],
        input=json.dumps(settings),
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()


async def test_the_stock_library_replays_a_year(postgres_dsn: str) -> None:
    secret = SECRET.encode()
    async with EventStore.open(postgres_dsn, secret=secret) as store:
        secrets = Secrets.derive(secret)
        commands = Commands(store, secrets, lambda: NOW)
        await load_demo(store, commands, secrets, now=NOW, progress=lambda *_: None, size=SMALL)

        *streams, modules = await asyncio.to_thread(replayed, postgres_dsn)

        assert modules.startswith("five_steps five_steps.domain ")
        assert all(
            module == "five_steps" or module.startswith("five_steps.domain")
            for module in modules.split()
        )
        kinds = set()
        for told in streams:
            stream, version, digest = told.split()
            ours = await store.repository.get(Aggregate, UUID(stream))
            assert (ours.version, auditor.digest(ours)) == (int(version), digest)
            kinds.add(type(ours).__name__)
        count = await store.pool.fetchval("SELECT count(DISTINCT originator_id) FROM stored_events")
        assert len(streams) == count
        kinds_of = Counter[str]()
        for topic, state in await store.pool.fetch("SELECT topic, state FROM stored_events"):
            assert_as_published(topic, state)
            assert sealed_elsewhere(topic, state) == [], topic
            kinds_of[topic] += 1
        # And every final assessment of the year before is what the log alone comes to.
        role = urlsplit(postgres_dsn).username or "postgres"
        audited = await run_script(postgres_dsn, role, "assessment.py", "2025")
        *finals, summary = audited.stdout.splitlines()
        assert (audited.returncode, audited.stderr) == (0, "")
        assert summary == f"finals: {len(finals)}, of which 0 differ"
        assert {line.split()[1] for line in finals} == {"CENTRE", "INSTITUTE", "STATION"}
        # Every balance adds up, and every record has the points that its minutes are worth.
        audited = await run_script(postgres_dsn, role, "volunteers.py")
        volunteers = kinds_of["volunteer.created"]
        assert (audited.returncode, audited.stderr) == (
            0,
            f"volunteers: {volunteers}, of which 0 differ\n",
        )
        assert len(audited.stdout.splitlines()) == 1 + volunteers
    assert kinds >= {"Unit", "Volunteer", "Order", "ServiceBook", "PointsAccount", "Team", "Claim"}
