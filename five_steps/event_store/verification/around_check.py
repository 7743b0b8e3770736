"""Compares the log with what else the database knows of it.

None of this is covered by seals. But whoever changes the log has to think of all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.event_store.verification.findings import Finding, FindingKind
from five_steps.event_store.verification.sessions import reading

if TYPE_CHECKING:
    import asyncpg

    from five_steps.event_store.connections import Connection

_FINDINGS_MAX: Final = 1_000

_LAST = "SELECT coalesce(max(notification_id), 0) FROM public.stored_events"

_COMMANDS = """
WITH events AS (
    SELECT command_id, min(notification_id) AS first, max(notification_id) AS last,
        min(actor COLLATE "C") AS actor, min(recorded_at) AS recorded_at
    FROM public.stored_events WHERE command_id IS NOT NULL GROUP BY command_id
)
SELECT commands.command_id, first_position, position, first, last
FROM public.commands FULL JOIN events USING (command_id)
WHERE first_position IS DISTINCT FROM first OR position IS DISTINCT FROM last
    OR commands.actor IS DISTINCT FROM events.actor
    OR commands.recorded_at IS DISTINCT FROM events.recorded_at
ORDER BY coalesce(first, first_position) LIMIT $1
"""

_STREAMS = """
SELECT originator_id FROM public.stored_events
GROUP BY originator_id HAVING count(*) <> max(originator_version) OR min(originator_version) <> 1
LIMIT $1
"""
_GAPS = """
SELECT notification_id, originator_id, before, originator_version FROM (
    SELECT notification_id, originator_id, originator_version,
        coalesce(lag(originator_version) OVER stream, 0) AS before
    FROM public.stored_events WHERE originator_id = ANY ($1::uuid[])
    WINDOW stream AS (PARTITION BY originator_id ORDER BY originator_version)
) AS events
WHERE originator_version <> before + 1 ORDER BY notification_id
"""

_SEEN = """
SELECT 'the check of topics' AS who, max(last_position) AS position FROM public.topics
UNION ALL SELECT 'view ' || view, position FROM public.five_steps_views
"""


async def check_around(dsn: str, snapshot: str) -> list[Finding]:
    """Compare with commands, with the versions of streams, and with who has seen how much.

    Args:
        dsn: the log's database.
        snapshot: the name of the state that is checked; who exported it keeps it open.
    """
    async with reading(dsn, snapshot) as connection:
        last = await connection.fetchval(_LAST)
        return [
            *await _check_commands(connection, last),
            *await _check_versions(connection),
            *await _check_end(connection, last),
        ]


async def _check_commands(connection: Connection, last: int) -> list[Finding]:
    """Each command has the events that it was answered for, and each event its command."""
    rows = await connection.fetch(_COMMANDS, _FINDINGS_MAX)
    return [_of_command(row, last) for row in rows]


def _of_command(row: asyncpg.Record, last: int) -> Finding:
    command_id, first_due, last_due, first, _ = row
    if first_due is None:
        return Finding(first, FindingKind.COMMAND_MISSING)
    told = f"command {command_id}, recorded with positions {first_due} to {last_due}"
    if last_due > last:
        return Finding(max(first_due, last + 1), FindingKind.CUT, told)
    return Finding(first_due, FindingKind.COMMAND_DIFFERS, told)


async def _check_versions(connection: Connection) -> list[Finding]:
    """No stream lacks a version."""
    streams = [row[0] for row in await connection.fetch(_STREAMS, _FINDINGS_MAX)]
    if not streams:
        return []
    return [
        Finding(
            position,
            FindingKind.VERSION_MISSING,
            f"{version} of stream {stream} follows {before}",
        )
        for position, stream, before, version in await connection.fetch(_GAPS, streams)
    ]


async def _check_end(connection: Connection, last: int) -> list[Finding]:
    """Nobody has seen more than there is."""
    if not await connection.fetchval("SELECT to_regclass('public.five_steps_views')"):
        return []
    return [
        Finding(last + 1, FindingKind.CUT, f"{who} has seen position {position}")
        for who, position in await connection.fetch(_SEEN)
        if position is not None and position > last
    ]
