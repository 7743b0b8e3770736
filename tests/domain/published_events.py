"""Writes what is published of each event: `docs/events.md`, its JSON Schema, and examples.

The examples are of the lives, so that they are what really happens. The release that first wrote an
event, and the schemas of earlier class versions, are kept once they are there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import orjson

from five_steps import __version__
from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.event_store.codec import to_new_event
from five_steps.operations.event_catalogue import PUBLISHED, as_json, as_markdown
from five_steps.operations.event_catalogue.catalogue import Published
from tests.docs.examples import ROOT
from tests.domain.lives import LIVES

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs/events.md"
SCHEMA = ROOT / "docs/events.schema.json"


def examples() -> dict[str, dict[str, Any]]:
    """The state of the first event of each topic that the lives tell."""
    found: dict[str, dict[str, Any]] = {}
    for life in LIVES:
        for event in life.lived().pending_events:
            new = to_new_event(event)
            if new.topic not in found:
                found[new.topic] = orjson.loads(new.state)
    return found


def to_publish() -> dict[str, Published]:
    """What is to be kept of each event, with what was kept before."""
    before: dict[str, Published] = read(PUBLISHED)
    told = examples()
    untold = event_kinds().keys() - told.keys()
    assert not untold, f"no life in tests/domain/lives.py tells of {', '.join(sorted(untold))}"
    return {
        topic: of_topic(topic, kind.class_version, before.get(topic), told[topic])
        for topic, kind in event_kinds().items()
    }


def of_topic(
    topic: str, class_version: int, before: Published | None, example: dict[str, Any]
) -> Published:
    """What is to be kept of an event in a class version."""
    if before is None:
        return Published(since=__version__, example=example)
    earlier = {
        str(version): schema
        for version in range(1, class_version)
        if (schema := schema_before(topic, version)) is not None
    }
    kept = Published(since=before["since"], example=example)
    return Published(**kept, earlier=earlier) if earlier else kept


def schema_before(topic: str, version: int) -> dict[str, Any] | None:
    """The schema that was published of a class version, as its class had it."""
    published = read(SCHEMA).get("$defs", {}).get(f"{topic}.v{version}")
    if published is None:
        return None
    return {
        name: published[name] for name in ("type", "properties", "required", "additionalProperties")
    }


def read(path: Path) -> dict[str, Any]:
    """A file that may not be there yet."""
    if not path.exists():
        return {}
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def write() -> None:
    """Write all of it."""
    kept = to_publish()
    PUBLISHED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    SCHEMA.write_text(as_json(), encoding="utf-8")
    PAGE.write_text(as_markdown(), encoding="utf-8")
