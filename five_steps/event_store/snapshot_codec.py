"""Aggregate state to bytes and back, for snapshots.

The stock JSONTranscoder with more types: tuples, frozen sets, dates, enums, dataclasses and dicts
with any keys. The standard JSON encoder would write some of these as something else without asking,
so the state is walked before. Classes are named by module and qualified name, and found only among
the modules that are imported already: bytes in the database can make us import nothing, and call
nothing but an enum with its value.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Transcoding

from five_steps.event_store.codec import stock_transcoder
from five_steps.event_store.errors import StoreError


class SnapshotUnusable(StoreError):
    """The bytes do not fit the classes as they are now; replay the events instead."""


class SnapshotUnsupported(StoreError):
    """The aggregate holds a value that snapshots cannot keep."""


def encode_state(state: dict[str, Any]) -> bytes:
    """The attributes of an aggregate, as JSON."""
    return _transcoder.encode({name: _plain(value) for name, value in state.items()})


def decode_state(data: bytes) -> dict[str, Any]:
    """The attributes of an aggregate.

    Raises:
        SnapshotUnusable: a class is gone or has other fields, or an enum other values.
    """
    try:
        state = _transcoder.decode(data)
    except SnapshotUnusable:
        raise
    except Exception as error:  # whatever a changed class makes of old data
        raise SnapshotUnusable(str(error)) from error
    if not isinstance(state, dict):
        message = "not the state of an aggregate"
        raise SnapshotUnusable(message)
    return state


def _tagged(name: str, data: Any) -> dict[str, Any]:
    return {"_type_": name, "_data_": data}


def _plain(value: Any) -> Any:
    """The value in terms that the stock encoder writes without losing its type."""
    value_type = type(value)
    if value_type in {str, int, bool, type(None), UUID, Decimal, datetime}:
        return value
    if value_type is list:
        return [_plain(item) for item in value]
    if value_type is tuple:
        return _tagged("tuple", [_plain(item) for item in value])
    if value_type is frozenset:
        # In an order of its own: a set's depends on how it came about, and on the process.
        return _tagged("frozenset", sorted((_plain(item) for item in value), key=repr))
    if value_type is dict:
        return _tagged("dict", [[_plain(key), _plain(item)] for key, item in value.items()])
    if value_type is date:
        return _tagged("date", value.isoformat())
    if isinstance(value, Enum):
        return _tagged("enum", [_class_name(value_type), _plain(value.value)])
    if is_dataclass(value):
        return _tagged(
            "dataclass",
            [
                _class_name(value_type),
                [[field.name, _plain(getattr(value, field.name))] for field in fields(value)],
            ],
        )
    message = f"a snapshot cannot keep a {value_type.__qualname__}"
    raise SnapshotUnsupported(message)


def _class_name(value_type: type) -> str:
    name = f"{value_type.__module__}:{value_type.__qualname__}"
    if _find_class(name) is not value_type:
        message = f"{name} cannot be found again by its name"
        raise SnapshotUnsupported(message)
    return name


@cache
def _find_class(name: str) -> type:
    module_name, _, qualified_name = name.partition(":")
    try:
        found = attrgetter(qualified_name)(sys.modules[module_name])
    except (KeyError, AttributeError) as error:
        message = f"{name} is not there any more"
        raise SnapshotUnusable(message) from error
    if not isinstance(found, type) or not (issubclass(found, Enum) or is_dataclass(found)):
        message = f"{name} is neither an enum nor a dataclass"
        raise SnapshotUnusable(message)
    return found


class _Restorer(Transcoding):
    """Reads one kind of tagged value; writing is `_plain`'s."""

    def encode(self, obj: Any) -> Any:
        raise NotImplementedError


class _Tuple(_Restorer):
    type = tuple
    name = "tuple"

    def decode(self, data: Any) -> tuple[Any, ...]:
        return tuple(data)


class _FrozenSet(_Restorer):
    type = frozenset
    name = "frozenset"

    def decode(self, data: Any) -> frozenset[Any]:
        return frozenset(data)


class _Dict(_Restorer):
    type = dict
    name = "dict"

    def decode(self, data: Any) -> dict[Any, Any]:
        return dict(data)


class _Date(_Restorer):
    type = date
    name = "date"

    def decode(self, data: Any) -> date:
        return date.fromisoformat(data)


class _Enum(_Restorer):
    type = Enum
    name = "enum"

    def decode(self, data: Any) -> Enum:
        class_name, value = data
        found = _find_class(class_name)(value)
        if not isinstance(found, Enum):
            message = f"{class_name} is not an enum"
            raise SnapshotUnusable(message)
        return found


class _Dataclass(_Restorer):
    type = object
    name = "dataclass"

    def decode(self, data: Any) -> Any:
        class_name, values = data
        found = _find_class(class_name)
        # Field by field, past __init__: the value is restored as it was, not made anew.
        if not is_dataclass(found) or [field.name for field in fields(found)] != [
            name for name, _ in values
        ]:
            message = f"{class_name} has other fields now"
            raise SnapshotUnusable(message)
        restored = object.__new__(found)
        for name, value in values:
            object.__setattr__(restored, name, value)
        return restored


_transcoder = stock_transcoder()
for _kind in (_Tuple, _FrozenSet, _Dict, _Date, _Enum, _Dataclass):
    _transcoder.register(_kind())
