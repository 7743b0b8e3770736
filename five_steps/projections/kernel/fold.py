"""Folds batches of events into the rows of some views.

Each event is decoded once, whichever views it concerns. A first pass collects the groups of rows
that the batch needs, one statement per table loads them, a second pass calls the handlers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, get_origin, get_type_hints

from five_steps.projections.kernel.decoding import decode
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.decoding import Fields
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import LoggedEvent, Position


class _Route(NamedTuple):
    """Where an event goes: a handler, and which groups of rows it needs."""

    view: int
    call: Callable[..., None]
    pick: Callable[[Fields], Sequence[Any]]
    stream_wanted: tuple[set[Any], ...]
    """Of the tables whose group is the event's stream, the groups wanted so far."""
    field_wanted: tuple[tuple[set[Any], str], ...]
    """The same of the tables whose group a field names, and the field."""
    list_wanted: tuple[tuple[set[Any], str], ...]
    """The same of the tables of which a field names several groups."""
    begins: tuple[tuple[Rows[Any, Any], str], ...]
    """The tables of which the event begins a group, and the field that names it."""


class Fold:
    """Views that are folded together, each from its own position on."""

    def __init__(self, views: Iterable[tuple[Projection, Position]]) -> None:
        self.projections: list[Projection] = []
        self.positions: list[Position] = []
        self._wanted: list[tuple[Rows[Any, Any], set[Any]]] = []
        self._routes: dict[str, tuple[int, list[_Route]]] = {}
        """By topic: the current version of the event class, and where its events go."""
        for projection, position in views:
            self._route(len(self.projections), projection)
            self.projections.append(projection)
            self.positions.append(position)

    async def apply(
        self, connection: Connection, opener: Opener, events: Sequence[LoggedEvent]
    ) -> None:
        """Fold a batch into rows and write them; the caller's transaction commits them.

        Positions are the caller's to advance, once the transaction has committed.
        """
        calls = self._prepare(events)
        for changing, wanted in self._wanted:
            await changing.load(connection, wanted)
            wanted.clear()
        for call, event, fields in calls:
            call(event, *fields)
        for projection in self.projections:
            await projection.sealed.settle(opener)
            for table in projection.tables:
                await table.flush(connection)

    async def settle(self, connection: Connection, *, everything: bool = False) -> None:
        """Let the views derive what they derive from all rows."""
        for projection in self.projections:
            await projection.settle(connection, everything=everything)
            for table in projection.tables:
                await table.flush(connection)

    def advance(self, position: Position) -> None:
        """Note that everything up to a position is folded and committed."""
        self.positions = [max(own, position) for own in self.positions]

    def trim(self, groups_max: int) -> None:
        """Bound what stays in memory between batches, in groups of rows per table."""
        for projection in self.projections:
            for table in projection.tables:
                table.trim(groups_max)

    def forget(self) -> None:
        """Forget what is in memory: after a transaction that did not commit."""
        for _, wanted in self._wanted:
            wanted.clear()
        for projection in self.projections:
            projection.forget()

    def _prepare(
        self, events: Sequence[LoggedEvent]
    ) -> list[tuple[Callable[..., None], Event, Sequence[Any]]]:
        calls = []
        positions = self.positions
        routes = self._routes
        for position, stream, topic, state in events:
            known = routes.get(topic)
            if known is None:
                continue
            class_version, topic_routes = known
            fields = decode(topic, state, class_version)
            fields[STREAM] = stream
            event = Event(position, stream, fields["timestamp"])
            for route in topic_routes:
                view, call, pick, stream_wanted, field_wanted, list_wanted, begins = route
                if position <= positions[view]:
                    continue
                for wanted in stream_wanted:
                    wanted.add(stream)
                for wanted, field in field_wanted:
                    wanted.add(fields[field])
                for wanted, field in list_wanted:
                    wanted.update(fields[field])
                for table, field in begins:
                    table.begin(fields[field])
                calls.append((call, event, pick(fields)))
        return calls

    def _route(self, view: int, projection: Projection) -> None:
        wanted_of: dict[str, set[Any]] = {}
        changing = [table for table in projection.tables if isinstance(table, Rows)]
        for table in changing:
            wanted = wanted_of[table.name] = set()
            self._wanted.append((table, wanted))
        for handler in projection.handlers:
            stream_wanted = []
            field_wanted = []
            list_wanted = []
            begins = []
            for table in changing:
                field = None if table.whole else table.group_field(handler.event_class)
                if field is None:
                    continue
                begun = field == STREAM and handler.starts_stream()
                if begun or table.name in handler.begins:
                    begins.append((table, field))
                elif field == STREAM:
                    stream_wanted.append(wanted_of[table.name])
                elif get_origin(get_type_hints(handler.event_class)[field]) is list:
                    list_wanted.append((wanted_of[table.name], field))
                else:
                    field_wanted.append((wanted_of[table.name], field))
            route = _Route(
                view,
                handler.call,
                handler.pick,
                tuple(stream_wanted),
                tuple(field_wanted),
                tuple(list_wanted),
                tuple(begins),
            )
            class_version = getattr(handler.event_class, "class_version", 1)
            _, routes = self._routes.setdefault(handler.topic, (class_version, []))
            routes.append(route)
