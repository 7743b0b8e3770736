from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.event_store import (
    CommandIdReused,
    EventStore,
    Limits,
    StoreClosing,
    StoreUnavailable,
    VersionConflict,
    transaction,
    verify_log,
    writer,
)
from five_steps.event_store.lock import APPEND_LOCK_KEY
from five_steps.event_store.migrate import read_migrations
from five_steps.event_store.records import Receipt
from tests.event_store.commands import STATE, append_of, new_event
from tests.event_store.conftest import SECRET

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.draft import Draft
    from five_steps.event_store.records import Append


async def log(store: EventStore) -> list[tuple[int, object, int]]:
    rows = await store.recorder.select_notifications(None, 10_000)
    return [(row.position, row.originator_id, row.version) for row in rows]


async def answers(store: EventStore, appends: list[Append]) -> list[Receipt | BaseException]:
    return await asyncio.gather(*map(store.append, appends), return_exceptions=True)


async def test_an_append_is_in_the_log_with_all_that_was_said(store: EventStore) -> None:
    stream = uuid4()
    append = append_of(new_event(stream, 1), new_event(stream, 2), actor="居民:7", answer="好")

    receipt = await store.append(append)

    first, second = await store.recorder.select_events(stream)
    assert (receipt.first_position, receipt.position) == (first.position, second.position)
    assert receipt == Receipt(first.position, second.position, first.recorded_at, "好", False)
    assert first.command_id == second.command_id == append.command_id
    assert (first.actor, first.topic, first.state) == ("居民:7", "tally.added", STATE)


async def test_concurrent_commands_share_transactions_in_the_order_of_arrival(
    store: EventStore,
) -> None:
    streams = [uuid4() for _ in range(300)]

    receipts = await asyncio.gather(
        *(store.append(append_of(new_event(stream, 1))) for stream in streams)
    )

    assert [stream for _, stream, _ in await log(store)] == streams
    assert len({receipt.recorded_at for receipt in receipts}) < 10


async def test_commands_of_many_events_and_of_one_stand_in_one_batch_each_with_its_own(
    store: EventStore,
) -> None:
    sizes = [1, 3, 1, 1, 2, 5]
    appends = [
        append_of(*(new_event(uuid4(), 1) for _ in range(size)), actor=f"居民:{n}", answer=f"{n}")
        for n, size in enumerate(sizes)
    ]
    # So that where the log ends is known.
    await store.append(append_of(new_event(uuid4(), 1)))
    await asyncio.gather(*map(store.append, appends))

    receipts = [await store.append(append) for append in appends]

    rows = {row.position: row for row in await store.recorder.select_notifications(None, 100)}
    for append, receipt in zip(appends, receipts, strict=True):
        own = [rows[n] for n in range(receipt.first_position, receipt.position + 1)]
        assert [row.originator_id for row in own] == [event[0] for event in append.events]
        assert {(row.command_id, row.actor) for row in own} == {(append.command_id, append.actor)}
        assert (receipt.answer, receipt.repeated) == (append.answer, True)
    assert len({receipt.recorded_at for receipt in receipts}) == 1
    assert (await verify_log(store.dsn)).holds


async def test_a_batch_is_limited_in_events(postgres_dsn: str) -> None:
    limits = Limits(batch_events_max=10)
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as store:
        stream = uuid4()
        with pytest.raises(ValueError, match="1 to 10 events"):
            await store.append(append_of(*(new_event(stream, n) for n in range(1, 12))))
        with pytest.raises(ValueError, match="not 0"):
            await store.append(append_of())

        receipts = await asyncio.gather(
            *(store.append(append_of(*(new_event(uuid4(), 1) for _ in range(4)))) for _ in range(9))
        )

        times = [receipt.recorded_at for receipt in receipts]
        assert max(times.count(time) for time in times) <= 2


async def test_a_conflict_fails_alone(store: EventStore) -> None:
    stream = uuid4()
    await store.append(append_of(new_event(stream, 1)))

    ahead, late, good = await answers(
        store,
        [
            append_of(new_event(stream, 3)),
            append_of(new_event(stream, 1)),
            append_of(new_event(uuid4(), 1)),
        ],
    )

    assert isinstance(ahead, VersionConflict)
    assert isinstance(late, VersionConflict)
    assert (late.expected, late.actual) == (0, 1)
    assert isinstance(good, Receipt)
    assert len(await log(store)) == 2


async def test_several_streams_together_or_not_at_all(store: EventStore) -> None:
    hours, points = uuid4(), uuid4()
    await store.append(append_of(new_event(hours, 1), new_event(points, 1)))

    with pytest.raises(VersionConflict):
        await store.append(append_of(new_event(hours, 2), new_event(points, 3)))

    assert await store.recorder.select_heads([hours, points]) == {hours: 1, points: 1}


async def test_what_was_only_read_must_be_current(store: EventStore) -> None:
    policy, absent, stream = uuid4(), uuid4(), uuid4()
    await store.append(append_of(new_event(policy, 1)))

    await store.append(append_of(new_event(stream, 1), reads=[(policy, 1), (absent, 0)]))
    await store.append(append_of(new_event(absent, 1)))

    with pytest.raises(VersionConflict):
        await store.append(append_of(new_event(stream, 2), reads=[(absent, 0)]))


async def test_a_repeat_gets_the_first_answer(store: EventStore) -> None:
    stream, command_id = uuid4(), uuid4()
    first = await store.append(append_of(new_event(stream, 1), command_id=command_id, answer="1st"))
    await store.append(append_of(new_event(stream, 2)))

    again = await store.append(append_of(new_event(stream, 3), command_id=command_id, answer="2nd"))

    assert again == first._replace(repeated=True)
    with pytest.raises(CommandIdReused):
        await store.append(append_of(new_event(stream, 3), command_id=command_id, content="other"))
    assert len(await log(store)) == 2


async def test_repeats_that_arrive_together_are_recorded_once(store: EventStore) -> None:
    append = append_of(new_event(uuid4(), 1))

    receipts = await asyncio.gather(*(store.append(append) for _ in range(50)))

    assert [receipt.repeated for receipt in receipts].count(False) == 1
    assert len({receipt.position for receipt in receipts}) == 1
    assert len(await log(store)) == 1


async def test_text_that_postgresql_does_not_store_fails_alone(store: EventStore) -> None:
    good, bad, other = await answers(
        store,
        [
            append_of(new_event(uuid4(), 1)),
            append_of(new_event(uuid4(), 1), answer="nul \0"),
            append_of(new_event(uuid4(), 1)),
        ],
    )

    assert isinstance(good, Receipt)
    assert isinstance(other, Receipt)
    assert isinstance(bad, Exception)
    assert len(await log(store)) == 2


async def test_two_processes_interleave_without_losing_anything(
    postgres_dsn: str, store: EventStore
) -> None:
    shared = uuid4()

    async def write(writer: EventStore) -> int:
        won = 0
        for version in range(1, 40):
            await writer.append(append_of(new_event(uuid4(), 1)))
            try:
                await writer.append(append_of(new_event(shared, version)))
                won += 1
            except VersionConflict:
                pass
        return won

    async with EventStore.open(postgres_dsn, secret=SECRET) as other:
        won = await asyncio.gather(write(store), write(other))

    assert len(await log(store)) == 2 * 39 + sum(won)
    head = (await store.recorder.select_heads([shared]))[shared]
    assert sum(won) == head


async def test_two_batches_are_on_their_way_at_once_and_follow_each_other(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, underway, most = transaction._append, 0, 0

    async def counts(connection: Connection, draft: Draft) -> list[int] | None:
        nonlocal underway, most
        underway += 1
        most = max(most, underway)
        try:
            return await append(connection, draft)
        finally:
            underway -= 1

    monkeypatch.setattr(transaction, "_append", counts)
    streams: list[UUID] = []

    async def client() -> None:
        for _ in range(20):
            streams.append(stream := uuid4())
            receipt = await store.append(append_of(new_event(stream, 1)))
            assert not receipt.repeated

    await asyncio.gather(*(client() for _ in range(32)))

    assert most == 2
    assert [stream for _, stream, _ in await log(store)] == streams
    assert (await verify_log(store.dsn)).holds


async def test_without_a_second_connection_the_writer_goes_on_with_one(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses() -> Connection:
        raise StoreUnavailable(15.0)

    monkeypatch.setattr(store.writer._second, "get", refuses)

    for _ in range(3):
        await asyncio.gather(*(store.append(append_of(new_event(uuid4(), 1))) for _ in range(50)))

    assert len(await log(store)) == 150


async def test_a_batch_that_overtakes_the_one_before_it_waits_for_it(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.append(append_of(new_event(uuid4(), 1)))
    append, overtaken = transaction._append, asyncio.Event()
    drafts: list[Draft] = []

    async def first_comes_late(connection: Connection, draft: Draft) -> list[int] | None:
        drafts.append(draft)
        if len(drafts) == 1:
            await overtaken.wait()
        positions = await append(connection, draft)
        if positions is None:
            overtaken.set()
        return positions

    monkeypatch.setattr(transaction, "_append", first_comes_late)
    monkeypatch.setattr(writer, "_HALF_LEAST", 1)

    first, second = await asyncio.gather(
        *(store.append(append_of(new_event(uuid4(), 1))) for _ in range(2))
    )

    assert second.position == first.position + 1
    assert [draft.end.seal for draft in drafts[1:]] == [drafts[1].end.seal] * 2


async def test_a_loser_in_the_first_of_two_batches_takes_nobody_of_the_second_with_it(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.append(append_of(new_event(uuid4(), 1)))
    monkeypatch.setattr(writer, "_HALF_LEAST", 1)

    loser, repeated, good, bad, other = await answers(
        store,
        [
            append_of(new_event(uuid4(), 2)),
            repeat := append_of(new_event(uuid4(), 1)),
            append_of(new_event(uuid4(), 1)),
            append_of(new_event(uuid4(), 1), answer="nul \0"),
            repeat,
        ],
    )

    assert isinstance(loser, VersionConflict)
    assert isinstance(bad, Exception)
    assert isinstance(good, Receipt)
    assert isinstance(repeated, Receipt)
    assert other == repeated._replace(repeated=True)
    assert len(await log(store)) == 3


async def test_closing_answers_all_that_was_taken_on_and_refuses_the_rest(
    postgres_dsn: str,
) -> None:
    limits = Limits(commands_waiting_max=16)
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as store:
        taken = [
            asyncio.create_task(store.append(append_of(new_event(uuid4(), 1)))) for _ in range(100)
        ]
        await asyncio.sleep(0)
        store.writer.close()
        with pytest.raises(StoreClosing):
            await store.append(append_of(new_event(uuid4(), 1)))

        receipts = await asyncio.gather(*taken)

        assert len({receipt.position for receipt in receipts}) == 100


async def test_a_caller_that_gives_up_leaves_the_others_alone(store: EventStore) -> None:
    impatient = asyncio.create_task(store.append(append_of(new_event(uuid4(), 1))))
    patient = asyncio.create_task(store.append(append_of(new_event(uuid4(), 1))))
    await asyncio.sleep(0)
    impatient.cancel()

    assert (await patient).position > 0
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_the_observer_is_told(postgres_dsn: str) -> None:
    told: list[tuple[str, object]] = []

    class Observer:
        def batch_committed(self, *, commands: int, events: int, seconds: float) -> None:
            assert seconds > 0
            told.append(("committed", (commands, events)))

        def command_refused(self, *, reason: str) -> None:
            told.append(("refused", reason))

        def command_repeated(self) -> None:
            told.append(("repeated", None))

        def connection_lost(self) -> None:
            told.append(("lost", None))

    async with EventStore.open(postgres_dsn, secret=SECRET, observer=Observer()) as store:
        stream = uuid4()
        append = append_of(new_event(stream, 1), new_event(stream, 2))
        await store.append(append)
        await store.append(append)
        with pytest.raises(VersionConflict):
            await store.append(append_of(new_event(stream, 2)))

    assert told == [("committed", (1, 2)), ("repeated", None), ("refused", "VersionConflict")]


def test_the_functions_take_the_same_lock() -> None:
    sql = "".join(migration.sql for migration in read_migrations())
    functions = sql.count("FUNCTION public.five_steps_append(")
    assert sql.count(f"pg_advisory_xact_lock({APPEND_LOCK_KEY})") == functions == 2
