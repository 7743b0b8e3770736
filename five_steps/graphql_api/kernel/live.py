"""Live changes: tells subscribers that an object changed once the views show it.

One follower of the log serves all subscribers of a process. A subscriber is told that there is
something new, not what: it reads that for itself, with its own rights, and whatever happened while
it did so is one more telling. So nothing is queued, and a slow subscriber costs no memory.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Hashable, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from uuid import UUID

import structlog

from five_steps.event_store import EventStore, StoredRow
from five_steps.projections.kernel.views import Views

BATCH_EVENTS_MAX = 1000
VIEWS_WAIT_SECONDS_MAX = 30.0

_log = structlog.get_logger(__name__)


class Live:
    """Follows the log for all subscribers of this process."""

    def __init__(self, store: EventStore, views: Views) -> None:
        self._store = store
        self._views = views
        self._listeners: dict[Hashable, set[asyncio.Event]] = defaultdict(set)
        self._wanted = asyncio.Event()
        self._position = 0
        """What the views showed when the first listener of all came."""

    async def run(self) -> None:
        """Follow the log whenever somebody listens, until cancelled."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            following = self._store.feed.follow(self._position, BATCH_EVENTS_MAX)
            async with aclosing(following) as batches:
                await self._tell(batches)

    async def _tell(self, batches: AsyncIterator[Sequence[StoredRow]]) -> None:
        async for rows in batches:
            if not self._listeners:
                # Nobody is there, so nobody has to read the log either.
                return
            position = rows[-1].position
            if not await self._views.wait_for(position, VIEWS_WAIT_SECONDS_MAX):
                _log.warning("live_views_late", position=position)
            for key in _keys(rows):
                for listener in self._listeners.get(key, ()):
                    listener.set()

    @asynccontextmanager
    async def stream(self, *originator_ids: UUID) -> AsyncIterator[AsyncIterator[None]]:
        """Now, and after each change of an object, told in one stream or in several."""
        async with self._listening(*originator_ids) as changes:
            yield changes

    @asynccontextmanager
    async def topic(self, aggregate: str) -> AsyncIterator[AsyncIterator[None]]:
        """Now, and after each change of any object whose topics begin with `aggregate`."""
        async with self._listening(aggregate) as changes:
            yield changes

    @asynccontextmanager
    async def topics(self, *aggregates: str) -> AsyncIterator[AsyncIterator[None]]:
        """Now, and after each change of any object of several kinds."""
        async with self._listening(*aggregates) as changes:
            yield changes

    @asynccontextmanager
    async def _listening(self, *keys: Hashable) -> AsyncIterator[AsyncIterator[None]]:
        listener = asyncio.Event()
        # The first look comes after listening has begun, so that nothing falls in between.
        listener.set()
        if not self._listeners:
            self._position = self._views.position()
            self._wanted.set()
        for key in keys:
            self._listeners[key].add(listener)
        try:
            yield _changes(listener)
        finally:
            for key in keys:
                self._listeners[key].discard(listener)
                if not self._listeners[key]:
                    del self._listeners[key]


async def _changes(listener: asyncio.Event) -> AsyncIterator[None]:
    while True:
        await listener.wait()
        listener.clear()
        yield


def _keys(rows: Iterable[StoredRow]) -> set[Hashable]:
    keys: set[Hashable] = set()
    for row in rows:
        keys.add(row.originator_id)
        keys.add(row.topic.partition(".")[0])
    return keys
