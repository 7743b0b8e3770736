"""A trail on a database of its own, for each test that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg
import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def connection(postgres_dsn: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connected = await asyncpg.connect(postgres_dsn)
    yield connected
    await connected.close()
