"""The log verified, and the whole with views and books."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import asyncpg
import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.log.fill import SECRET
from five_steps.event_store import EventStore, verify_log
from five_steps.event_store.proving import HeadKeeper, SigningKey
from five_steps.event_store.sealing import seal_backlog
from five_steps.operations.verifying import verify
from five_steps.projections import PROJECTIONS, Views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The synthetic log has no commands; here every third event begins one, a second later.
_COMMANDS = """
ALTER TABLE stored_events DISABLE TRIGGER USER;
UPDATE stored_events SET command_id = md5(((notification_id - 1) / 3)::text)::uuid,
    actor = 'UNIT_ADMIN staff-1', recorded_at = '2026-01-01T00:00:00Z'::timestamptz
        + (notification_id - 1) / 3 * interval '1 second';
INSERT INTO commands SELECT command_id, 'benchmark', '', min(actor), min(notification_id),
    max(notification_id), '', min(recorded_at) FROM stored_events GROUP BY command_id;
ALTER TABLE stored_events ENABLE ALWAYS TRIGGER append_only_update,
    ENABLE ALWAYS TRIGGER append_only_delete, ENABLE ALWAYS TRIGGER append_only_truncate;
"""


async def seal_and_sign(dsn: str) -> None:
    """Give the events of a filled log commands, seals and a signed head, and build the views."""
    connection = await asyncpg.connect(dsn)
    await connection.execute(_COMMANDS)
    await seal_backlog(connection)
    # Without what the changes left behind, as a log is that was only ever added to.
    await connection.execute("CLUSTER stored_events USING stored_events_notification_id_idx")
    await connection.execute("ANALYZE")
    await connection.close()
    with TemporaryDirectory() as folder:
        async with EventStore.open(dsn, secret=SECRET) as store:
            key = SigningKey(Ed25519PrivateKey.generate())
            clock = datetime.now(UTC)
            await HeadKeeper(store.pool, key, Path(folder) / "heads", lambda: clock).sign()
            await Views(dsn, store.vault, PROJECTIONS).rebuild()


def log_verified_per_second(dsn: str) -> float:
    """Events a second: chain, heads, tree, commands and streams."""

    async def run() -> float:
        started = perf_counter()
        report = await verify_log(dsn)
        seconds = perf_counter() - started
        assert report.holds, report.findings
        assert report.heads == 1
        return report.events / seconds

    return uvloop.run(run())


def all_verified_per_second(dsn: str) -> tuple[float, float]:
    """Events a second of the whole, and of the part that replays the views."""

    @contextmanager
    def silent(_: str) -> Iterator[Callable[[int, int], None]]:
        yield lambda _done, _total: None

    started = perf_counter()
    report = asyncio.run(verify(dsn, SECRET, kept_heads=(), kept_keys=None, bars=silent))
    seconds = perf_counter() - started
    assert report.holds, json.dumps([str(finding) for finding in report.log.findings])
    return report.log.events / seconds, report.log.events / report.seconds["views"]
