"""A part of a view, folded in memory out of few streams: nothing is written, nothing was there."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from eventsourcing.utils import get_topic

from five_steps.event_store.plain_uuid import uuid_from_hex
from five_steps.projections.kernel.decoding import decoder_of
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Position, id_of
from five_steps.projections.past.narrow_parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.values import Id, LoggedEvent

_EVENTS_AT_ONCE = 1_000
_by_position = itemgetter(0)


class _Empty:
    """What a fold loads rows from that begins with nothing."""

    async def fetch(self, *_: Any) -> Sequence[Any]:
        return ()


_EMPTY = cast("Connection", _Empty())


class PartFold:
    """The rows of some objects in a view."""

    def __init__(self, part: Part) -> None:
        view = part.view()
        self._part = part
        self._fold = Fold([(view, Position(0))])
        self._tables = {table.name: table for table in view.tables}
        # What is kept whole is looked through by handlers: rows of one object depend on others.
        self._together = any(isinstance(table, Rows) and table.whole for table in view.tables)
        self._leads = {
            get_topic(event_class): (decoder_of(event_class, [field]), field)
            for event_class, field in part.leads.items()
        }
        self._streams: set[Id] = set()
        self._events: list[LoggedEvent] = []

    def missing(self, ids: Iterable[Id]) -> set[Id]:
        """The streams of objects that were not asked for before."""
        streams = {
            id_of(stream) for id_ in ids for stream in self._part.streams(uuid_from_hex(id_))
        }
        return self._ask(streams)

    def take(self, events: Iterable[LoggedEvent]) -> set[Id]:
        """Take the events of streams that were asked for; the further streams that they lead to."""
        led = set()
        for event in events:
            self._events.append(event)
            _, _, topic, state = event
            if topic in self._leads:
                decoder, field = self._leads[topic]
                led.add(decoder.decode(state)[field])
        return self._ask(led - {None})

    async def fold(self, opener: Opener) -> None:
        """Fold what was taken."""
        events = sorted(self._events, key=_by_position)
        if self._together:
            self._fold.forget()
        else:
            self._events = []
        for start in range(0, len(events), _EVENTS_AT_ONCE):
            await self._fold.apply(_EMPTY, opener, events[start : start + _EVENTS_AT_ONCE])
            # Requests are answered meanwhile on the same event loop.
            await asyncio.sleep(0)

    def clear(self) -> None:
        """Forget everything, to be of use for other objects."""
        self._fold.forget()
        self._streams = set()
        self._events = []

    def rows(self, table_name: str) -> Iterator[Any]:
        """All rows of a table."""
        table = self._tables[table_name]
        assert isinstance(table, Rows | Ledger)
        return iter(table)

    def _ask(self, streams: set[Id]) -> set[Id]:
        new = streams - self._streams
        self._streams |= new
        return new


class Folds(dict[Part, PartFold]):
    """A fold of each part, made when it is first looked up."""

    def __missing__(self, part: Part) -> PartFold:
        fold = self[part] = PartFold(part)
        return fold


class IdleFolds:
    """Folds to be used again and again: to make one takes longer than most questions do."""

    def __init__(self) -> None:
        self._idle: list[Folds] = []

    @contextmanager
    def lent(self) -> Iterator[Folds]:
        """Folds for one question; what they made of it is forgotten afterwards."""
        folds = self._idle.pop() if self._idle else Folds()
        try:
            yield folds
        finally:
            for fold in folds.values():
                fold.clear()
            self._idle.append(folds)
