"""A log with a head keeper, shared by the tests of a module that leave it as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from five_steps.event_store import EventStore
from five_steps.event_store.proving import HeadKeeper, SigningKey
from tests.event_store.commands import append_of, new_event

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


def new_key() -> SigningKey:
    return SigningKey(Ed25519PrivateKey.generate())


def keeper(store: EventStore, file: Path, key: SigningKey | None = None) -> HeadKeeper:
    return HeadKeeper(store.pool, key or new_key(), file, lambda: NOW)


async def write(store: EventStore, *counts: int) -> None:
    """A command for each count, of so many events in a stream of its own."""
    for count in counts:
        stream = uuid4()
        await store.append(append_of(*(new_event(stream, n) for n in range(1, count + 1))))


@pytest.fixture
def heads_file(tmp_path: Path) -> Path:
    return tmp_path / "heads.jsonl"
