"""The store on a database of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import tests.event_store.tally  # noqa: F401 - the topics of the log must resolve
from five_steps.event_store import EventStore, Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = b"a secret of thirty-two bytes or so"


@pytest.fixture
def limits() -> Limits:
    """Quick to try again; patient, since a server may recover for long on a slow machine."""
    return Limits(
        unavailable_after_s=60.0, reconnect_delay_max_ms=100.0, feed_poll_interval_ms=200.0
    )


@pytest.fixture
async def store(postgres_dsn: str, limits: Limits) -> AsyncIterator[EventStore]:
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as opened:
        yield opened
