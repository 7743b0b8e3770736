"""Adding to the chain: what ends it now, and what goes on from there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from five_steps.access_trail.seals import GENESIS, seal_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from five_steps.access_trail.entry import Entry
    from five_steps.event_store.connections import Connection

LOCK_KEY = 0x5452_4149_4C5F_3553
"""Any constant will do, as long as it is that of the migration."""


class Head(NamedTuple):
    """Where the chain ends."""

    position: int
    seal: bytes
    recorded_at: datetime | None


EMPTY = Head(0, GENESIS, None)

_HEAD = "SELECT position, seal, recorded_at FROM trail.entries ORDER BY position DESC LIMIT 1"


async def read_head(connection: Connection) -> Head:
    """The head of the chain as it is now."""
    row = await connection.fetchrow(_HEAD)
    return EMPTY if row is None else Head(row["position"], row["seal"], row["recorded_at"])


async def append(
    connection: Connection, head: Head, entries: Sequence[tuple[UUID, Entry]], at: datetime
) -> Head | None:
    """Add entries after the head; the new head, or None if the chain ends elsewhere by now."""
    # A clock that was set back, or another process's, must not disorder what is read by time.
    recorded_at = at if head.recorded_at is None else max(at, head.recorded_at)
    position, seal = head.position, head.seal
    rows = []
    for id_, entry in entries:
        position += 1
        seal = seal_entry(seal, position, id_, recorded_at, entry)
        rows.append(_row(position, id_, recorded_at, entry, seal))
    added = await connection.fetchval(
        "SELECT trail.append($1, $2)", head.position, orjson.dumps(rows).decode()
    )
    return Head(position, seal, recorded_at) if added else None


def _row(
    position: int, id_: UUID, recorded_at: datetime, entry: Entry, seal: bytes
) -> dict[str, Any]:
    return {
        "position": position,
        "id": str(id_),
        "recorded_at": recorded_at,
        "kind": entry.kind,
        "actor": entry.actor,
        "unit_id": _text(entry.unit_id),
        "request_id": entry.request_id,
        "operation": entry.operation,
        "document": _hex(entry.document),
        "fields": entry.fields,
        "persons": entry.persons,
        "command_id": _text(entry.command_id),
        "code": entry.code,
        "cut_position": entry.cut_position,
        "cut_seal": _hex(entry.cut_seal),
        "seal": _hex(seal),
    }


def _text(id_: UUID | None) -> str | None:
    # Not left to orjson, which does not know asyncpg's own UUIDs.
    return None if id_ is None else str(id_)


def _hex(data: bytes | None) -> str | None:
    """As PostgreSQL reads bytea."""
    return None if data is None else rf"\x{data.hex()}"
