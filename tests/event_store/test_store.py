from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.event_store import EventStore, Limits, UnknownTopics, verify_log
from five_steps.event_store.records import NewEvent
from five_steps.event_store.topics import check_topics
from tests.event_store.commands import STATE, append_of, new_event
from tests.event_store.conftest import SECRET

if TYPE_CHECKING:
    from typing import Any


async def test_a_log_with_unknown_events_is_not_opened(
    postgres_dsn: str, store: EventStore
) -> None:
    await store.append(append_of(new_event(uuid4(), 1)))
    await check_topics(store.pool)
    await store.append(append_of(NewEvent(uuid4(), 1, "gone.with_the_code", STATE)))

    with pytest.raises(UnknownTopics, match=r"gone\.with_the_code"):
        async with EventStore.open(postgres_dsn, secret=SECRET):
            pass


async def test_the_topic_check_reads_on_from_where_it_was(store: EventStore) -> None:
    await store.append(append_of(new_event(uuid4(), 1)))
    await check_topics(store.pool)
    await store.append(append_of(new_event(uuid4(), 1)))
    last = await store.append(append_of(new_event(uuid4(), 1)))
    await check_topics(store.pool)

    rows = await store.pool.fetch("SELECT topic, last_position FROM topics")
    assert list(map(tuple, rows)) == [("tally.added", last.position)]


async def test_opening_seals_what_the_stock_library_left(
    postgres_dsn: str, store: EventStore
) -> None:
    await store.recorder.insert_events([new_event(uuid4(), 1)])

    async with EventStore.open(postgres_dsn, secret=SECRET):
        assert (await verify_log(postgres_dsn)).unsealed == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"batch_events_max": 0},
        {"linger_ms": -1.0},
        {"statement_timeout_s": 0.0},
        {"pool_connections_min": 5, "pool_connections_max": 4},
    ],
)
def test_limits_are_checked(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="limit"):
        Limits(**wrong)
