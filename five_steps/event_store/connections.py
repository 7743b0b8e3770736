"""How the store connects to PostgreSQL, and how it tells a lost connection from a refused query."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import asyncpg

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    from five_steps.event_store.limits import Limits

    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    _Plain: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    # asyncpg's classes are generic in its stubs alone.
    _Plain = asyncpg.Connection

_SESSION = {
    "application_name": "five-steps",
    # Compiling a plan costs more than running our short statements.
    "jit": "off",
    "search_path": "public",
    "timezone": "UTC",
}

_WRITER_SESSION = _SESSION | {
    "application_name": "five-steps writer",
    # The statements are prepared once, when the tables may still be empty and a sequential scan
    # looks cheapest; a minute later that plan would read a million rows for each batch.
    "enable_seqscan": "off",
    "plan_cache_mode": "force_generic_plan",
    # A writer that froze inside its transaction must not keep all others out.
    "idle_in_transaction_session_timeout": "10s",
}

_NOTIFIER_SESSION = _SESSION | {
    "application_name": "five-steps notifier",
    # NOTIFY writes a commit record; a wake-up call is not worth waiting for the disk.
    "synchronous_commit": "off",
}


class PooledConnection(_Plain):
    """A connection that goes back to the pool as it is, but for an open transaction.

    Who borrows one sets nothing on it and unlocks what it locked, so that the usual reset would be
    one more round trip for each query.
    """

    def get_reset_query(self) -> str:
        """Nothing to reset."""
        return ""


async def open_pool(dsn: str, limits: Limits) -> Pool:
    """The pool for reading and for projections; the writer has a connection of its own."""
    return await asyncpg.create_pool(
        dsn,
        min_size=limits.pool_connections_min,
        max_size=limits.pool_connections_max,
        server_settings=_SESSION,
        connection_class=PooledConnection,
    )


async def connect_writer(dsn: str, *, statement_timeout_s: float | None = None) -> Connection:
    """A connection for appends, and for whatever else takes the append lock."""
    return await asyncpg.connect(
        dsn, server_settings=_WRITER_SESSION, command_timeout=statement_timeout_s
    )


async def connect_notifier(dsn: str) -> Connection:
    """A connection that sends NOTIFY."""
    return await asyncpg.connect(dsn, server_settings=_NOTIFIER_SESSION)


async def connect_listener(dsn: str) -> Connection:
    """A connection that only listens."""
    return await asyncpg.connect(
        dsn, server_settings=_SESSION | {"application_name": "five-steps listener"}
    )


def is_lost(error: BaseException) -> bool:
    """Whether the error says that the connection or the server is gone, not that we are wrong."""
    if isinstance(error, asyncpg.InterfaceError):
        # asyncpg refuses bad arguments and closed connections with the same class.
        return not isinstance(error, ValueError)
    return isinstance(
        error,
        OSError  # TimeoutError too
        | asyncpg.PostgresConnectionError
        # A server that shuts down, crashes or starts up.
        | asyncpg.OperatorInterventionError
        | asyncpg.IdleInTransactionSessionTimeoutError
        | asyncpg.InternalClientError
        | asyncpg.TooManyConnectionsError
        # A primary that became a standby under us.
        | asyncpg.ReadOnlySQLTransactionError,
    )


def is_exhausted(error: BaseException) -> bool:
    """Whether PostgreSQL had no disk, memory or file left for a statement, which it then undid."""
    return isinstance(error, asyncpg.InsufficientResourcesError | asyncpg.PostgresSystemError)
