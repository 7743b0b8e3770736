from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from five_steps.event_store import EventStore, VersionConflict
from five_steps.event_store.records import NewEvent
from tests.event_store.commands import STATE, append_of, new_event

if TYPE_CHECKING:
    from typing import Any


@pytest.mark.parametrize(
    ("selection", "versions"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"gt": 2}, [3, 4, 5]),
        ({"lte": 2}, [1, 2]),
        ({"gt": 1, "lte": 4, "desc": True}, [4, 3, 2]),
        ({"desc": True, "limit": 1}, [5]),
        ({"gt": 5}, []),
    ],
)
async def test_a_stream_is_selected_as_the_stock_recorder_does(
    store: EventStore, selection: dict[str, Any], versions: list[int]
) -> None:
    stream = uuid4()
    await store.recorder.insert_events([new_event(stream, version) for version in range(1, 6)])

    rows = await store.recorder.select_events(stream, **selection)

    assert [row.version for row in rows] == versions
    assert {type(row.originator_id) for row in rows} <= {UUID}


async def test_the_log_is_selected_as_the_stock_recorder_does(store: EventStore) -> None:
    topics = ["tally.added", "tally.taken"] * 3
    await store.recorder.insert_events([NewEvent(uuid4(), 1, topic, STATE) for topic in topics])

    async def positions(*args: Any, **kwargs: Any) -> list[int]:
        rows = await store.recorder.select_notifications(*args, **kwargs)
        return [row.position for row in rows]

    assert await positions(None, 3) == [1, 2, 3]
    assert await positions(3, 2) == [3, 4]
    assert await positions(3, 2, inclusive_of_start=False) == [4, 5]
    assert await positions(2, 10, 4) == [2, 3, 4]
    assert await positions(None, 10, topics=["tally.taken"]) == [2, 4, 6]
    assert await positions(2, 10, 5, ["tally.added"]) == [3, 5]
    assert await store.recorder.max_notification_id() == 6


async def test_inserting_a_version_that_is_taken_conflicts(store: EventStore) -> None:
    stream = uuid4()
    assert await store.recorder.insert_events([new_event(stream, 1)]) == [1]

    with pytest.raises(VersionConflict) as conflict:
        await store.recorder.insert_events([new_event(uuid4(), 1), new_event(stream, 1)])
    with pytest.raises(VersionConflict):
        await store.recorder.insert_events([new_event(stream, 2), new_event(stream, 2)])

    assert (conflict.value.originator_id, conflict.value.actual) == (stream, 1)
    assert len(await store.recorder.select_notifications(None, 10)) == 1


async def test_an_empty_log_and_unknown_streams(store: EventStore) -> None:
    unknown = uuid4()
    assert await store.recorder.max_notification_id() is None
    assert await store.recorder.select_heads([unknown]) == {unknown: 0}
    assert await store.recorder.select_command(unknown) is None


async def test_a_command_is_known_by_its_id(store: EventStore) -> None:
    append = append_of(new_event(uuid4(), 1), answer="done")
    receipt = await store.append(append)

    known = await store.recorder.select_command(append.command_id)

    assert known is not None
    assert known.fingerprint == append.fingerprint
    assert known.receipt == receipt._replace(repeated=True)
