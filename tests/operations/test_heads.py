"""Heads are signed while the service runs, and once more when it stops."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

import tests.event_store.tally  # noqa: F401 - the topics of the log must resolve
from five_steps.event_store import EventStore
from five_steps.event_store.proving import read_heads
from five_steps.operations.heads import keep_heads
from tests.event_store.commands import append_of, new_event
from tests.event_store.proving.conftest import keeper

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"a secret of the tests, 32 bytes."


async def test_they_go_on_after_a_failure(postgres_dsn: str, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "heads.jsonl"
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        heads = keeper(store, file)
        await store.append(append_of(new_event(uuid4(), 1)))
        with structlog.testing.capture_logs() as logs:
            async with keep_heads(heads, 0.01):
                while not logs:  # noqa: ASYNC110 - a log cannot be waited for
                    await asyncio.sleep(0.01)
                assert await heads.latest() is None
                file.parent.mkdir()
                while await heads.latest() is None:  # noqa: ASYNC110 - nor a row
                    await asyncio.sleep(0.01)
        assert {log["event"] for log in logs} == {"head_not_signed"}

        async with keep_heads(heads, 3_600):
            await asyncio.sleep(0)
            last = await store.append(append_of(new_event(uuid4(), 1)))
        kept = read_heads(file.read_text().splitlines())
        assert [signed.head.position for signed in kept] == [1, last.position]


async def test_a_file_that_cannot_be_written_does_not_keep_the_service_from_stopping(
    postgres_dsn: str, tmp_path: Path
) -> None:
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        await store.append(append_of(new_event(uuid4(), 1)))
        with structlog.testing.capture_logs() as logs:
            async with keep_heads(keeper(store, tmp_path / "missing" / "heads"), 3_600):
                pass
    assert {log["event"] for log in logs} == {"head_not_signed"}
