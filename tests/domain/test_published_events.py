"""What is published of the events is what they are."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from typer.testing import CliRunner

from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.event_store.codec import to_new_event
from five_steps.operations.cli import build_app
from five_steps.operations.event_catalogue import PUBLISHED, as_json, as_markdown, catalogue
from five_steps.operations.event_catalogue.sealed_fields import SEALED
from tests.domain.event_catalogue import HOW_TO_WRITE, event_classes, own_fields
from tests.domain.lives import LIVES, Life
from tests.domain.published_events import PAGE, SCHEMA, of_topic, read, to_publish

DOCUMENT = json.loads(as_json())
# Crawled once: it is large, and each validator would do it anew.
REGISTRY = (Resource.from_contents(DOCUMENT) @ Registry()).crawl()
HOW = f"new events or versions? {HOW_TO_WRITE}"


@cache
def validator(topic: str, class_version: int) -> Draft202012Validator:
    """What holds a state to its published schema."""
    reference = {"$ref": f"{DOCUMENT['$id']}#/$defs/{topic}.v{class_version}"}
    return Draft202012Validator(reference, registry=REGISTRY)


def assert_as_published(topic: str, state: bytes) -> None:
    """Assert that a stored state is as the schema of its class version says."""
    fields = orjson.loads(state)
    validator(topic, fields.get("class_version", 1)).validate(fields)


def sealed_elsewhere(topic: str, state: bytes) -> list[str]:
    """Fields with a sealed text that are not said to be sealed."""
    return [
        name
        for name, value in orjson.loads(state).items()
        if name not in SEALED.get(topic, ())
        and any(
            isinstance(text, str) and text.startswith(("v1.", "v2."))
            for text in (value if isinstance(value, list) else [value])
        )
    ]


def test_what_is_published_is_up_to_date() -> None:
    assert read(PUBLISHED) == to_publish(), HOW
    assert SCHEMA.read_text(encoding="utf-8") == as_json(), HOW
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), HOW


def test_the_command_line_prints_it() -> None:
    for form, path in (("json", SCHEMA), ("markdown", PAGE)):
        done = CliRunner().invoke(build_app(), ["events", "--format", form])
        assert (done.exit_code, done.stdout) == (0, path.read_text(encoding="utf-8"))


def test_the_schemas_are_json_schemas() -> None:
    Draft202012Validator.check_schema(DOCUMENT)


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_what_happens_in_a_life_is_as_published(life: Life) -> None:
    for event in life.lived().pending_events:
        new = to_new_event(event)
        assert_as_published(new.topic, new.state)


@pytest.mark.parametrize(
    "change",
    [
        {"points": "20"},
        {"points": True},
        {"points": None},
        {"lot_id": "00000000000000000000000000000501"},
        {"lot_id": {"_type_": "uuid_hex", "_data_": "501"}},
        {"lot_id": {"_type_": "decimal_str", "_data_": "501"}},
        {"coefficient": {"_type_": "decimal_str", "_data_": "1,0"}},
        {"coefficient": 1},
        {"timestamp": {"_type_": "datetime_iso", "_data_": "2026-03-02T09:00:00"}},
        {"unheard_of": 1},
        {"class_version": 2},
    ],
)
def test_the_schemas_tell_what_is_no_such_event(change: dict[str, Any]) -> None:
    topic = "points_account.credited"
    (entry,) = (entry for entry in catalogue() if entry.kind.topic == topic)
    of_it = validator(topic, 1)
    of_it.validate(entry.example)
    with pytest.raises(ValidationError):
        of_it.validate(entry.example | change)
    for name in entry.example:
        with pytest.raises(ValidationError):
            of_it.validate({n: value for n, value in entry.example.items() if n != name})


def test_every_event_says_what_it_means_in_both_languages() -> None:
    silent = [
        topic
        for topic, kind in event_kinds().items()
        if not all((*kind.meaning, *kind.aggregate_meaning))
    ]
    assert silent == []


def test_a_raised_class_version_leaves_the_schema_of_the_one_before() -> None:
    """The log may hold both."""
    topic = "points_account.credited"
    (entry,) = (entry for entry in catalogue() if entry.kind.topic == topic)
    before = read(PUBLISHED)[topic]
    raised = of_topic(topic, 2, before, example=entry.example | {"class_version": 2})
    assert raised["since"] == before["since"]
    assert raised["earlier"] == {"1": entry.schemas[1]}


def test_sealed_fields_are_texts_of_events() -> None:
    for topic, names in SEALED.items():
        fields = own_fields(event_classes()[topic])
        assert {str(fields[name]) for name in names} <= {
            "<class 'str'>", "str | None", "list[str]"
        }, topic  # fmt: skip
