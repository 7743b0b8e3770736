"""Where PostgreSQL cannot read the log: a page on disk is not what it wrote.

Its checksum of the page says so, and then nothing of the page is given out.
"""

from __future__ import annotations

import asyncpg

from five_steps.event_store.verification.findings import Finding, FindingKind
from five_steps.event_store.verification.sessions import connect_reader

CORRUPTED = (asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError)

_READ = """
SELECT count(state) FROM public.stored_events WHERE notification_id > $1 AND notification_id <= $2
"""


_DRAWN = "SELECT last_value FROM public.stored_events_notification_id_seq"
"""Tells where the log may end, without reading it."""


async def locate_unreadable(dsn: str, reason: str) -> Finding:
    """The first event that cannot be read, where something could not be read for a reason."""
    connection = await connect_reader(dsn)
    try:
        # All up to `good` can be read; something up to `bad` cannot.
        good, bad = 0, await connection.fetchval(_DRAWN)
        while bad - good > 1:
            middle = (good + bad) // 2
            try:
                await connection.fetchval(_READ, good, middle)
            except CORRUPTED:
                bad = middle
            else:
                good = middle
        return Finding(bad, FindingKind.UNREADABLE, reason)
    finally:
        await connection.close()
