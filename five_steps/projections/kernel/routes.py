"""Where the events of each topic go, worked out once so that an event costs no looking around."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, get_origin

from five_steps.projections.kernel.decoding import decoder_of
from five_steps.projections.kernel.hints import hints_of
from five_steps.projections.kernel.rows import STREAM, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from five_steps.projections.kernel.decoding import Decoder, Fields
    from five_steps.projections.kernel.handlers import Handler
    from five_steps.projections.kernel.projection import Projection


class Route(NamedTuple):
    """Where the events of a topic go."""

    decoder: Decoder
    notes: tuple[tuple[str, Callable[[Any], None]], ...]
    """The fields that name groups of rows, each with what notes the group down."""
    calls: tuple[tuple[Callable[..., None], Callable[[Fields], Sequence[Any]]], ...]
    """The handlers, each with what picks the fields that it asks for."""


class Needs(NamedTuple):
    """The groups of rows that a batch needs of a table, as the routes note them down."""

    table: Rows[Any, Any]
    begun: tuple[set[Any], ...]
    """Groups that the batch begins: there is nothing of them to load."""
    wanted: tuple[set[Any], ...]


class Routes:
    """The routes of some views.

    Groups are noted down once for all tables that need them by the same field of the same topic.
    """

    def __init__(self, projections: Iterable[Projection]) -> None:
        self._noted: dict[tuple[str, str], set[Any]] = {}
        self.needs: list[Needs] = []
        handlers: dict[str, list[Handler]] = {}
        for projection in projections:
            for handler in projection.handlers:
                handlers.setdefault(handler.topic, []).append(handler)
            for table in projection.tables:
                if isinstance(table, Rows):
                    self.needs.append(self._needs(table, projection.handlers))
        self.by_topic: Mapping[str, Route] = {
            topic: self._route(topic, of_topic) for topic, of_topic in handlers.items()
        }

    def forget(self) -> None:
        """Forget what was noted down."""
        for noted in self._noted.values():
            noted.clear()

    def _needs(self, table: Rows[Any, Any], handlers: Iterable[Handler]) -> Needs:
        begun: list[set[Any]] = []
        wanted: list[set[Any]] = []
        for handler in handlers:
            field = None if table.whole else table.group_field(handler.event_class)
            if field is None:
                continue
            noted = self._noted.setdefault((handler.topic, field), set())
            begins = (field == STREAM and handler.starts_stream()) or table.name in handler.begins
            (begun if begins else wanted).append(noted)
        return Needs(table, tuple(begun), tuple(wanted))

    def _route(self, topic: str, handlers: Sequence[Handler]) -> Route:
        types = hints_of(handlers[0].event_class)
        notes = {
            # A field that is a list names several groups.
            field: noted.update if get_origin(types.get(field)) is list else noted.add
            for (of, field), noted in self._noted.items()
            if of == topic
        }
        fields = {field for handler in handlers for field in handler.fields}
        wanted = sorted({"timestamp", *fields, *notes} - {STREAM})
        return Route(
            decoder_of(handlers[0].event_class, wanted),
            tuple(notes.items()),
            tuple((handler.call, _picker(handler.fields)) for handler in handlers),
        )


def _picker(names: Sequence[str]) -> Callable[[Fields], Sequence[Any]]:
    if len(names) > 1:
        return itemgetter(*names)
    # Of fewer fields an itemgetter makes no sequence.
    return lambda fields: [fields[name] for name in names]
