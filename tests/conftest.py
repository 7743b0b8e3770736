"""Databases for the tests: each test that asks gets an empty, migrated one of its own.

`FIVE_STEPS_TEST_DATABASE_URL` names a server to use instead of the embedded one; its user must be
allowed to create databases.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import pytest

from five_steps.event_store.migrate import migrate
from five_steps.projections import PROJECTIONS
from five_steps.projections.kernel import generations
from five_steps.projections.kernel.connections import connect
from tests.postgres_server import PostgresServer, database_dsn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, in which order they are given to the workers.

    Whoever got such a file last would keep the others waiting.
    """
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def postgres_server_dsn() -> Iterator[str]:
    """A running server, for the whole session."""
    if given := os.environ.get("FIVE_STEPS_TEST_DATABASE_URL"):
        yield given
        return
    # Nobody kills this one, and half of what most tests wait for would be the disk.
    server = PostgresServer(fsync=False)
    yield server.dsn
    server.delete()


@pytest.fixture(scope="session")
def postgres_template(postgres_server_dsn: str) -> Iterator[str]:
    """The name of a migrated database to copy."""
    name = f"five_steps_template_{uuid4().hex}"

    async def create() -> None:
        await administer(postgres_server_dsn, f"CREATE DATABASE {name}")
        connection = await asyncpg.connect(database_dsn(postgres_server_dsn, name))
        await migrate(connection)
        await connection.close()

    asyncio.run(create())
    yield name
    asyncio.run(administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def postgres_template_with_views(postgres_server_dsn: str, postgres_template: str) -> Iterator[str]:
    """As `postgres_template`, with the views' empty tables: a third of a second for each start."""
    name = f"five_steps_template_{uuid4().hex}"

    async def create() -> None:
        await administer(
            postgres_server_dsn, f"CREATE DATABASE {name} TEMPLATE {postgres_template}"
        )
        connection = await connect(database_dsn(postgres_server_dsn, name))
        await generations.set_up(connection, [projection() for projection in PROJECTIONS])
        await connection.close()

    asyncio.run(create())
    yield name
    asyncio.run(administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def postgres_dsn(postgres_server_dsn: str, postgres_template: str) -> AsyncIterator[str]:
    """An empty, migrated database, dropped after the test."""
    async with copy_of(postgres_template, postgres_server_dsn) as dsn:
        yield dsn


@asynccontextmanager
async def copy_of(template: str, server_dsn: str) -> AsyncIterator[str]:
    """A copy of a database, dropped at the end."""
    name = f"five_steps_test_{uuid4().hex}"
    # Two thirds of the work of the usual strategy, which writes all pages to the WAL, too.
    await administer(server_dsn, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield database_dsn(server_dsn, name)
    await administer(server_dsn, f"DROP DATABASE {name} WITH (FORCE)")


async def administer(server_dsn: str, statement: str) -> None:
    """Run a statement that cannot be in a transaction."""
    connection = await asyncpg.connect(server_dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
