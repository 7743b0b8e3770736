"""Folds batches of events into the rows of some views.

Each event is decoded once, whichever views it concerns. A first pass notes down the groups of rows
that the batch needs, one statement per table loads them, a second pass calls the handlers. Rows
are written when the caller says so: after each batch, or after many.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from five_steps.event_store.plain_uuid import uuid_from_hex
from five_steps.projections.kernel.erasing import erase
from five_steps.projections.kernel.routes import Routes
from five_steps.projections.kernel.rows import STREAM
from five_steps.projections.kernel.values import Event, Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import LoggedEvent

_new_event: Callable[[tuple[Any, ...]], Event] = partial(tuple.__new__, Event)
"""Makes an event in half the time: without the argument names, and unchecked."""

_TRIMMED_TO = 0.875
"""The share of the allowed memory that trimming leaves: room for many small batches to come."""


class Fold:
    """Views that are folded together, each from its own position on."""

    def __init__(self, views: Iterable[tuple[Projection, Position]]) -> None:
        self.projections: list[Projection] = []
        self.positions: list[Position] = []
        for projection, position in views:
            self.projections.append(projection)
            self.positions.append(position)
        self._routes = Routes(self.projections)
        self._tables = tuple(table for view in self.projections for table in view.tables)

    @property
    def topics(self) -> list[str]:
        """The topics of all events that concern the views."""
        return list(self._routes.by_topic)

    @property
    def unwritten(self) -> int:
        """How many rows wait to be written."""
        return sum(table.unwritten for table in self._tables)

    async def apply(
        self, connection: Connection, opener: Opener, events: Sequence[LoggedEvent]
    ) -> None:
        """Fold a batch into rows in memory.

        Positions are the caller's to advance, once the rows are written and committed.
        """
        if len(set(self.positions)) > 1:
            # Only after a swap or a stop, and then for one batch.
            for view in zip(self.projections, self.positions, strict=True):
                part = Fold([view])
                await part.apply(connection, opener, events)
                self._routes.erased |= part._routes.erased
            return
        position = self.positions[0]
        if events and events[0].position <= position:
            events = [event for event in events if event.position > position]
        calls = self._prepare(events)
        await self._load(connection)
        for call, event, fields in calls:
            call(event, *fields)
        for projection in self.projections:
            await projection.sealed.settle(opener)
        if self._routes.erased:
            # What comes after the erasure must not be opened either, though it cannot be by itself.
            opener.forget([uuid_from_hex(subject) for subject in self._routes.erased])

    async def write(self, connection: Connection) -> None:
        """Write the changed rows; the caller's transaction commits them."""
        for table in self._tables:
            # A live batch changes few of the many tables.
            if table.changed:
                await table.flush(connection)
        await self._erase(connection)

    async def settle(self, connection: Connection, *, everything: bool = False) -> None:
        """Let the views derive what they derive from all rows, which are written."""
        for projection in self.projections:
            await projection.settle(connection, everything=everything)
        await self.write(connection)

    def advance(self, position: Position) -> None:
        """Note that everything up to a position is folded and committed."""
        self.positions = [max(own, position) for own in self.positions]

    @property
    def memory(self) -> int:
        """How many bytes the rows in memory take, roughly."""
        return sum(table.memory for table in self._tables)

    def trim(self, bytes_max: int) -> None:
        """Bound what all rows together take in memory between batches; they are written.

        Every table gives up the same share, so that each keeps what about the same stretch of the
        log needed.
        """
        taken = self.memory
        if taken <= bytes_max:
            return
        share = _TRIMMED_TO * bytes_max / taken
        for table in self._tables:
            table.trim(int(share * table.memory))

    def forget(self) -> None:
        """Forget what is in memory: after a transaction that did not commit."""
        self._routes.forget()
        self._routes.erased.clear()
        for projection in self.projections:
            projection.forget()

    async def _erase(self, connection: Connection) -> None:
        """Empty what tables show of those whose keys were erased; everything else is written."""
        if not self._routes.erased:
            return
        for table in self._tables:
            if table.personal:
                await erase(connection, table, self._routes.erased)
                table.forget()
        self._routes.erased.clear()

    def _prepare(
        self, events: Sequence[LoggedEvent]
    ) -> list[tuple[Callable[..., None], Event, Sequence[Any]]]:
        calls = []
        routes = self._routes.by_topic
        for position, stream, topic, state in events:
            route = routes.get(topic)
            if route is None:
                continue
            decoder, notes, handlers = route
            fields = decoder.decode(state)
            fields[STREAM] = stream
            for name, note in notes:
                note(fields[name])
            event = _new_event((position, stream, fields["timestamp"]))
            for call, pick in handlers:
                calls.append((call, event, pick(fields)))
        return calls

    async def _load(self, connection: Connection) -> None:
        for table, begun, wanted in self._routes.needs:
            for groups in begun:
                if groups:
                    table.begin(groups)
            if table.whole or any(wanted):
                await table.load(connection, set().union(*wanted))
        self._routes.forget()
