"""Domain events to bytes and back, byte for byte as the stock Mapper and JSONTranscoder do it.

orjson does the work wherever it provably writes and reads the same, which is everything but
integers beyond 64 bits; the stock transcoder does those. What an event field may hold is `str, int,
bool, None, list, UUID, Decimal, datetime`; anything else is refused when it is written (floats
would print differently, dicts would be free-form, tuples and enums would come back as something
else).

Reading is as eager as writing: projections touch most fields of an event, and restoring the few
UUIDs and times at once measured faster than any lazy mapping.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import orjson
from asyncpg.pgproto.pgproto import UUID as PostgresUUID  # noqa: N811
from eventsourcing.domain import CanMutateAggregate
from eventsourcing.persistence import DatetimeAsISO, DecimalAsStr, JSONTranscoder, UUIDAsHex
from eventsourcing.utils import get_topic, resolve_topic

from five_steps.event_store.errors import UndecodableEvent, UnsupportedValue
from five_steps.event_store.plain_uuid import uuid_from_hex
from five_steps.event_store.records import NewEvent

if TYPE_CHECKING:
    from collections.abc import Callable

DomainEvent = CanMutateAggregate[UUID]


def stock_transcoder() -> JSONTranscoder:
    """The transcoder that the stock `Application` makes."""
    transcoder = JSONTranscoder()
    transcoder.register(UUIDAsHex())
    transcoder.register(DecimalAsStr())
    transcoder.register(DatetimeAsISO())
    return transcoder


_stock = stock_transcoder()


def to_new_event(event: DomainEvent) -> NewEvent:
    """The event as it will stand in the log.

    Raises:
        UnsupportedValue: a field holds what the log does not keep.
    """
    fields = dict(vars(event))
    originator_id = fields.pop("originator_id")
    version = fields.pop("originator_version")
    event_class = type(event)
    class_version = getattr(event_class, "class_version", 1)
    if class_version > 1:
        fields["class_version"] = class_version
    try:
        state = encode_fields(fields)
    except UnsupportedValue as refused:
        message = f"{event_class.__qualname__} cannot be stored: {refused}"
        raise UnsupportedValue(message) from None
    return NewEvent(originator_id, version, get_topic(event_class), state)


def to_domain_event(originator_id: UUID, version: int, topic: str, state: bytes) -> DomainEvent:
    """The event as the domain knows it, brought up to its class's current version.

    Raises:
        UndecodableEvent: the bytes are not an event's state.
        eventsourcing.utils.TopicError: no class has this topic.
    """
    event_class = resolve_topic(topic)
    try:
        fields = decode_fields(state)
    except UndecodableEvent as error:
        message = f"version {version} of stream {originator_id} ({topic}): {error}"
        raise UndecodableEvent(message) from error
    fields["originator_id"] = originator_id
    fields["originator_version"] = version
    _upcast(event_class, fields)
    event = object.__new__(event_class)
    # As the stock Mapper does: the class is frozen, and its __init__ has nothing to add.
    object.__setattr__(event, "__dict__", fields)
    return cast("DomainEvent", event)


def event_fields(topic: str, state: bytes) -> dict[str, Any]:
    """The fields of a stored event, brought up to its class's current version.

    This is what projections read: no event object is made. `originator_id` and
    `originator_version` are not among the fields, as in the log; upcasts do not see them.
    """
    fields = decode_fields(state)
    _upcast(resolve_topic(topic), fields)
    return fields


def encode_fields(fields: dict[str, Any]) -> bytes:
    """The fields as JSON, in the bytes of the stock transcoder."""
    try:
        plain = {
            name: value if (writer := _WRITERS[type(value)]) is None else writer(value)
            for name, value in fields.items()
        }
    except KeyError as error:
        message = f"{_first_refused(fields)} holds a {error.args[0].__qualname__}"
        raise UnsupportedValue(message) from None
    try:
        return orjson.dumps(plain)
    except orjson.JSONEncodeError:
        return _encode_stock(plain)


def decode_fields(state: bytes) -> dict[str, Any]:
    """The fields as they were stored, with UUIDs, decimals and times restored.

    A `class_version` among them is left as it is; see `event_fields`.

    Raises:
        UndecodableEvent: the bytes are not an event's state.
    """
    try:
        fields = orjson.loads(state)
        for name, value in fields.items():
            reader = _READERS.get(type(value))
            if reader is not None:
                fields[name] = reader(value)
    except (_ReadByStock, orjson.JSONDecodeError):
        fields = _decode_stock(state)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        message = f"not the state of an event: {error}"
        raise UndecodableEvent(message) from error
    return cast("dict[str, Any]", fields)


def _upcast(event_class: type, fields: dict[str, Any]) -> None:
    current = getattr(event_class, "class_version", 1)
    version = fields.pop("class_version", 1)
    while version < current:
        getattr(event_class, f"upcast_v{version}_v{version + 1}")(fields)
        version += 1


# ---------------------------------------------------------------------------------- writing


def _write_list(values: list[Any]) -> list[Any]:
    return [
        value if (writer := _WRITERS[type(value)]) is None else writer(value) for value in values
    ]


def _write_uuid(value: UUID) -> dict[str, str]:
    return {"_type_": "uuid_hex", "_data_": value.hex}


def _write_decimal(value: Decimal) -> dict[str, str]:
    return {"_type_": "decimal_str", "_data_": str(value)}


def _write_datetime(value: datetime) -> dict[str, str | datetime]:
    # In UTC, as nearly all are, orjson writes what `isoformat` writes, ten times as fast.
    return {"_type_": "datetime_iso", "_data_": value if value.tzinfo is UTC else value.isoformat()}


# By exact type: a subclass (an enum, say) would be written but not come back. asyncpg's UUID is
# the exception, because its bytes are the same and it comes back as what it stands for.
_WRITERS: dict[type, Callable[[Any], Any] | None] = {
    str: None,
    int: None,
    bool: None,
    type(None): None,
    UUID: _write_uuid,
    PostgresUUID: _write_uuid,
    Decimal: _write_decimal,
    datetime: _write_datetime,
    list: _write_list,
}


def _encode_stock(plain: dict[str, Any]) -> bytes:
    try:
        return _stock.encode(_spelt_out(plain))
    except UnicodeEncodeError as error:
        message = f"text with half a surrogate pair: {error}"
        raise UnsupportedValue(message) from None


def _spelt_out(value: Any) -> Any:
    """The same without the times that were left to orjson."""
    if isinstance(value, dict):
        return {name: _spelt_out(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_spelt_out(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _first_refused(fields: dict[str, Any]) -> str:
    def refused(value: Any) -> bool:
        if type(value) is list:
            return any(refused(item) for item in value)
        return type(value) not in _WRITERS

    return next(name for name, value in fields.items() if refused(value))


# ---------------------------------------------------------------------------------- reading


class _ReadByStock(Exception):
    """orjson read a number as a float: it may be an integer beyond 64 bits."""


def _read_list(values: list[Any]) -> list[Any]:
    for index, value in enumerate(values):
        reader = _READERS.get(type(value))
        if reader is not None:
            values[index] = reader(value)
    return values


def _read_dict(data: dict[str, Any]) -> Any:
    if len(data) == 2 and (restore := _RESTORERS.get(data.get("_type_", ""))) is not None:
        return restore(data["_data_"])
    # Nothing of ours, so whatever the stock library makes of it.
    raise _ReadByStock


def _read_float(_: float) -> Any:
    raise _ReadByStock


_RESTORERS: dict[str, Callable[[Any], Any]] = {
    "uuid_hex": uuid_from_hex,
    "decimal_str": Decimal,
    "datetime_iso": datetime.fromisoformat,
}

_READERS: dict[type, Callable[[Any], Any]] = {
    dict: _read_dict,
    list: _read_list,
    float: _read_float,
}


def _decode_stock(state: bytes) -> Any:
    try:
        return _stock.decode(state)
    except Exception as error:  # the stock decoder lets out whatever went wrong inside it
        message = f"not the state of an event: {error}"
        raise UndecodableEvent(message) from error
