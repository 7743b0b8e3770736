from __future__ import annotations

import asyncio
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from five_steps.event_store import EventStore, Limits
from five_steps.event_store.codec import to_new_event
from five_steps.event_store.repository import Repository
from five_steps.event_store.snapshot_codec import (
    SnapshotUnsupported,
    SnapshotUnusable,
    decode_state,
    encode_state,
)
from tests.event_store.commands import append_of
from tests.event_store.conftest import SECRET
from tests.event_store.snapshotted import from_snapshot
from tests.event_store.tally import Entry, Mood, Tally
from tests.event_store.test_executor import NOW, add, execute, opened
from tests.tampering import tamper

if TYPE_CHECKING:
    from uuid import UUID

keys = st.text(st.characters(exclude_categories=["Cs"])) | st.integers() | st.uuids() | st.dates()
leaves = (
    keys
    | st.none()
    | st.booleans()
    | st.decimals(allow_nan=False)
    | st.datetimes(timezones=st.just(UTC))
    | st.sampled_from(Mood)
    | st.builds(Entry, st.uuids(), st.integers(), st.dates())
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.frozensets(keys)
        | st.dictionaries(keys | st.sampled_from(["_type_", "_data_"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text("abc", min_size=1), values))
def test_state_comes_back_in_value_and_type(state: dict[str, Any]) -> None:
    restored = decode_state(encode_state(state))
    assert restored == state
    assert list(map(types, restored.values())) == list(map(types, state.values()))


def types(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value), [types(item) for item in value]
    if isinstance(value, dict):
        return dict, [(types(key), types(item)) for key, item in value.items()]
    return type(value)


def test_equal_sets_are_written_alike() -> None:
    # The two hash into one place, so that each set iterates in the order it was made in.
    one, other = frozenset([0, 8]), frozenset([8, 0])
    assert list(one) != list(other)
    assert encode_state({"value": one}) == encode_state({"value": other})


@pytest.mark.parametrize("value", [1.5, object(), b"bytes", {1}, timedelta(1)])
def test_what_cannot_be_kept_is_refused(value: Any) -> None:
    with pytest.raises(SnapshotUnsupported):
        encode_state({"value": value})


@pytest.mark.parametrize(
    "value",
    [
        '{"_type_":"dataclass","_data_":["tests.event_store.tally:Entry",[["by",1]]]}',
        '{"_type_":"dataclass","_data_":["tests.event_store.tally:Gone",[]]}',
        '{"_type_":"dataclass","_data_":["not.imported:Entry",[]]}',
        '{"_type_":"dataclass","_data_":["os:system",[]]}',
        '{"_type_":"enum","_data_":["subprocess:Popen","true"]}',
        '{"_type_":"enum","_data_":["tests.event_store.tally:Mood","ANGRY"]}',
        '{"_type_":"unheard_of","_data_":1}',
    ],
)
def test_bytes_that_do_not_fit_the_code_are_unusable(value: str) -> None:
    with pytest.raises(SnapshotUnusable):
        decode_state(f'{{"value":{value}}}'.encode())


async def tally_of(store: EventStore, events: int) -> Tally:
    tally = Tally.open(uuid4(), "t", NOW)
    for number in range(events - 1):
        tally.add(number, uuid4(), NOW + timedelta(days=number))
    await store.append(append_of(*map(to_new_event, tally.collect_events())))
    return tally


def blank_repository(store: EventStore) -> Repository:
    return Repository(store.recorder, Limits())


async def test_a_snapshot_is_what_a_replay_gives(store: EventStore) -> None:
    tally = await tally_of(store, 30)
    replayed = await blank_repository(store).get(Tally, tally.id)
    await store.snapshots.save(tally)

    loaded = await from_snapshot(store, Tally, tally.id)

    assert loaded is not None
    assert vars(loaded) == vars(replayed) == vars(tally)
    for name, value in vars(replayed).items():
        assert types(getattr(loaded, name)) == types(value)
    assert loaded.rate == Decimal("0.50")
    assert loaded.entries[0].on.__class__ is date


async def test_loading_goes_on_from_the_snapshot(store: EventStore) -> None:
    tally = await tally_of(store, 10)
    await store.snapshots.save(tally)
    tally.add(7, uuid4(), NOW)
    await store.append(append_of(*map(to_new_event, tally.collect_events())))
    # With the snapshot in place, nothing before it is read.
    await tamper(store.pool, "DELETE FROM stored_events WHERE originator_version < 10")

    assert await blank_repository(store).get(Tally, tally.id) == tally


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"class_version":1', '"class_version":2'),
        ('"topic":"tally"', '"topic":"other"'),
        ('"mood"', '"temper"'),
        ('"CALM"', '"ANGRY"'),
        ("tally:Entry", "tally:Gone"),
    ],
)
async def test_a_snapshot_of_other_code_is_ignored(store: EventStore, old: str, new: str) -> None:
    tally = await tally_of(store, 3)
    tally.mood = Mood.CALM
    await store.snapshots.save(tally)
    changed = await store.pool.fetchval(
        """
        UPDATE snapshots
        SET state = convert_to(replace(convert_from(state, 'UTF8'), $1, $2), 'UTF8')
        RETURNING convert_from(state, 'UTF8')
        """,
        old,
        new,
    )
    assert new in changed

    assert await from_snapshot(store, Tally, tally.id) is None
    assert (await blank_repository(store).get(Tally, tally.id)).version == 3


async def snapshot_versions(store: EventStore, tally_id: UUID) -> list[int]:
    rows = await store.pool.fetch(
        "SELECT originator_version FROM snapshots WHERE originator_id = $1 ORDER BY 1", tally_id
    )
    return [version for (version,) in rows]


async def test_snapshots_are_taken_in_the_background_every_so_often(postgres_dsn: str) -> None:
    limits = Limits(snapshot_every_events=5)
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as store:
        tally_id = await opened(store)
        for _ in range(11):
            await execute(store, add(tally_id))

        async with asyncio.timeout(5):
            while await snapshot_versions(store, tally_id) != [5, 10]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        loaded = await blank_repository(store).get(Tally, tally_id)
        assert loaded == await store.repository.get(Tally, tally_id)
