"""One served district for the tests of a module that leave it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest_asyncio

from tests.conftest import administer
from tests.graphql_api.api import Api, serve
from tests.postgres_server import database_dsn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(postgres_server_dsn: str, postgres_template: str) -> AsyncIterator[Api]:
    """The application on a real server; the tests of a module share it, and its event loop."""
    name = f"five_steps_served_{uuid4().hex}"
    await administer(postgres_server_dsn, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    async with serve(database_dsn(postgres_server_dsn, name)) as api:
        await api.shown()
        yield api
    await administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)")
