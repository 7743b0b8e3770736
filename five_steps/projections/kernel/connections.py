"""Connections of the runner: identifiers as hexadecimal text, plans that need no statistics."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

import asyncpg

if TYPE_CHECKING:
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record]

_SESSION = {
    "application_name": "five-steps views",
    "jit": "off",
    "search_path": "public",
    "timezone": "UTC",
    # What is lost in a crash is folded again from the log: position and rows go together.
    "synchronous_commit": "off",
    # All our statements go by key, and the tables of a rebuild have no statistics yet: without
    # this the planner would read a million rows to find a hundred.
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
}

_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


async def connect(dsn: str) -> Connection:
    """A connection that folds."""
    connection = await asyncpg.connect(dsn, server_settings=_SESSION)
    await connection.set_type_codec(
        "uuid",
        schema="pg_catalog",
        encoder=bytes.fromhex,
        decoder=bytes.hex,
        format="binary",
    )
    # In half the time that the driver takes; most of what it takes to write a row are its times.
    await connection.set_type_codec(
        "timestamptz", schema="pg_catalog", encoder=_to_wire, decoder=_from_wire, format="tuple"
    )
    return connection


def _to_wire(moment: datetime) -> tuple[int]:
    return ((moment - _POSTGRES_EPOCH) // _MICROSECOND,)


def _from_wire(wire: tuple[int]) -> datetime:
    return _POSTGRES_EPOCH + timedelta(microseconds=wire[0])
