"""Room for so many commands at once; who finds none waits for a place, in turn."""

from __future__ import annotations

import asyncio
from collections import deque


class Places:
    """As `asyncio.Semaphore`, but a free place is taken without a call into a coroutine."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiters: deque[asyncio.Future[None]] = deque()

    def taken_at_once(self) -> bool:
        """Take a place if one is free."""
        if not self._free:
            return False
        self._free -= 1
        return True

    async def take(self) -> None:
        """Wait for a place, and take it."""
        if self.taken_at_once():
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                # It had been handed over just before.
                self.give_back()
            raise

    def give_back(self) -> None:
        """Hand a place to who has waited longest; nobody can come in between."""
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
        self._free += 1
