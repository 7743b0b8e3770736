"""Views over a database of their own, with texts sealed in a way a test can read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
import pytest

from five_steps.projections import PROJECTIONS, ViewLimits, Views
from tests.conftest import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from five_steps.projections.kernel.projection import Projection

LIMITS = ViewLimits(poll_interval_ms=50, leader_retry_ms=50)

StartViews = Callable[..., Any]
"""Starts views on the test's database, stopped when the test ends."""


class PlainOpener:
    """Opens what `District` seals: the subject's id, a colon, and the text."""

    def __init__(self) -> None:
        self.erased: set[UUID] = set()

    def forget(self, subject_ids: Iterable[UUID]) -> None:
        self.erased.update(subject_ids)

    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        return [self._open(subject, text) for subject, text in fields]

    def _open(self, subject: UUID, text: str) -> str | None:
        sealed_for, _, plain = text.partition(":")
        assert sealed_for == subject.hex, "opened with somebody else's key"
        return None if subject in self.erased else plain


@pytest.fixture
async def postgres_dsn(
    postgres_server_dsn: str, postgres_template_with_views: str
) -> AsyncIterator[str]:
    """An empty database that the service was started on before, dropped after the test."""
    async with copy_of(postgres_template_with_views, postgres_server_dsn) as dsn:
        yield dsn


@pytest.fixture
def opener() -> PlainOpener:
    return PlainOpener()


@pytest.fixture
async def start_views(postgres_dsn: str, opener: PlainOpener) -> AsyncIterator[StartViews]:
    async with AsyncExitStack() as stack:

        async def start(
            projections: Sequence[type[Projection]] = PROJECTIONS, limits: ViewLimits = LIMITS
        ) -> Views:
            return await stack.enter_async_context(
                running(Views(postgres_dsn, opener, projections, limits))
            )

        yield start


@asynccontextmanager
async def running(views: Views) -> AsyncIterator[Views]:
    await views.start()
    try:
        yield views
    finally:
        await views.stop()


@pytest.fixture
async def connection(postgres_dsn: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connection = await asyncpg.connect(postgres_dsn)
    yield connection
    await connection.close()
