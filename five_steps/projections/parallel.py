"""Rebuilds on all cores: the views are shared out to worker processes.

Decoding is done once in each process, and still two of them take little more than half the time of
one: folding keeps one core busy, and PostgreSQL another only for half of it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import asyncpg

from five_steps.event_store.limits import Limits
from five_steps.event_store.vault import Vault
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.limits import ViewLimits
from five_steps.projections.kernel.views import Views

if TYPE_CHECKING:
    from collections.abc import Sequence


_WEIGHTS = {"orders": 4, "volunteers": 4, "assessment": 3, "points": 3}
"""Roughly how much work a view is, where it is more than that of the others."""


def shares(names: Sequence[str], workers: int) -> list[list[str]]:
    """The views shared out so that each worker has about as much to do; no empty shares."""
    parts: list[list[str]] = [[] for _ in range(workers)]
    loads = [0] * workers
    for name in sorted(names, key=lambda name: (-_WEIGHTS.get(name, 0), name)):
        lightest = loads.index(min(loads))
        parts[lightest].append(name)
        loads[lightest] += _WEIGHTS.get(name, 1)
    return [part for part in parts if part]


async def rebuild_in_processes(
    dsn: str,
    secret: bytes,
    names: Sequence[str] = (),
    *,
    limits: ViewLimits | None = None,
    workers: int | None = None,
) -> None:
    """Build views (all by default) from zero beside those that serve, and swap them in.

    Each share is swapped by itself as soon as it is built. The views must have been set up once,
    by `Views.start`.

    Args:
        dsn: the database of log and views.
        secret: what the event store's vault protects personal keys with.
        names: the views.
        limits: batch sizes and waits.
        workers: how many processes; as many as there are cores by default.

    Raises:
        AlreadyBuilding: another process builds one of the views.
        PoisonousEvent: one of them cannot fold an event; its share was not swapped.
    """
    chosen = list(names) or [projection.name for projection in PROJECTIONS]
    parts = shares(chosen, workers or len(os.sched_getaffinity(0)))
    # A fresh interpreter: ours has an event loop and connections that a fork would share.
    context = multiprocessing.get_context("spawn")
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(len(parts), mp_context=context) as pool:
        await asyncio.gather(
            *(
                loop.run_in_executor(pool, _rebuild, dsn, secret, part, limits or ViewLimits())
                for part in parts
            )
        )


def _rebuild(dsn: str, secret: bytes, names: list[str], limits: ViewLimits) -> None:
    asyncio.run(_rebuild_share(dsn, secret, names, limits))


async def _rebuild_share(dsn: str, secret: bytes, names: list[str], limits: ViewLimits) -> None:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as pool:
        await Views(dsn, Vault(pool, secret, Limits()), PROJECTIONS, limits).rebuild(names)
