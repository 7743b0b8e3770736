"""Turns for the commands of one process that want the same streams."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from uuid import UUID


class StreamLocks:
    """One lock for each stream that somebody holds or waits for, and none for the others."""

    def __init__(self) -> None:
        self._locks: dict[UUID, asyncio.Lock] = {}
        self._users: dict[UUID, int] = {}

    @asynccontextmanager
    async def hold(self, stream_ids: Iterable[UUID]) -> AsyncIterator[None]:
        """Hold the locks of these streams, taken in the order of ids: nobody waits in a ring."""
        async with AsyncExitStack() as held:
            for stream_id in sorted(stream_ids):
                await held.enter_async_context(self._hold_one(stream_id))
            yield

    async def give_way(self, stream_id: UUID) -> None:
        """Let those go first who hold the lock or wait for it; for callers that hold none."""
        # Asked for every aggregate taken, and hashing a UUID is not for nothing.
        if self._locks and stream_id in self._locks:
            async with self._hold_one(stream_id):
                pass

    @asynccontextmanager
    async def _hold_one(self, stream_id: UUID) -> AsyncIterator[None]:
        lock = self._locks.setdefault(stream_id, asyncio.Lock())
        self._users[stream_id] = self._users.get(stream_id, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[stream_id] -= 1
            if not self._users[stream_id]:
                del self._users[stream_id], self._locks[stream_id]
