"""All views built anew from the log."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import uvloop

from benchmarks.apart import peak_memory_mb
from benchmarks.log.fill import SECRET
from five_steps.event_store import Limits
from five_steps.event_store.connections import open_pool
from five_steps.event_store.vault import Vault
from five_steps.projections import PROJECTIONS, Progress, Views

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Rebuilt(NamedTuple):
    """How a rebuild went."""

    events_per_second: float
    peak_memory_mb: float


def rebuilt(dsn: str) -> Rebuilt:
    """Build all views anew, opened personal texts included."""
    return uvloop.run(_rebuilt(dsn))


def prepare(dsn: str) -> None:
    """Make the views' empty tables while the log is empty, as at the first start of the service."""

    async def start_and_stop() -> None:
        async for views in _views(dsn):
            await views.start()
            await views.stop()

    uvloop.run(start_and_stop())


async def _rebuilt(dsn: str) -> Rebuilt:
    head = 0

    def note(progress: Progress) -> None:
        nonlocal head
        head = progress.head

    async for views in _views(dsn):
        started = perf_counter()
        await views.rebuild(progress=note)
        seconds = perf_counter() - started
    return Rebuilt(head / seconds, peak_memory_mb())


async def _views(dsn: str) -> AsyncIterator[Views]:
    limits = Limits()
    pool = await open_pool(dsn, limits)
    try:
        yield Views(dsn, Vault(pool, SECRET, limits), PROJECTIONS)
    finally:
        await pool.close()
