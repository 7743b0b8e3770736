"""The catalogue as it is published: a JSON Schema for programs, a page for people."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from five_steps.operations.event_catalogue.catalogue import Entry, catalogue
from five_steps.operations.event_catalogue.schema import SHARED, Schema

ID = "urn:five-steps:events"
_HEADING = """\
# Events of the log

Every kind of event that `public.stored_events` may hold: {count} topics. Made by
`five-steps events`; the same for programs, with the exact form of each value, is in
[events.schema.json](events.schema.json). How to find the events behind a number:
[audit.md](audit.md#trace-a-number).

Each event also has `timestamp`, the moment it was decided; the first of a stream has
`originator_topic`, the topic of its aggregate. `uuid`, `decimal` and `datetime` stand in the log as
the eventsourcing library writes them: `{{"_type_": "uuid_hex", "_data_": "…"}}`, `"decimal_str"`,
`"datetime_iso"`. `sealed` is a personal text (`v1.…`, `v2.…`), which nobody reads once the person's
key is erased. An event of a class version above 1 says so in `class_version`; earlier ones are
brought up to it when they are read.
"""


def as_json() -> str:
    """The JSON Schema of each class version, under `$defs` as `TOPIC.vN`."""
    definitions: dict[str, Schema] = dict(SHARED)
    for entry in catalogue():
        for version, schema in sorted(entry.schemas.items()):
            definitions[f"{entry.kind.topic}.v{version}"] = _described(entry, version, schema)
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Events of five-steps (五步法)",
        "description": "The state of each event as it stands in the log, and as `data` in an "
        "export. That of topic T in class version N (1 if the state names none) is #/$defs/T.vN.",
        "$defs": definitions,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _described(entry: Entry, version: int, schema: Schema) -> Schema:
    meaning = entry.kind.meaning
    current = version == entry.kind.class_version
    described: dict[str, Any] = {
        "title": f"{entry.kind.aggregate.__name__}: {meaning.chinese}",
        "description": meaning.english,
        "x-since": entry.since,
        **schema,
    }
    return described | {"examples": [entry.example]} if current else described


def as_markdown() -> str:
    """A page with a section for each aggregate."""
    entries = catalogue()
    page = [_HEADING.format(count=len(entries))]
    for aggregate, of_it in groupby(entries, lambda entry: entry.kind.aggregate):
        events = list(of_it)
        meaning = events[0].kind.aggregate_meaning
        page.append(f"\n## {meaning.chinese} ({aggregate.__name__})\n\n{meaning.english}\n")
        page.extend(line for entry in events for line in _section(entry))
    return "".join(page)


def _section(entry: Entry) -> Iterator[str]:
    kind = entry.kind
    yield f"\n### `{kind.topic}`\n\n"
    yield f"{kind.meaning.chinese} — {kind.meaning.english}\n\n"
    yield f"Since {entry.since}, class version {kind.class_version}.\n\n"
    fields = entry.schemas[kind.class_version]["properties"]
    yield (
        ", ".join(
            f"`{name}`: {_type_of(schema)}"
            for name, schema in fields.items()
            if name not in {"timestamp", "originator_topic", "class_version"}
        )
        or "No fields of its own."
    )
    yield f"\n\n```json\n{json.dumps(entry.example, ensure_ascii=False)}\n```\n"


def _type_of(schema: Schema) -> str:
    match schema:
        case {"$ref": reference}:
            return str(reference).rpartition("/")[2]
        case {"anyOf": options}:
            return " or ".join(map(_type_of, options))
        case {"type": "array", "items": items}:
            return f"list of {_type_of(items)}"
        case _:
            return str(schema["type"])
