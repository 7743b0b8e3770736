"""One served district for each module of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.conftest import copy_of
from tests.graphql_api.api import Api, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(postgres_server_dsn: str, postgres_template_with_views: str) -> AsyncIterator[Api]:
    """The served district; tests of a module share it, and its event loop."""
    async with (
        copy_of(postgres_template_with_views, postgres_server_dsn) as dsn,
        serve(dsn) as served,
    ):
        yield served
