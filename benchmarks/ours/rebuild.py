"""All views built anew from the log."""

from __future__ import annotations

from asyncio import TaskGroup, sleep
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import psutil
import uvloop

from benchmarks.log.fill import SECRET
from five_steps.event_store import Limits
from five_steps.event_store.connections import open_pool
from five_steps.event_store.vault import Vault
from five_steps.projections import PROJECTIONS, Progress, Views
from five_steps.projections.parallel import rebuild_in_processes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_WATCH_EVERY_SECONDS = 0.2


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

    async with TaskGroup() as group:
        watching = group.create_task(_watch_memory())
        started = perf_counter()
        await rebuild_in_processes(dsn, SECRET, progress=note)
        seconds = perf_counter() - started
        watching.cancel()
    return Rebuilt(head / seconds, _largest_mb)


_largest_mb = 0.0


async def _watch_memory() -> None:
    """Keep the resident memory of the largest process, which may be a worker."""
    global _largest_mb  # noqa: PLW0603 - what a cancelled task has seen
    while True:
        for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                _largest_mb = max(_largest_mb, process.memory_info().rss / 1e6)
        await sleep(_WATCH_EVERY_SECONDS)


async def _views(dsn: str) -> AsyncIterator[Views]:
    limits = Limits()
    pool = await open_pool(dsn, limits)
    try:
        yield Views(dsn, Vault(pool, SECRET, limits), PROJECTIONS)
    finally:
        await pool.close()
