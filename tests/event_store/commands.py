"""Appends as the tests send them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from uuid_utils.compat import uuid7

from five_steps.event_store.records import Append, NewEvent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

STATE = b'{"timestamp":{"_type_":"datetime_iso","_data_":"2026-03-05T08:00:00+00:00"}}'


def new_event(stream: UUID, version: int, state: bytes = STATE) -> NewEvent:
    return NewEvent(stream, version, "tally.added", state)


def append_of(
    *events: NewEvent,
    command_id: UUID | None = None,
    content: str = "",
    answer: str = "done",
    actor: str = "staff:1",
    reads: Sequence[tuple[UUID, int]] = (),
    builds_on: Sequence[UUID] = (),
) -> Append:
    return Append(
        events,
        command_id or uuid7(),
        "test",
        hashlib.sha256(content.encode()).digest(),
        actor,
        answer,
        reads,
        builds_on,
    )
