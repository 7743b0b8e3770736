"""Counts the log from its first event: right, with nothing but the log, and slow the first time."""

import asyncio
from uuid import UUID

from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.counting.in_memory.log_count import LogCount
from five_steps.event_store import EventStore
from five_steps.event_store.codec import to_domain_event

EVENTS_AT_ONCE = 5_000


class CountedFromLog:
    """For where no view is kept: loading a demo, tools and tests. Goes on where it was."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._count = LogCount()
        self._position = 0
        self._going_on = asyncio.Lock()

    async def of(self, unit_id: UUID, year: int) -> CountedYear:
        """What was counted for a unit's year, up to the log's present end."""
        async with self._going_on:
            while rows := await self._store.recorder.select_notifications(
                self._position, EVENTS_AT_ONCE, inclusive_of_start=False
            ):
                for row in rows:
                    event = to_domain_event(row.originator_id, row.version, row.topic, row.state)
                    self._count.apply(event, row.position)
                self._position = rows[-1].position
            return self._count.of(unit_id, year)
