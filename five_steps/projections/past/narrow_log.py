"""The events of some streams up to a position, as many as one question may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections.kernel.values import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Set

    from five_steps.event_store.connections import Pool
    from five_steps.projections.kernel.values import Id
    from five_steps.projections.past.narrow_parts import Part

# In no order: to give them in the order of positions the planner might walk the whole log.
_EVENTS = """
SELECT notification_id, encode(uuid_send(originator_id), 'hex'), topic, state
FROM public.stored_events
WHERE originator_id = ANY ($1::uuid[]) AND notification_id <= $2 LIMIT $3
"""

_LISTED = """
SELECT position, ARRAY (SELECT encode(uuid_send(id), 'hex') FROM read.{table})
FROM public.five_steps_views WHERE view = $1
"""


class TooWide(Exception):
    """It is a question for the whole past: more is behind it than few events."""


class NarrowLog:
    """The log as one question reads it."""

    def __init__(self, pool: Pool, position: int, events_max: int) -> None:
        """Prepare.

        Args:
            pool: reads it.
            position: the last event that counts.
            events_max: how many events it may give.
        """
        self._pool = pool
        self._position = position
        self._events_left = events_max

    async def objects_of(self, part: Part) -> frozenset[Id]:
        """All objects of a part; those founded later have no events up to the position.

        Raises:
            TooWide: the view, as it is now, does not show them all yet.
        """
        ((position, listed),) = await self._pool.fetch(
            _LISTED.format(table=part.listed), part.view.name
        )
        if position < self._position:
            raise TooWide
        return frozenset(listed)

    async def events_of(self, streams: Set[Id]) -> list[LoggedEvent]:
        """The events of some streams, in no order.

        Raises:
            TooWide: they are too many, with those given before.
        """
        events = await self._pool.fetch(
            _EVENTS,
            list(streams),
            self._position,
            self._events_left + 1,
            record_class=LoggedEvent,
        )
        self._events_left -= len(events)
        if self._events_left < 0:
            raise TooWide
        return events
