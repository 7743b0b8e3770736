"""Everything that is published of each event: what it means, how it is stored, an example."""

import json
from pathlib import Path
from typing import Any, NamedTuple, NotRequired, TypedDict

from five_steps.domain.kernel.event_kinds import EventKind, event_kinds
from five_steps.operations.event_catalogue.schema import Schema, schema_of
from five_steps.operations.event_catalogue.sealed_fields import SEALED

PUBLISHED = Path(__file__).with_name("published.json")
"""What the code does not tell; the tests write it (`tests/domain/event_catalogue.py`)."""


class Published(TypedDict):
    """What is kept of an event beside its class."""

    since: str
    """The release that wrote the first of them."""
    example: dict[str, Any]
    """The state of one, as it is stored."""
    earlier: NotRequired[dict[str, Schema]]
    """The schemas of class versions before this one, which the log may hold."""


class Entry(NamedTuple):
    """What is published of an event."""

    kind: EventKind
    since: str
    schemas: dict[int, Schema]
    """By class version."""
    sealed: frozenset[str]
    """Fields that are personal texts, sealed with the key of a person."""
    example: dict[str, Any]


def published() -> dict[str, Published]:
    """What is kept, by topic."""
    kept: dict[str, Published] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return kept


def catalogue() -> list[Entry]:
    """All events that this version writes, by topic."""
    kept = published()
    return [_entry(kind, kept[topic]) for topic, kind in event_kinds().items()]


def _entry(kind: EventKind, kept: Published) -> Entry:
    sealed = SEALED.get(kind.topic, frozenset())
    earlier = {int(version): schema for version, schema in kept.get("earlier", {}).items()}
    return Entry(
        kind=kind,
        since=kept["since"],
        schemas={**earlier, kind.class_version: schema_of(kind, sealed)},
        sealed=sealed,
        example=kept["example"],
    )
