"""The PostgreSQL that ours and the peers share: the embedded one, as the service runs it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import asyncpg

from five_steps.event_store.migrate import migrate
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_GIVEN = "FIVE_STEPS_BENCHMARK_DATABASE_URL"
"""Names a server to use instead; its user must be allowed to create databases."""


@contextmanager
def server() -> Iterator[str]:
    """The DSN of a running server, with fsync on; an embedded one is gone afterwards."""
    # Left at once, a process would leave the server running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    with tempfile.TemporaryDirectory(prefix="five-steps-benchmark-") as folder:
        # The account that runs the server must get in.
        Path(folder).chmod(0o755)
        settings = read_settings(
            {"FIVE_STEPS_HOME": folder, "DATABASE_URL": os.environ.get(_GIVEN, "")}
        )
        with database_url(settings) as dsn:
            asyncio.run(_require_durable(dsn))
            yield dsn


@contextmanager
def fresh_database(server_dsn: str, name: str, *, migrated: bool) -> Iterator[str]:
    """The DSN of an empty database, dropped at the end; with our tables if `migrated`."""
    administer(server_dsn, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    administer(server_dsn, f"CREATE DATABASE {name}")
    dsn = urlunsplit(urlsplit(server_dsn)._replace(path=f"/{name}"))
    if migrated:
        asyncio.run(_migrate(dsn))
    yield dsn
    administer(server_dsn, f"DROP DATABASE {name} WITH (FORCE)")


def administer(dsn: str, *statements: str) -> None:
    """Run statements, each by itself."""

    async def run() -> None:
        connection = await asyncpg.connect(dsn)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def stock_environment(dsn: str, **more: str) -> dict[str, str]:
    """The same database, as the stock library wants to be told of it."""
    parts = urlsplit(dsn)
    host = parts.hostname or parse_qs(parts.query)["host"][0]
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.lstrip("/"),
        "POSTGRES_HOST": host,
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": parts.username or "",
        "POSTGRES_PASSWORD": parts.password or "",
        **more,
    }


async def _migrate(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await migrate(connection)
    finally:
        await connection.close()


async def _require_durable(dsn: str) -> None:
    connection: asyncpg.Connection[Any] = await asyncpg.connect(dsn)
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            if await connection.fetchval("SELECT current_setting($1)", setting) != "on":
                message = f"{setting} is off: rates without it are worth nothing"
                raise SystemExit(message)
    finally:
        await connection.close()
