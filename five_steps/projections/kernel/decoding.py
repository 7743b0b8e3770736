"""An event's state as handlers take it.

As the event store's codec restores it, but for UUIDs, which stay the hexadecimal digits that they
are in the log: a fold looks them up, copies them, and never computes with them.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from five_steps.event_store.codec import encode_fields, event_fields

if TYPE_CHECKING:
    from collections.abc import Callable

Fields: TypeAlias = dict[str, Any]


def decode(topic: str, state: bytes, class_version: int) -> Fields:
    """The fields of an event, brought up to the version of its class."""
    fields: Fields = orjson.loads(state)
    if class_version > 1 and class_version > fields.get("class_version", 1):
        # Upcasts work on real values; events old enough are few.
        fields = orjson.loads(encode_fields(event_fields(topic, state)))
    for name, value in fields.items():
        kind = type(value)
        if kind is dict:
            # The commonest case first: half of the values that are no plain ones are UUIDs.
            is_uuid = value["_type_"] == "uuid_hex"
            fields[name] = value["_data_"] if is_uuid else _restore(value)
        elif kind is list and value and type(value[0]) is dict:
            fields[name] = [_restore(item) for item in value]
    return fields


def _restore(value: dict[str, str]) -> Any:
    return _RESTORERS[value["_type_"]](value["_data_"])


_RESTORERS: dict[str, Callable[[str], Any]] = {
    "uuid_hex": str,
    "datetime_iso": datetime.fromisoformat,
    "decimal_str": Decimal,
}
