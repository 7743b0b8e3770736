"""A founded district on a database of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.event_store import EventStore
from tests.commands.district import District
from tests.commands.shop import Shop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def store(postgres_dsn: str) -> AsyncIterator[EventStore]:
    async with EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as opened:
        yield opened


@pytest.fixture
async def district(store: EventStore) -> District:
    founded = District(store)
    await founded.found()
    return founded


@pytest.fixture
async def shop(district: District) -> Shop:
    opened = Shop(district)
    await opened.open()
    return opened
