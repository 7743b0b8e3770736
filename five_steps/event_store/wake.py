"""A wake-up call from the writer and the listener to whoever waits for new events."""

from __future__ import annotations

import asyncio


class Wake:
    """Many may wait; a call wakes all who took their ticket before it.

    Take the ticket, look at the log, and wait for the ticket only if nothing was there: a call
    that comes between the look and the wait is not missed.
    """

    def __init__(self) -> None:
        self._ticket = asyncio.Event()

    def ticket(self) -> asyncio.Event:
        """What to wait for; set by the next call."""
        return self._ticket

    def call(self) -> None:
        """Wake everybody who waits."""
        self._ticket.set()
        self._ticket = asyncio.Event()
