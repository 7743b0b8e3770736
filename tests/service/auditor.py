"""What an auditor runs: the stock `eventsourcing` library, and of ours the domain alone.

    python auditor.py < settings-of-the-stock-library-as-JSON

Replays every stream of the log and prints, for each, id, version and a digest of the state; last,
which of our modules it took.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

from eventsourcing.application import Application

from five_steps import domain


class Stored(Application[UUID]):
    """The log is the table `stored_events`."""

    name = "stored"


def image(value: Any) -> str:
    """A value as text: equal values have equal texts, in whatever order they came about."""
    if isinstance(value, dict):
        return f"{{{','.join(sorted(f'{image(k)}:{image(v)}' for k, v in value.items()))}}}"
    if isinstance(value, frozenset):
        return f"<{','.join(sorted(map(image, value)))}>"
    if isinstance(value, tuple | list):
        return f"[{','.join(map(image, value))}]"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if is_dataclass(value):
        told = (f"{field.name}={image(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__name__}({','.join(told)})"
    if isinstance(value, datetime):
        return value.isoformat()
    return repr(value)


def digest(aggregate: Any) -> str:
    """A digest of everything that an aggregate holds."""
    return sha256(f"{type(aggregate).__name__} {image(vars(aggregate))}".encode()).hexdigest()


def main() -> None:
    """Replay everything."""
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    with Stored(json.load(sys.stdin)) as application:
        after, streams = 0, dict[UUID, None]()
        while rows := application.recorder.select_notifications(after + 1, 1_000):
            streams |= dict.fromkeys(UUID(str(row.originator_id)) for row in rows)
            after = rows[-1].id
        for stream in streams:
            aggregate: Any = application.repository.get(stream)
            print(stream, aggregate.version, digest(aggregate))  # noqa: T201
    print(*sorted(module for module in sys.modules if module.startswith("five_steps")))  # noqa: T201


if __name__ == "__main__":
    main()
