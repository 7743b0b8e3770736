"""One served district for the tests of a module that leave it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.conftest import copy_of
from tests.graphql_api.api import Api, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(postgres_server_dsn: str, postgres_template_with_views: str) -> AsyncIterator[Api]:
    """The application on a real server; the tests of a module share it, and its event loop."""
    async with (
        copy_of(postgres_template_with_views, postgres_server_dsn) as dsn,
        serve(dsn) as api,
    ):
        await api.shown()
        yield api
