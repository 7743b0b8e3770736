"""The log for readers and tools, with the stock recorder's method names as coroutines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg

from five_steps.event_store.errors import VersionConflict
from five_steps.event_store.lock import BEGIN_LOCKED
from five_steps.event_store.notifier import CHANNEL
from five_steps.event_store.plain_uuid import uuid_from_int
from five_steps.event_store.records import KnownCommand, Receipt, StoredRow, StoredStream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.records import NewEvent

_SELECT = """
SELECT notification_id, originator_id, originator_version, topic, state, recorded_at, command_id,
    actor
FROM public.stored_events
"""

# A snapshot is the one row without a topic, and comes first: it has the least version.
_STREAM = """
WITH snapshot AS (
    SELECT originator_version, state FROM public.snapshots
    WHERE originator_id = $1 ORDER BY originator_version DESC LIMIT 1
)
SELECT originator_version, NULL AS topic, state FROM snapshot
UNION ALL
SELECT originator_version, topic, state FROM public.stored_events
WHERE originator_id = $1
    AND originator_version > coalesce((SELECT originator_version FROM snapshot), 0)
ORDER BY 1
"""

_INSERT = """
INSERT INTO public.stored_events (originator_id, originator_version, topic, state)
SELECT id, version, topic, state
FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bytea[])
    WITH ORDINALITY AS new (id, version, topic, state, n)
ORDER BY n
RETURNING notification_id
"""

_HEADS = """
SELECT stream.id, coalesce(
    (SELECT max(e.originator_version) FROM public.stored_events e
     WHERE e.originator_id = stream.id), 0)
FROM unnest($1::uuid[]) AS stream (id)
"""

_COMMAND = """
SELECT fingerprint, first_position, position, recorded_at, answer
FROM public.commands WHERE command_id = $1
"""


class _Select:
    """A query of the log with only the conditions that are asked for.

    A condition that is written to match everything (`<= coalesce($2, ...)`) would make PostgreSQL
    expect few rows where there are many.
    """

    def __init__(self) -> None:
        self.text = _SELECT
        self.arguments: list[object] = []

    def add(self, text: str, argument: object) -> None:
        """Add text, with `{}` where the argument stands."""
        self.arguments.append(argument)
        self.text += text.format(f"${len(self.arguments)}")


class Recorder:
    """Reads the log; appends only what has no command (imports, tools)."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def insert_events(self, events: Sequence[NewEvent]) -> list[int]:
        """Append events that no command stands behind; return their positions.

        As the stock recorder does it: without command, actor or answer; the next transaction of the
        writer seals them. Commands go through `EventStore.append`.

        Raises:
            VersionConflict: a version of a stream is taken already.
        """
        async with self._pool.acquire() as connection:
            try:
                await connection.execute(BEGIN_LOCKED)
                rows = await connection.fetch(
                    _INSERT,
                    [event.originator_id for event in events],
                    [event.originator_version for event in events],
                    [event.topic for event in events],
                    [event.state for event in events],
                )
                await connection.execute(f"NOTIFY {CHANNEL}; COMMIT")
            except asyncpg.UniqueViolationError as error:
                await connection.execute("ROLLBACK")
                raise await self._name_conflict(events) from error
            except BaseException:
                if connection.is_in_transaction():
                    await connection.execute("ROLLBACK")
                raise
        return [row[0] for row in rows]

    async def select_events(
        self,
        originator_id: UUID,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredRow]:
        """The events of a stream with `gt < version <= lte`, oldest first unless `desc`."""
        query = _Select()
        query.add(" WHERE originator_id = {}", originator_id)
        if gt is not None:
            query.add(" AND originator_version > {}", gt)
        if lte is not None:
            query.add(" AND originator_version <= {}", lte)
        query.text += f" ORDER BY originator_version {'DESC' if desc else 'ASC'}"
        if limit is not None:
            query.add(" LIMIT {}", limit)
        return stored_rows(await self._pool.fetch(query.text, *query.arguments))

    async def select_stream(self, originator_id: UUID) -> StoredStream:
        """A stream as it is loaded, in one query: its last snapshot and what came after it."""
        rows = await self._pool.fetch(_STREAM, originator_id)
        stream = [(version, topic, state) for version, topic, state in rows]
        if stream and stream[0][1] is None:
            version, _, state = stream[0]
            return StoredStream((version, state), stream[1:])
        return StoredStream(None, stream)

    async def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[StoredRow]:
        """At most `limit` events from position `start` to `stop`, in the order of positions."""
        after = -1 if start is None else start - 1 if inclusive_of_start else start
        query = _Select()
        query.add(" WHERE notification_id > {}", after)
        if stop is not None:
            query.add(" AND notification_id <= {}", stop)
        if topics:
            query.add(" AND topic = ANY ({}::text[])", list(topics))
        query.add(" ORDER BY notification_id LIMIT {}", limit)
        return stored_rows(await self._pool.fetch(query.text, *query.arguments))

    async def max_notification_id(self) -> int | None:
        """The position of the last event, None while the log is empty."""
        position: int | None = await self._pool.fetchval(
            "SELECT max(notification_id) FROM public.stored_events"
        )
        return position

    async def select_heads(self, originator_ids: Sequence[UUID]) -> dict[UUID, int]:
        """The version each stream is at, 0 where there is no such stream."""
        rows = await self._pool.fetch(_HEADS, originator_ids)
        return {uuid_from_int(row[0].int): row[1] for row in rows}

    async def select_command(self, command_id: UUID) -> KnownCommand | None:
        """What is known of a command, None if it was never recorded."""
        row = await self._pool.fetchrow(_COMMAND, command_id)
        if row is None:
            return None
        fingerprint, first_position, position, recorded_at, answer = row
        return KnownCommand(
            fingerprint, Receipt(first_position, position, recorded_at, answer, repeated=True)
        )

    async def _name_conflict(self, events: Sequence[NewEvent]) -> VersionConflict:
        heads = await self.select_heads([event.originator_id for event in events])
        for event in events:
            head = heads[event.originator_id]
            if event.originator_version <= head:
                return VersionConflict(event.originator_id, event.originator_version - 1, head)
        # Twice the same version among the new ones.
        event = events[-1]
        return VersionConflict(
            event.originator_id, event.originator_version - 1, event.originator_version
        )


def stored_rows(rows: Sequence[asyncpg.Record]) -> list[StoredRow]:
    """Rows of the log as they are handed out."""
    return [
        StoredRow(
            position,
            uuid_from_int(originator_id.int),
            version,
            topic,
            state,
            recorded_at,
            None if command_id is None else uuid_from_int(command_id.int),
            actor,
        )
        for (
            position,
            originator_id,
            version,
            topic,
            state,
            recorded_at,
            command_id,
            actor,
        ) in rows
    ]
