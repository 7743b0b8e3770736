"""Puts domain events into the log, at the next positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import asyncpg

from five_steps.event_store.codec import to_new_event

if TYPE_CHECKING:
    from collections.abc import Iterable


async def append(dsn: str, events: Iterable[Any]) -> int:
    """Append events as they come; the position of the last."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE public.stored_events IN EXCLUSIVE MODE")
            await connection.copy_records_to_table(
                "stored_events",
                columns=["originator_id", "originator_version", "topic", "state"],
                records=map(to_new_event, events),
            )
            await connection.execute("NOTIFY stored_events")
        return int(
            await connection.fetchval("SELECT max(notification_id) FROM public.stored_events")
        )
    finally:
        await connection.close()
