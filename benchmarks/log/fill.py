"""Writes a synthetic log straight into `stored_events`, ours or the stock library's own."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import asyncpg

from benchmarks.log.district import UNITS, District
from benchmarks.log.events import log_events
from five_steps.event_store import Limits
from five_steps.event_store.connections import open_pool
from five_steps.event_store.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Sequence

SECRET = b"the benchmarks' own secret, 32 bytes"
EVENTS_PER_PERSON = 100
"""The longer the log, the more people: one volunteer and one resident for so many events."""
ROWS_AT_ONCE = 10_000
COLUMNS = ["originator_id", "originator_version", "topic", "state"]


async def fill(
    key_dsn: str, log_dsns: Sequence[str], events: int, *, units: int = UNITS
) -> District:
    """Write the same log of `events` events into each database.

    Args:
        key_dsn: a migrated database, which keeps the keys of the people.
        log_dsns: databases with a `stored_events` table.
        events: how many.
        units: the units of the district, all tiers together.
    """
    people = max(events // EVENTS_PER_PERSON, 4)
    limits = Limits(keys_cached_max=2 * people)
    pool = await open_pool(key_dsn, limits)
    logs = [await asyncpg.connect(dsn) for dsn in log_dsns]
    try:
        district = District(units)
        await district.settle(Vault(pool, SECRET, limits), volunteers=people, residents=people)
        remaining = log_events(district, events)
        while rows := list(islice(remaining, ROWS_AT_ONCE)):
            for log in logs:
                await log.copy_records_to_table("stored_events", records=rows, columns=COLUMNS)
        for log in logs:
            # As the server would do by itself in time.
            await log.execute("VACUUM ANALYZE stored_events")
    finally:
        for log in logs:
            await log.close()
        await pool.close()
    return district
