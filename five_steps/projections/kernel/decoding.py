"""An event's state as handlers take it.

As the event store's codec restores it, but for UUIDs, which stay the hexadecimal digits that they
are in the log: a fold looks them up, copies them, and never computes with them. And only what
somebody asks for is restored.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, get_args, get_origin
from uuid import UUID

import orjson
from eventsourcing.utils import get_topic

from five_steps.event_store.codec import encode_fields, event_fields
from five_steps.projections.kernel.hints import hints_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Restore: TypeAlias = Callable[[Any], Any]

Fields: TypeAlias = dict[str, Any]


class Decoder(NamedTuple):
    """Decodes the events of one class."""

    topic: str
    class_version: int
    restorers: tuple[tuple[str, Restore], ...]
    """The wanted fields that are not plain JSON, each with what makes its value."""

    def decode(self, state: bytes) -> Fields:
        """The fields of an event, brought up to the version of its class.

        Fields that were not wanted may be left as they are in the log.
        """
        fields: Fields = orjson.loads(state)
        if self.class_version > 1 and self.class_version > fields.get("class_version", 1):
            # Upcasts work on real values; events old enough are few.
            fields = orjson.loads(encode_fields(event_fields(self.topic, state)))
        for name, restore in self.restorers:
            fields[name] = restore(fields[name])
        return fields


def decoder_of(event_class: type, wanted: Iterable[str]) -> Decoder:
    """What decodes the wanted fields of a class of events."""
    hints = hints_of(event_class)
    restorers = {name: _restorer_of(hints[name]) for name in wanted}
    return Decoder(
        get_topic(event_class),
        getattr(event_class, "class_version", 1),
        tuple((name, restore) for name, restore in restorers.items() if restore is not None),
    )


def _restorer_of(hint: Any) -> Restore | None:
    """What makes a value of its form in the log; None if that is what it is already."""
    parts = get_args(hint)
    if get_origin(hint) is list:
        one = _restorer_of(parts[0])
        return None if one is None else _each(one)
    if NoneType in parts:
        (hint,) = (part for part in parts if part is not NoneType)
        one = _restorer_of(hint)
        return None if one is None else _unless_none(one)
    return _RESTORERS.get(hint)


def _each(restore: Restore) -> Restore:
    return lambda items: [restore(item) for item in items]


def _unless_none(restore: Restore) -> Restore:
    return lambda item: None if item is None else restore(item)


_RESTORERS: dict[Any, Restore] = {
    UUID: itemgetter("_data_"),
    datetime: lambda item: datetime.fromisoformat(item["_data_"]),
    Decimal: lambda item: Decimal(item["_data_"]),
}
