"""The database refuses what would change the log, whoever is connected."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import pytest

from five_steps.event_store import verify_log
from tests.event_store.commands import append_of, new_event
from tests.event_store.proving.conftest import keeper

if TYPE_CHECKING:
    from pathlib import Path

    from five_steps.event_store import EventStore


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state = state WHERE notification_id = 1",
        "UPDATE stored_events SET seal = NULL",
        "UPDATE stored_events SET actor = 'me', seal = sha256('x') WHERE seal IS NULL",
        "UPDATE stored_events SET actor = 'me' WHERE seal IS NULL",
        "DELETE FROM stored_events WHERE notification_id = 2",
        "TRUNCATE stored_events",
        "UPDATE signed_heads SET events = 1",
        "DELETE FROM signed_heads",
        "TRUNCATE signed_heads",
    ],
)
async def test_a_change_is_refused(store: EventStore, tmp_path: Path, statement: str) -> None:
    await store.append(append_of(new_event(uuid4(), 1)))
    await keeper(store, tmp_path / "heads.jsonl").sign()
    await store.recorder.insert_events([new_event(uuid4(), 1)])
    for role in ("origin", "replica"):
        async with store.pool.acquire() as connection, connection.transaction():
            await connection.execute(f"SET LOCAL session_replication_role = {role}")
            with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                async with connection.transaction():
                    await connection.execute(statement)
    assert (await verify_log(store.dsn)).unsealed == 1
