"""Sealing what the stock library wrote.

Unsealed rows are always the tail of the log, because no transaction of ours appends before it has
sealed them. So they are found by a small partial index, and sealed in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.event_store.lock import BEGIN_LOCKED
from five_steps.event_store.seals import GENESIS, encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    import asyncpg

    from five_steps.event_store.connections import Connection

_ROWS_AT_ONCE = 5_000

_UNSEALED = """
SELECT originator_id, originator_version, topic, state, command_id, actor, recorded_at
FROM public.stored_events WHERE seal IS NULL ORDER BY notification_id LIMIT $1
"""

_SEAL_BEFORE = """
SELECT seal FROM public.stored_events WHERE notification_id < (
    SELECT min(notification_id) FROM public.stored_events WHERE seal IS NULL
) ORDER BY notification_id DESC LIMIT 1
"""

_SET_SEALS = """
UPDATE public.stored_events AS log SET seal = new.seal
FROM unnest($1::uuid[], $2::bigint[], $3::bytea[]) AS new (id, version, seal)
WHERE log.originator_id = new.id AND log.originator_version = new.version
"""


async def seal_stock_rows(connection: Connection) -> bytes:
    """Seal all unsealed rows in the open, locked transaction; return the last seal."""
    seal, sealed = await _seal_some(connection)
    while sealed == _ROWS_AT_ONCE:
        seal, sealed = await _seal_some(connection)
    return seal


async def seal_backlog(connection: Connection) -> int:
    """Seal all unsealed rows in transactions of their own; return how many there were.

    Done before the store takes commands, so that the first of them does not wait for the sealing
    of a whole log that came from the stock library.
    """
    total, sealed = 0, _ROWS_AT_ONCE
    while sealed == _ROWS_AT_ONCE:
        await connection.execute(BEGIN_LOCKED)
        _, sealed = await _seal_some(connection)
        await connection.execute("COMMIT")
        total += sealed
    return total


async def _seal_some(connection: Connection) -> tuple[bytes, int]:
    seal = await connection.fetchval(_SEAL_BEFORE) or GENESIS
    rows = await connection.fetch(_UNSEALED, _ROWS_AT_ONCE)
    seals = []
    for row in rows:
        seal = _seal_row(seal, row)
        seals.append(seal)
    await connection.execute(
        _SET_SEALS,
        [row["originator_id"] for row in rows],
        [row["originator_version"] for row in rows],
        seals,
    )
    return seal, len(rows)


def _seal_row(previous: bytes, row: asyncpg.Record) -> bytes:
    return seal_event(
        previous,
        row["originator_id"],
        row["originator_version"],
        row["topic"],
        row["state"],
        encode_origin(row["command_id"], row["actor"]),
        microseconds(row["recorded_at"]),
    )
