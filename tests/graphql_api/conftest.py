"""One served district for each module of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import pytest_asyncio

from tests.graphql_api.api import Api, serve
from tests.postgres_server import database_dsn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(postgres_server_dsn: str, postgres_template: str) -> AsyncIterator[Api]:
    """The served district; tests of a module share it, and its event loop."""
    name = f"five_steps_api_{uuid4().hex}"
    await _administer(postgres_server_dsn, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    async with serve(database_dsn(postgres_server_dsn, name)) as served:
        yield served
    await _administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)")


async def _administer(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
