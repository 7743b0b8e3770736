"""Where the events of each topic go, worked out once so that an event costs no looking around."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, get_origin

from eventsourcing.utils import get_topic

from five_steps.projections.kernel.decoding import decoder_of
from five_steps.projections.kernel.erasing import ERASING, SUBJECTS
from five_steps.projections.kernel.hints import hints_of
from five_steps.projections.kernel.rows import STREAM, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from five_steps.projections.kernel.decoding import Decoder, Fields
    from five_steps.projections.kernel.handlers import Handler
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import Id


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
        self.erased: set[Id] = set()
        """Whose keys were erased, as the events say that were noted down so far."""
        handlers: dict[str, list[Handler]] = {}
        classes: dict[str, type] = {}
        for projection in projections:
            for handler in projection.handlers:
                handlers.setdefault(handler.topic, []).append(handler)
                classes[handler.topic] = handler.event_class
            for table in projection.tables:
                if isinstance(table, Rows):
                    self.needs.append(self._needs(table, projection.handlers))
                if table.personal:
                    classes |= {get_topic(erasing): erasing for erasing in ERASING}
        self.by_topic: Mapping[str, Route] = {
            topic: self._route(event_class, handlers.get(topic, ()))
            for topic, event_class in classes.items()
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

    def _route(self, event_class: type, handlers: Sequence[Handler]) -> Route:
        topic, types = get_topic(event_class), hints_of(event_class)
        notes = [
            # A field that is a list names several groups.
            (field, noted.update if get_origin(types.get(field)) is list else noted.add)
            for (of, field), noted in self._noted.items()
            if of == topic
        ]
        if event_class in ERASING:
            notes.append((SUBJECTS, self.erased.update))
        fields = {field for handler in handlers for field in handler.fields}
        wanted = sorted({"timestamp", *fields, *(field for field, _ in notes)} - {STREAM})
        return Route(
            decoder_of(event_class, wanted),
            tuple(notes),
            tuple((handler.call, _picker(handler.fields)) for handler in handlers),
        )


def _picker(names: Sequence[str]) -> Callable[[Fields], Sequence[Any]]:
    if len(names) > 1:
        return itemgetter(*names)
    # Of fewer fields an itemgetter makes no sequence.
    return lambda fields: [fields[name] for name in names]
