"""What the writer must know of the log before it decides a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.records import KnownCommand, Receipt
from five_steps.event_store.seals import GENESIS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.records import Append

# One statement, so one snapshot. `max` is one descent of the primary key for each stream.
_LOOK = """
SELECT
    tail.notification_id, tail.seal, tail.recorded_at,
    ARRAY(
        SELECT coalesce(
            (SELECT max(e.originator_version) FROM public.stored_events e
             WHERE e.originator_id = stream.id), 0)
        FROM unnest($1::uuid[]) WITH ORDINALITY AS stream (id, n) ORDER BY n
    ) AS heads,
    ARRAY(SELECT c.command_id FROM public.commands c WHERE c.command_id = ANY ($2::uuid[])) AS known
FROM (SELECT) AS always LEFT JOIN (
    SELECT notification_id, seal, recorded_at FROM public.stored_events
    ORDER BY notification_id DESC LIMIT 1
) AS tail ON true
"""

_KNOWN = """
SELECT command_id, fingerprint, first_position, position, recorded_at, answer
FROM public.commands WHERE command_id = ANY ($1::uuid[])
"""


class Tail(NamedTuple):
    """The last event of the log."""

    position: int
    """0 while the log is empty."""
    seal: bytes | None
    """None if the stock library wrote it and nobody sealed it yet."""
    recorded_at: datetime | None


class Sight(NamedTuple):
    """The log as a batch needs to see it."""

    tail: Tail
    heads: dict[UUID, int]
    """The version of each stream that the batch writes or has read; 0 where there is none."""
    known: dict[UUID, KnownCommand]
    """Those of the batch's commands that the log has already."""


async def look(connection: Connection, appends: Sequence[Append]) -> Sight:
    """See what the batch needs to see."""
    streams: dict[UUID, None] = {}
    for append in appends:
        for event in append.events:
            streams[event.originator_id] = None
        for originator_id, _ in append.reads:
            streams[originator_id] = None
    (row,) = await connection.fetch(_LOOK, list(streams), [append.command_id for append in appends])
    position, seal, recorded_at, heads, known_ids = row
    tail = Tail(0, GENESIS, None) if position is None else Tail(position, seal, recorded_at)
    known = await _read_known(connection, known_ids) if known_ids else {}
    return Sight(tail, dict(zip(streams, heads, strict=True)), known)


async def _read_known(
    connection: Connection, command_ids: Sequence[UUID]
) -> dict[UUID, KnownCommand]:
    rows = await connection.fetch(_KNOWN, command_ids)
    return {
        command_id: KnownCommand(
            fingerprint, Receipt(first, position, recorded_at, answer, repeated=True)
        )
        for command_id, fingerprint, first, position, recorded_at, answer in rows
    }
