"""The chain of seals over the trail, made like that of the log.

The seal of an entry is the SHA-256 of the seal before it and of the entry's position, time and
content as a JSON array without blanks, which no two different entries have in common.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.access_trail.entry import Entry

GENESIS = hashlib.sha256(b"five-steps access trail 1").digest()
"""Stands before the first entry."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def seal_entry(
    previous: bytes, position: int, id_: UUID, recorded_at: datetime, entry: Entry
) -> bytes:
    """The seal (32 bytes) of an entry that follows the one with the previous seal."""
    content = [
        position,
        str(id_),
        (recorded_at - _EPOCH) // _MICROSECOND,
        entry.kind,
        entry.actor,
        None if entry.unit_id is None else str(entry.unit_id),
        entry.request_id,
        entry.operation,
        None if entry.document is None else entry.document.hex(),
        entry.fields,
        entry.persons,
        None if entry.command_id is None else str(entry.command_id),
        entry.code,
        entry.cut_position,
        None if entry.cut_seal is None else entry.cut_seal.hex(),
    ]
    return hashlib.sha256(previous + orjson.dumps(content)).digest()
