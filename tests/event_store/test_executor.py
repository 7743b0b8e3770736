from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from eventsourcing.domain import Aggregate

from five_steps.event_store import (
    AggregateNotFound,
    CommandIdReused,
    EventStore,
    Limits,
    Outcome,
    VersionConflict,
    Work,
    transaction,
    writer,
)
from five_steps.event_store.in_flight import InFlight
from tests.event_store.conftest import SECRET
from tests.event_store.tally import NotEnough, Tally

if TYPE_CHECKING:
    from five_steps.event_store import Receipt
    from five_steps.event_store.connections import Connection
    from five_steps.event_store.draft import Draft
    from five_steps.event_store.executor import Handler


class Other(Aggregate):
    """Of no stream in the log."""


NOW = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


async def execute(
    store: EventStore, handler: Handler, command_id: UUID | None = None, content: str = ""
) -> Outcome:
    return await store.executor.execute(
        handler,
        command_id=command_id or uuid4(),
        kind="test",
        fingerprint=content.encode(),
        actor="staff:1",
        now=NOW,
        refusals=NotEnough,
    )


async def opened(store: EventStore, total: int = 0) -> UUID:
    tally_id = uuid4()

    async def handler(work: Work) -> str:
        tally = Tally.open(tally_id, "t", work.now)
        if total:
            tally.add(total, tally_id, work.now)
        work.add(tally)
        return "opened"

    await execute(store, handler)
    return tally_id


def add(tally_id: UUID, amount: int = 1) -> Handler:
    async def handler(work: Work) -> str:
        tally = await work.get(Tally, tally_id)
        tally.add(amount, work.new_id(), work.now)
        return f"total {tally.total}"

    return handler


def take(tally_id: UUID, amount: int) -> Handler:
    async def handler(work: Work) -> str:
        (await work.get(Tally, tally_id)).take(amount, work.now)
        return "taken"

    return handler


async def total(store: EventStore, tally_id: UUID) -> int:
    return (await store.repository.get(Tally, tally_id, fresh=True)).total


async def test_a_command_is_decided_and_recorded(store: EventStore) -> None:
    tally_id = await opened(store)

    outcome = await execute(store, add(tally_id, 3))

    row = (await store.recorder.select_events(tally_id))[-1]
    assert outcome == Outcome("total 3", row.position, repeated=False)
    assert row.actor == "staff:1"


async def test_new_ids_are_plain_uuids_in_order(store: EventStore) -> None:
    work = Work(store.repository, InFlight(store.repository.committed), now=NOW, actor="me")
    ids = [work.new_id() for _ in range(100)]
    assert ids == sorted(ids)
    assert {type(each) for each in ids} == {UUID}
    assert {each.version for each in ids} == {7}


async def test_concurrent_commands_on_one_stream_all_count(store: EventStore) -> None:
    tally_id = await opened(store)

    outcomes = await asyncio.gather(*(execute(store, add(tally_id)) for _ in range(100)))

    assert sorted(outcome.answer for outcome in outcomes) == sorted(
        f"total {n}" for n in range(1, 101)
    )
    assert await total(store, tally_id) == 100


async def test_commands_on_crossing_streams_do_not_wait_in_a_ring(store: EventStore) -> None:
    one, other = await opened(store, 100), await opened(store, 100)

    def move(source: UUID, target: UUID) -> Handler:
        async def handler(work: Work) -> str:
            (await work.get(Tally, source)).take(1, work.now)
            (await work.get(Tally, target)).add(1, source, work.now)
            return "moved"

        return handler

    async with asyncio.timeout(30):
        await asyncio.gather(
            *(execute(store, move(*pair)) for pair in [(one, other), (other, one)] * 25)
        )

    assert (await total(store, one), await total(store, other)) == (100, 100)


async def test_two_processes_never_spend_more_than_there_is(
    postgres_dsn: str, store: EventStore
) -> None:
    tally_id = await opened(store, 10)
    async with EventStore.open(postgres_dsn, secret=SECRET) as other:
        outcomes = await asyncio.gather(
            *(execute(each, take(tally_id, 1)) for each in [store, other] * 10),
            return_exceptions=True,
        )

    assert [type(outcome) for outcome in outcomes].count(Outcome) == 10
    assert [type(outcome) for outcome in outcomes].count(NotEnough) == 10
    assert await total(store, tally_id) == 0


async def test_two_processes_on_one_busy_stream_both_get_on(
    postgres_dsn: str, store: EventStore
) -> None:
    tally_id = await opened(store)

    async def write(each: EventStore) -> None:
        for _ in range(5):
            await execute(each, add(tally_id))

    async with EventStore.open(postgres_dsn, secret=SECRET) as other:
        await asyncio.gather(*(write(each) for each in [store, other] * 10))

    assert await total(store, tally_id) == 100


async def test_nobody_is_told_what_was_decided_on_an_append_that_failed(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first take fails on its way; what was built on it is decided again, refusals too."""
    tally_id, doomed = await opened(store, 10), uuid4()
    append = transaction._append

    async def fails_for_one(connection: Connection, draft: Draft) -> list[int] | None:
        if doomed in draft.command_ids:
            raise ValueError
        return await append(connection, draft)

    monkeypatch.setattr(transaction, "_append", fails_for_one)

    outcomes = await asyncio.gather(
        execute(store, take(tally_id, 8), doomed),
        execute(store, take(tally_id, 8)),
        execute(store, take(tally_id, 2)),
        return_exceptions=True,
    )

    assert isinstance(outcomes[0], ValueError)
    assert [getattr(outcome, "answer", None) for outcome in outcomes[1:]] == ["taken", "taken"]
    assert await total(store, tally_id) == 0


@pytest.mark.parametrize("batches", ["one", "one after the other", "two at once"])
async def test_what_was_built_on_a_loser_is_decided_again_although_its_version_fits(
    postgres_dsn: str, store: EventStore, monkeypatch: pytest.MonkeyPatch, batches: str
) -> None:
    """Another process brings the stream to the very version that the loser would have made."""
    tally_id = await opened(store, 10)
    appender = store.writer._appender
    append_draft, arrived, overtaken = appender.append_draft, asyncio.Event(), asyncio.Event()

    async def comes_late(connection: Connection, draft: Draft) -> list[Receipt]:
        arrived.set()
        await overtaken.wait()
        return await append_draft(connection, draft)

    monkeypatch.setattr(appender, "append_draft", comes_late)
    if batches == "two at once":
        monkeypatch.setattr(writer, "_HALF_LEAST", 1)
    loser = asyncio.create_task(execute(store, take(tally_id, 7)))
    if batches != "one":
        await arrived.wait()
    built_on_it = asyncio.create_task(execute(store, take(tally_id, 3)))
    both_decided = (await store.repository.get(Tally, tally_id)).version + 2
    while (tentative := store.executor._in_flight.find(tally_id)) is None or (  # noqa: ASYNC110
        tentative.aggregate.version < both_decided
    ):
        await asyncio.sleep(0)
    async with EventStore.open(postgres_dsn, secret=SECRET) as other:
        await execute(other, take(tally_id, 8))
    overtaken.set()

    for refused in (loser, built_on_it):
        with pytest.raises(NotEnough):
            await refused
    assert await total(store, tally_id) == 2


async def test_a_repeat_whose_own_append_was_lost_is_not_taken_for_it(
    postgres_dsn: str, store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a crash: another process recorded the command before, with events of its own."""
    tally_id, command_id = await opened(store), uuid4()
    async with EventStore.open(postgres_dsn, secret=SECRET) as other:
        first = await execute(other, add(tally_id), command_id)
        append, lost = transaction._append, False

        async def loses_the_first(*args: object) -> object:
            nonlocal lost
            if not lost:
                lost = True
                raise ConnectionResetError
            return await append(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(transaction, "_append", loses_the_first)
        again = await execute(store, add(tally_id), command_id)

        assert lost
        assert again == first._replace(repeated=True)
        remembered = await store.repository.get(Tally, tally_id, fresh=True)
        assert vars(remembered) == vars(await other.repository.get(Tally, tally_id, fresh=True))


async def test_a_busy_stream_does_not_wait_for_the_disk(store: EventStore) -> None:
    tally_id = await opened(store)
    await asyncio.gather(*(execute(store, add(tally_id)) for _ in range(200)))

    rows = await store.recorder.select_events(tally_id, gt=1)
    assert len({row.recorded_at for row in rows}) < 50


async def test_a_refusal_decided_on_a_stale_aggregate_is_decided_again(
    postgres_dsn: str, store: EventStore
) -> None:
    tally_id = await opened(store, 1)
    async with EventStore.open(postgres_dsn, secret=SECRET) as other:
        await execute(other, add(tally_id, 9))

    assert (await execute(store, take(tally_id, 10))).answer == "taken"


async def test_a_refusal_is_let_out_and_records_nothing(store: EventStore) -> None:
    tally_id = await opened(store, 1)
    position = await store.recorder.max_notification_id()

    with pytest.raises(NotEnough):
        await execute(store, take(tally_id, 2))
    with pytest.raises(AggregateNotFound):
        await execute(store, take(uuid4(), 2))

    assert await store.recorder.max_notification_id() == position


async def test_what_is_of_another_class_is_not_found(store: EventStore) -> None:
    tally_id = await opened(store)

    async def handler(work: Work) -> str:
        await work.get(Other, tally_id)
        return "found"

    for _ in ("from the log", "from the cache"):
        with pytest.raises(AggregateNotFound):
            await execute(store, handler)
        store.repository.evict(tally_id)


async def test_a_repeat_gets_the_first_answer_even_if_it_would_be_refused_now(
    store: EventStore,
) -> None:
    tally_id, command_id = await opened(store, 5), uuid4()
    first = await execute(store, take(tally_id, 5), command_id)

    assert await execute(store, take(tally_id, 5), command_id) == first._replace(repeated=True)
    with pytest.raises(CommandIdReused):
        await execute(store, take(tally_id, 5), command_id, content="other")
    assert await total(store, tally_id) == 0


async def test_a_repeat_that_comes_while_the_first_is_on_its_way_gets_its_answer(
    store: EventStore,
) -> None:
    tally_id, command_id = await opened(store, 5), uuid4()

    outcomes = await asyncio.gather(
        *(execute(store, take(tally_id, 5), command_id) for _ in range(3))
    )

    assert [outcome.answer for outcome in outcomes] == ["taken"] * 3
    assert [outcome.repeated for outcome in outcomes] == [False, True, True]
    assert await total(store, tally_id) == 0


async def test_a_caller_that_gives_up_does_not_undo_what_is_on_its_way(store: EventStore) -> None:
    tally_id = await opened(store)
    impatient = asyncio.create_task(execute(store, add(tally_id, 1)))
    while not store.writer.waiting:  # noqa: ASYNC110
        await asyncio.sleep(0)
    impatient.cancel()

    assert (await execute(store, add(tally_id, 1))).answer == "total 2"


async def test_a_repeat_leaves_the_remembered_aggregate_as_it_is(store: EventStore) -> None:
    tally_id, command_id = await opened(store), uuid4()
    first = await execute(store, add(tally_id, 5), command_id)

    assert await execute(store, add(tally_id, 5), command_id) == first._replace(repeated=True)
    assert (await execute(store, add(tally_id, 1))).answer == "total 6"


async def test_a_handler_that_changes_nothing_records_nothing(store: EventStore) -> None:
    tally_id, command_id = await opened(store), uuid4()
    position = await store.recorder.max_notification_id()

    async def look(work: Work) -> str:
        return (await work.get(Tally, tally_id)).name

    assert await execute(store, look, command_id) == Outcome("t", position or 0, repeated=False)
    assert await store.recorder.select_command(command_id) is None


async def test_what_a_decision_only_read_must_still_be_so(
    postgres_dsn: str, store: EventStore
) -> None:
    limit_id, tally_id = await opened(store, 10), await opened(store)
    decided_on: list[int] = []
    async with EventStore.open(postgres_dsn, secret=SECRET) as other:

        async def handler(work: Work) -> str:
            limit = await work.get(Tally, limit_id)
            decided_on.append(limit.total)
            if len(decided_on) == 1:
                await execute(other, add(limit_id, 5))
            (await work.get(Tally, tally_id)).add(limit.total, limit_id, work.now)
            return "added"

        await execute(store, handler)

    assert decided_on == [10, 15]
    assert await total(store, tally_id) == 15


async def test_what_was_not_there_must_still_be_absent(store: EventStore) -> None:
    tally_id = uuid4()
    tries = 0

    async def open_once(work: Work) -> str:
        nonlocal tries
        tries += 1
        if await work.find(Tally, tally_id) is not None:
            return "was open"
        work.add(Tally.open(tally_id, "t", work.now))
        return "opened"

    outcomes = await asyncio.gather(*(execute(store, open_once) for _ in range(5)))

    assert sorted(outcome.answer for outcome in outcomes) == ["opened", *["was open"] * 4]
    assert tries > 5


async def test_a_conflict_that_does_not_end_is_let_out(
    store: EventStore, postgres_dsn: str
) -> None:
    tally_id = await opened(store)
    limits = Limits(attempts_max=3)
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as unlucky:

        async def overtaken(work: Work) -> str:
            tally = await work.get(Tally, tally_id)
            await execute(store, add(tally_id))
            tally.add(1, tally_id, work.now)
            return "never"

        with pytest.raises(VersionConflict):
            await execute(unlucky, overtaken)

    assert await total(store, tally_id) == 3


async def test_a_mistake_in_a_handler_is_not_retried(store: EventStore) -> None:
    tries = 0

    async def broken(work: Work) -> str:
        nonlocal tries
        tries += 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await execute(store, broken)
    assert tries == 1


async def test_what_is_hardly_ever_there_is_found_all_the_same(
    store: EventStore, postgres_dsn: str, limits: Limits
) -> None:
    """Whether another process made it, this one did, or it is on its way."""

    def open_once(tally_id: UUID) -> Handler:
        async def handler(work: Work) -> str:
            if await work.find_rare(Tally, tally_id) is not None:
                return "there"
            work.add(Tally.open(tally_id, "t", work.now))
            return "opened"

        return handler

    tally_id = uuid4()
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as other:
        assert (await execute(other, open_once(tally_id))).answer == "opened"
    assert (await execute(store, open_once(tally_id))).answer == "there"
    assert (await execute(store, open_once(tally_id))).answer == "there"
    at_once = uuid4()
    answers = await asyncio.gather(*(execute(store, open_once(at_once)) for _ in range(5)))
    assert sorted(outcome.answer for outcome in answers) == ["opened", *["there"] * 4]


async def test_a_refusal_that_took_none_for_granted_is_looked_into(
    store: EventStore, postgres_dsn: str, limits: Limits
) -> None:
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as other:
        tally_id = await opened(other)
    seen: list[bool] = []

    async def handler(work: Work) -> str:
        seen.append(await work.find_rare(Tally, tally_id) is not None)
        raise NotEnough

    with pytest.raises(NotEnough):
        await execute(store, handler)
    assert seen == [False, True]
