"""Much at once, and yet in order where the order matters."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable
from types import TracebackType
from typing import Self


class InOrder:
    """Runs pieces of work at the same time; those that share a key run in the order given.

    Used with `async with`, which waits for all work. When a piece fails, the others are cancelled
    and the error comes out of the block in an `ExceptionGroup`.
    """

    def __init__(self, at_once_max: int) -> None:
        self._places = asyncio.Semaphore(at_once_max)
        self._group = asyncio.TaskGroup()
        self._last: dict[Hashable, asyncio.Task[None]] = {}

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self,
        error_class: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._group.__aexit__(error_class, error, traceback)

    async def start(self, work: Callable[[], Awaitable[None]], keys: Iterable[Hashable]) -> None:
        """Start a piece of work as soon as there is a place; return without waiting for its end."""
        await self._places.acquire()
        keys = tuple(keys)
        # Places are taken in the order given, so whatever is waited for has one: no deadlock.
        before = {self._last[key] for key in keys if key in self._last}
        task = self._group.create_task(self._run(work, before))
        for key in keys:
            self._last[key] = task
        task.add_done_callback(lambda done: self._forget(done, keys))

    async def _run(
        self, work: Callable[[], Awaitable[None]], before: set[asyncio.Task[None]]
    ) -> None:
        try:
            for task in before:
                await task
            await work()
        finally:
            self._places.release()

    def _forget(self, done: asyncio.Task[None], keys: Iterable[Hashable]) -> None:
        for key in keys:
            if self._last.get(key) is done:
                del self._last[key]
