"""What several modules of these tests need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.event_store import EventStore
from five_steps.projections import PROJECTIONS, Views
from tests.commands.district import District
from tests.conftest import copy_of
from tests.operations.watched import Watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def watched(
    postgres_server_dsn: str, postgres_template_with_views: str
) -> AsyncIterator[Watched]:
    async with (
        copy_of(postgres_template_with_views, postgres_server_dsn) as dsn,
        EventStore.open(dsn, secret=b"a secret of the tests, 32 bytes.") as store,
    ):
        district = District(store)
        await district.found()
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        yield Watched(district, views)
        await views.stop()
