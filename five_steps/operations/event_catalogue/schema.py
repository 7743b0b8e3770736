"""What an event's state looks like in the log, as JSON Schema (2020-12)."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from five_steps.domain.kernel.event_kinds import EventKind

Schema = dict[str, Any]

# Columns of the log, not of the state.
_COLUMNS = ("originator_id", "originator_version")


def _tagged(tag: str, data: Schema, description: str) -> Schema:
    """A value that the library writes with a tag, for JSON has no such type."""
    return {
        "description": description,
        "type": "object",
        "properties": {"_type_": {"const": tag}, "_data_": {"type": "string", **data}},
        "required": ["_type_", "_data_"],
        "additionalProperties": False,
    }


SHARED: dict[str, Schema] = {
    "uuid": _tagged("uuid_hex", {"pattern": "^[0-9a-f]{32}$"}, "An id, without hyphens."),
    "decimal": _tagged(
        "decimal_str",
        {"pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"},
        "An exact decimal number.",
    ),
    "datetime": _tagged(
        "datetime_iso",
        # Programs need not check a format, but have to check a pattern.
        {
            "format": "date-time",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?"
            r"[+-][0-9]{2}:[0-9]{2}$",
        },
        "A moment, with its zone.",
    ),
    "sealed": {
        "description": "A personal text, sealed with the key of a person: `v1.` and base64 "
        "(AES-256-GCM), `v2.` if with two keys; or empty. Nobody reads it once a key is erased.",
        "type": "string",
    },
}

_PLAIN: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}
_TAGGED = {UUID: "uuid", Decimal: "decimal", datetime: "datetime"}


def schema_of(kind: EventKind, sealed: frozenset[str]) -> Schema:
    """The schema of an event's state, as its class stores it now.

    Args:
        kind: which event.
        sealed: those of its fields that are personal texts.
    """
    hints = get_type_hints(kind.event_class)
    names = [field.name for field in fields(kind.event_class) if field.name not in _COLUMNS]  # type: ignore[arg-type]
    properties: dict[str, Schema] = {
        name: _of_hint(hints[name], sealed=name in sealed) for name in names
    }
    if kind.class_version > 1:
        properties["class_version"] = {"const": kind.class_version}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_hint(hint: Any, *, sealed: bool) -> Schema:
    if isinstance(hint, UnionType):
        return {"anyOf": [_of_hint(option, sealed=sealed) for option in get_args(hint)]}
    if get_origin(hint) is list:
        return {"type": "array", "items": _of_hint(get_args(hint)[0], sealed=sealed)}
    if hint is str and sealed:
        return {"$ref": "#/$defs/sealed"}
    if hint in _TAGGED:
        return {"$ref": f"#/$defs/{_TAGGED[hint]}"}
    return {"type": _PLAIN[hint]}
