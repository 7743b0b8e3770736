"""Checks parts of the log in processes of their own, all of them on the same state of the log."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Final

from five_steps.event_store.verification.part_check import check_part
from five_steps.event_store.verification.sessions import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from five_steps.event_store.verification.part_check import CheckedPart, Part


_PARTS_WORTH_PROCESSES: Final = 6
"""Fewer are checked before processes for it have started."""


async def check_parts(
    dsn: str,
    snapshot: str,
    parts: Sequence[Part],
    *,
    workers: int | None = None,
    progress: Callable[[int], None],
) -> list[CheckedPart]:
    """Check the parts; few, or for one worker, in this process.

    Args:
        dsn: the log's database.
        snapshot: the name of the state that is checked; who exported it keeps it open.
        parts: of the log.
        workers: how many processes; as many as there are cores by default.
        progress: told how many events were checked.
    """
    processes = min(len(parts), workers or len(os.sched_getaffinity(0)))
    checked: list[CheckedPart] = []
    if processes <= 1 or (workers is None and len(parts) < _PARTS_WORTH_PROCESSES):
        for part in parts:
            checked.append(await _check(dsn, snapshot, part))
            progress(sum(part.events for part in checked))
        return checked
    loop = asyncio.get_running_loop()
    # Not forks of this process: it has an event loop and connections, which they would share.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        running = [loop.run_in_executor(pool, _check_apart, dsn, snapshot, part) for part in parts]
        for done in running:
            checked.append(await done)
            progress(sum(part.events for part in checked))
    return checked


def _check_apart(dsn: str, snapshot: str, part: Part) -> CheckedPart:
    return asyncio.run(_check(dsn, snapshot, part))


async def _check(dsn: str, snapshot: str, part: Part) -> CheckedPart:
    async with reading(dsn, snapshot) as connection:
        return await check_part(connection, part)
