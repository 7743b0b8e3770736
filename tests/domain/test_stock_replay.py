"""The stock `eventsourcing` library and the domain alone replay every stream."""

from __future__ import annotations

import subprocess
import sys

import pytest
from eventsourcing.utils import get_topic

from tests.domain.event_catalogue import event_classes
from tests.domain.laws import assert_replays, restored, stored
from tests.domain.lives import LIVES, Life

each_life = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)


@each_life
def test_every_event_survives_the_log(life: Life) -> None:
    events = life.lived().pending_events
    assert restored(stored(events)) == events
    assert stored(restored(stored(events))) == stored(events)


@each_life
def test_the_log_makes_the_same_aggregate_at_each_step(life: Life) -> None:
    aggregate = life.birth()
    assert_replays(aggregate)
    for verb in life.verbs:
        verb(aggregate)
        assert_replays(aggregate)


def test_the_lives_tell_every_event() -> None:
    happened = {get_topic(type(event)) for life in LIVES for event in life.lived().pending_events}
    assert happened == set(event_classes())


def test_the_domain_needs_nothing_but_the_library() -> None:
    """What an auditor installs: the domain brings in no other package of ours and no database."""
    program = (
        "import sys, pkgutil, importlib, five_steps.domain as domain\n"
        "for module in pkgutil.walk_packages(domain.__path__, domain.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "ours = {m for m in sys.modules if m.startswith('five_steps.')}\n"
        "print(sorted(m for m in ours if not m.startswith('five_steps.domain')))\n"
        "print(sorted({'asyncpg', 'orjson', 'starlette', 'strawberry'} & set(sys.modules)))\n"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout
    assert printed.splitlines() == ["[]", "[]"]
