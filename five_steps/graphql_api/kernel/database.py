"""The read path's way to PostgreSQL."""

import asyncio
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
    from asyncpg.pool import PoolConnectionProxy

    _Lent: TypeAlias = PoolConnectionProxy[Record]
    _Base = asyncpg.Connection[Record]
else:
    _Base = asyncpg.Connection


class _Connection(_Base):
    def get_reset_query(self) -> str:
        # Nothing is set, locked or listened to on these connections, and a reset would be a second
        # round trip for each read.
        return ""


class Database:
    """Connections that only read.

    Once the pool has made one it is kept here from read to read: for the pool to lend it and to
    take it back costs a tenth of a short read.
    """

    def __init__(self, pool: "asyncpg.Pool[Record]", connections_max: int) -> None:
        self._pool = pool
        self._turns = asyncio.Semaphore(connections_max)
        self._kept: list[_Lent] = []
        self._closing = False

    async def rows(self, statement: str, parameters: Sequence[Any]) -> list[Record]:
        """The rows of a statement."""
        async with self._turns:
            connection = await self._take()
            try:
                rows = await connection.fetch(statement, *parameters)
            except BaseException:
                # It may be lost, or be about to cancel the query: the pool sees to that.
                await self._pool.release(connection)
                raise
            if self._closing:
                await self._pool.release(connection)
            else:
                self._kept.append(connection)
            return rows

    async def parameter_types(self, statement: str) -> list[str]:
        """The types of a statement's parameters, as SQL names them."""
        async with self._pool.acquire() as connection:
            prepared = await connection.prepare(statement)
            return [parameter.name for parameter in prepared.get_parameters()]

    async def text(self, statement: str, parameters: Sequence[Any]) -> str:
        """The one text of a statement."""
        ((found,),) = await self.rows(statement, parameters)
        text: str = found
        return text

    async def close(self) -> None:
        """Give the connections back to the pool, those in use as soon as they are free."""
        self._closing = True
        while self._kept:
            await self._pool.release(self._kept.pop())

    async def _take(self) -> "_Lent":
        while self._kept:
            # The one used last: in quiet times few are busy, with their plans at hand.
            connection = self._kept.pop()
            if not _is_lost(connection):
                return connection
        return await self._pool.acquire()


def _is_lost(connection: "_Lent") -> bool:
    try:
        return connection.is_closed()
    except asyncpg.InterfaceError:
        # The pool has noticed, and has taken it back by itself.
        return True


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
        database = Database(pool, connections_max)
        try:
            yield database
        finally:
            await database.close()
