"""Rebuilds and verifies on all cores: the views are shared out to worker processes.

Views that fold the same events go together as far as the load allows: each process reads and
decodes only what its own views fold.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import asyncpg

from five_steps.event_store.limits import Limits
from five_steps.event_store.vault import Vault
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.fill import Progress
from five_steps.projections.kernel.limits import ViewLimits
from five_steps.projections.kernel.values import Position
from five_steps.projections.kernel.views import Views

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, MutableSequence, Sequence

    from five_steps.projections.kernel.verify import Mismatch

T = TypeVar("T")

_WEIGHTS = {
    "orders": 28,
    "assessment": 26,
    "volunteers": 22,
    "points": 14,
    "follow_ups": 3,
    "residents": 2,
    "units": 2,
}
"""Roughly how much work a view is, in hundredths of the time, ours and the server's, that all take;
where it is more than that of the others. Of logs of 109 and of 10,000 units, the mean."""
_TELL_INTERVAL_S = 0.1
_KEYS_CACHED_MAX = 2_000
"""People whose keys stay in memory (3 KB each): about those with an order on its way."""


def shares(names: Sequence[str], workers: int) -> list[list[str]]:
    """The views shared out so that each worker has about as much to do; no empty shares."""
    parts: list[list[str]] = [[] for _ in range(workers)]
    loads = [0] * workers
    for name in sorted(names, key=lambda name: (-_WEIGHTS.get(name, 1), name)):
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
    progress: Callable[[Progress], None] = lambda _: None,
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
        progress: told now and then how far the slowest share is.

    Raises:
        AlreadyBuilding: another process builds one of the views.
        PoisonousEvent: one of them cannot fold an event; its share was not swapped.
    """
    await _in_processes(_rebuild, dsn, secret, names, limits, workers, progress)


async def verify_in_processes(
    dsn: str,
    secret: bytes,
    names: Sequence[str] = (),
    *,
    limits: ViewLimits | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> list[Mismatch]:
    """Compare views with a replay of the log from zero, as `Views.verify`, share by share.

    The arguments are those of `rebuild_in_processes`.

    Raises:
        AlreadyBuilding: another process builds one of the views.
        PoisonousEvent: one of them cannot fold an event.
    """
    found = await _in_processes(_verify, dsn, secret, names, limits, workers, progress)
    return sorted(mismatch for part in found for mismatch in part)


async def _in_processes(
    work: Callable[[str, bytes, int, list[str], ViewLimits | None], T],
    dsn: str,
    secret: bytes,
    names: Sequence[str],
    limits: ViewLimits | None,
    workers: int | None,
    progress: Callable[[Progress], None],
) -> list[T]:
    """Do the work for each share of the views in a process of its own."""
    chosen = list(names) or [projection.name for projection in PROJECTIONS]
    parts = shares(chosen, workers or len(os.sched_getaffinity(0)))
    # Not forks of this process: it has an event loop and connections, which they would share.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    reached = context.Array("q", len(parts), lock=False)
    heads = context.Array("q", len(parts), lock=False)
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(
        len(parts), mp_context=context, initializer=_share_progress, initargs=(reached, heads)
    ) as pool:

        def tell() -> None:
            progress(Progress(Position(min(reached)), Position(max(heads))))

        telling = asyncio.create_task(_again_and_again(tell))
        try:
            done = await asyncio.gather(
                *(
                    loop.run_in_executor(pool, work, dsn, secret, number, part, limits)
                    for number, part in enumerate(parts)
                )
            )
        finally:
            telling.cancel()
        tell()
    return done


async def _again_and_again(tell: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(_TELL_INTERVAL_S)
        tell()


# --- in a worker ------------------------------------------------------------------------------

_shared: dict[str, MutableSequence[int]] = {}
"""Where each share stands, in memory that the parent looks at."""


def _share_progress(reached: MutableSequence[int], heads: MutableSequence[int]) -> None:
    _shared.update(reached=reached, heads=heads)


def _rebuild(
    dsn: str, secret: bytes, number: int, names: list[str], limits: ViewLimits | None
) -> None:
    async def rebuild() -> None:
        async with _views(dsn, secret, limits) as views:
            await views.rebuild(names, partial(_note, number))

    _run(rebuild())


def _verify(
    dsn: str, secret: bytes, number: int, names: list[str], limits: ViewLimits | None
) -> list[Mismatch]:
    async def verify() -> list[Mismatch]:
        async with _views(dsn, secret, limits) as views:
            return await views.verify(names, partial(_note, number))

    return _run(verify())


def _run(work: Coroutine[None, None, T]) -> T:
    # A fold leaves some dozens of objects in cycles, and this process ends with it: to look for
    # them among all rows, after each chunk, takes a twentieth of the time.
    gc.disable()
    return asyncio.run(work)


def _note(number: int, progress: Progress) -> None:
    _shared["reached"][number], _shared["heads"][number] = progress


@asynccontextmanager
async def _views(dsn: str, secret: bytes, limits: ViewLimits | None) -> AsyncIterator[Views]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as pool:
        vault = Vault(pool, secret, Limits(keys_cached_max=_KEYS_CACHED_MAX))
        yield Views(dsn, vault, PROJECTIONS, limits)
