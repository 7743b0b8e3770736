"""The catalogue of all events: what each topic's class stores, field by field.

The log keeps events for ever, so an event class may only change together with its `class_version`
and an upcast from the version before. The catalogue on disk remembers what was; after a change made
that way, write it anew, and with it what is published of it (`published_events`):

    python -m tests.domain.event_catalogue --write
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypedDict, get_args, get_origin, get_type_hints

from eventsourcing.domain import AggregateCreated, CanMutateAggregate

from five_steps.domain.kernel.event_kinds import event_kinds
from tests.domain import published_events

FILE = Path(__file__).with_suffix(".json")
HOW_TO_WRITE = "python -m tests.domain.event_catalogue --write"


class Entry(TypedDict):
    """What the log holds of a topic."""

    class_version: int
    fields: dict[str, str]


Catalogue = dict[str, Entry]


class Declared(NamedTuple):
    """An event class, and by which name which aggregate has it."""

    aggregate: str
    name: str
    event_class: type[CanMutateAggregate[Any]]


def declared() -> dict[str, Declared]:
    """Every event of the domain by its topic."""
    return {
        topic: Declared(kind.aggregate.__name__, kind.name, kind.event_class)
        for topic, kind in event_kinds().items()
    }


def event_classes() -> dict[str, type[CanMutateAggregate[Any]]]:
    """Every event class of the domain by its topic."""
    return {topic: event.event_class for topic, event in declared().items()}


def own_fields(event_class: type[CanMutateAggregate[Any]]) -> dict[str, Any]:
    """The types of an event's fields, without those that every event of the library has."""
    of_the_library = {field.name for field in fields(AggregateCreated)}
    hints = get_type_hints(event_class)
    names = [f.name for f in fields(event_class) if f.name not in of_the_library]  # type: ignore[arg-type]
    return {name: hints[name] for name in names}


def type_name(hint: Any) -> str:
    """A type as it is written in the source."""
    if isinstance(hint, UnionType):
        return " | ".join(type_name(option) for option in get_args(hint))
    if get_origin(hint) is list:
        return f"list[{type_name(get_args(hint)[0])}]"
    return "None" if hint is NoneType else str(hint.__name__)


def current() -> Catalogue:
    """The catalogue of the code as it is."""
    return {
        topic: {
            "class_version": getattr(event_class, "class_version", 1),
            "fields": {n: type_name(hint) for n, hint in own_fields(event_class).items()},
        }
        for topic, event_class in sorted(event_classes().items())
    }


def recorded() -> Catalogue:
    """The catalogue on disk."""
    catalogue: Catalogue = json.loads(FILE.read_text(encoding="utf-8"))
    return catalogue


def broken_promises(before: Catalogue, now: Catalogue) -> list[str]:
    """What may not be written: changes that the events in the log would not survive."""
    return [
        problem
        for topic, entry in before.items()
        if (problem := _broken_promise(topic, entry, now.get(topic)))
    ]


def _broken_promise(topic: str, before: Entry, now: Entry | None) -> str | None:
    if now is None:
        return f"{topic} is gone, but the log may hold it"
    old, new = before["class_version"], now["class_version"]
    if new < old:
        return f"{topic}: class_version went down from {old} to {new}"
    if now["fields"] != before["fields"] and new == old:
        return (
            f"{topic} has other fields than before: set class_version = {old + 1} "
            f"and write upcast_v{old}_v{old + 1}"
        )
    return None


def main(arguments: list[str]) -> str:
    """Check, or write with `--write`; returns what to say, empty if all is well."""
    before, now = recorded() if FILE.exists() else {}, current()
    problems = broken_promises(before, now)
    if not problems and arguments == ["--write"]:
        FILE.write_text(json.dumps(now, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        published_events.write()
        return ""
    if not problems and before != now:
        problems = [f"new events or versions: {HOW_TO_WRITE}"]
    return "\n".join(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)
