"""The connections that a verification reads the log by; all see one state of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import asyncpg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from five_steps.event_store.connections import Connection

_SESSION = {"application_name": "five-steps verify", "jit": "off", "search_path": "public"}


@asynccontextmanager
async def reading(dsn: str, snapshot: str | None = None) -> AsyncIterator[Connection]:
    """A connection that reads one state of the log: as it is now, or as another one sees it.

    Args:
        dsn: the log's database.
        snapshot: the name of the state that another one exported and still reads.
    """
    connection = await connect_reader(dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            if snapshot is not None:
                await connection.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
            yield connection
    finally:
        await connection.close()


async def connect_reader(dsn: str) -> Connection:
    """A connection that reads the log as it stands at each statement."""
    return await asyncpg.connect(dsn, server_settings=_SESSION)
