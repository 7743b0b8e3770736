"""The read path's way to PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

Record: TypeAlias = asyncpg.Record

QUERY_SECONDS_MAX = 10
"""Seconds a read may take in PostgreSQL before it is given up."""

CONNECTIONS_MAX = 16

_SESSION = {
    "application_name": "five-steps reads",
    "default_transaction_read_only": "on",
    # Compiling a plan costs more than running our statements.
    "jit": "off",
    # A statement's text fits its arguments' shape, so that a plan made anew each time would be the
    # same plan; making it takes longer than running it.
    "plan_cache_mode": "force_generic_plan",
    "search_path": "public",
    "statement_timeout": f"{QUERY_SECONDS_MAX}s",
    "timezone": "UTC",
}


if TYPE_CHECKING:
    _Base = asyncpg.Connection[Record]
else:
    _Base = asyncpg.Connection


class _Connection(_Base):
    def get_reset_query(self) -> str:
        # Nothing is set, locked or listened to on these connections, and a reset would be a second
        # round trip for each read.
        return ""


class Database:
    """A pool of connections that only read."""

    def __init__(self, pool: "asyncpg.Pool[Record]") -> None:
        self._pool = pool

    async def rows(self, statement: str, parameters: Sequence[Any]) -> list[Record]:
        """The rows of a statement."""
        return await self._pool.fetch(statement, *parameters)

    async def text(self, statement: str, parameters: Sequence[Any]) -> str:
        """The one text of a statement."""
        found: str = await self._pool.fetchval(statement, *parameters)
        return found


@asynccontextmanager
async def open_database(
    dsn: str, *, connections_max: int = CONNECTIONS_MAX
) -> AsyncIterator[Database]:
    """Open the pool; connections are made when they are needed."""
    async with asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=connections_max,
        connection_class=_Connection,
        # Compiled statements are long, and preparing one again costs more than running it.
        max_cacheable_statement_size=0,
        statement_cache_size=500,
        server_settings=_SESSION,
    ) as pool:
        yield Database(pool)
