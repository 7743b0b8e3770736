"""One batch to the log: check, append, commit.

Alone on the log, which is the rule, that takes one round trip. Where the log ends is known from
the batch before, so the batch is sealed and sent in the hope that all of it fits; the append itself
takes the lock and checks whether the log and the streams are as expected. If they are not, because
another process writes or a command of the batch loses or is a repeat, nothing is appended, and the
batch is decided command by command, with the lock taken before the look.

Running the same batch again after a lost connection is also how one finds out what became of it:
commands that were recorded are known by their id. A lost append that PostgreSQL gets to only later
finds that the log has grown, and does nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import asyncpg

from five_steps.event_store.admission import (
    Accepted,
    Refused,
    RepeatInBatch,
    RepeatOfLogged,
    admit,
    expected_heads,
)
from five_steps.event_store.connections import is_lost
from five_steps.event_store.lock import BEGIN_LOCKED
from five_steps.event_store.look import Tail, look
from five_steps.event_store.records import Receipt
from five_steps.event_store.sealing import seal_stock_rows
from five_steps.event_store.seals import encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from five_steps.event_store.admission import Verdict
    from five_steps.event_store.connections import Connection
    from five_steps.event_store.errors import StoreError
    from five_steps.event_store.records import Append, NewEvent

_APPEND = "SELECT public.five_steps_append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)"


class CommitInDoubt(Exception):
    """The connection was lost while it committed: these commands may be on disk or not.

    If they are, then with this time: a command of the same id that has another was recorded by
    somebody else, with events of their own.
    """

    def __init__(self, command_ids: frozenset[UUID], recorded_at: datetime) -> None:
        super().__init__(f"no answer to the commit of {len(command_ids)} commands")
        self.command_ids = command_ids
        self.recorded_at = recorded_at


class Appender:
    """Appends batches, one after the other, and remembers where the log ends."""

    def __init__(self) -> None:
        self._tail: Tail | None = None
        """Where our last append ended; None while unknown, or while others write, too."""
        self._left_at: int | None = None

    async def append_batch(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError]:
        """Append what may be appended and commit; return each command's receipt or its refusal.

        Raises:
            CommitInDoubt: the connection was lost while it committed.
            Exception: nothing was recorded; a transaction may be open, for the caller to roll back.
        """
        tail, self._tail = self._tail, None
        if tail is not None:
            receipts = await self._append_at(tail, connection, appends)
            if receipts:
                return [*receipts]
        return await self._append_locked(connection, appends)

    async def _append_at(
        self, tail: Tail, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt]:
        """Append the whole batch after this tail; none of it if anything is not as expected."""
        heads = expected_heads(appends)
        if heads is None:
            return []
        recorded_at = _time_after(tail)
        try:
            appended = await _append(connection, appends, tail, heads, recorded_at)
        except asyncpg.UniqueViolationError:
            # A stream that should begin here is there already, or a command was recorded before.
            return []
        except Exception as error:
            raise _in_doubt(appends, recorded_at, error) from error
        if appended is None:
            return []
        self._leave_at(appended.tail)
        return appended.receipts

    async def _append_locked(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError]:
        """With the lock from the start: decide on what the log has."""
        await connection.execute(BEGIN_LOCKED)
        tail, heads, known = await look(connection, appends)
        if tail.seal is None:
            tail = tail._replace(seal=await seal_stock_rows(connection))
        alone = self._left_at is None or self._left_at == tail.position
        verdicts = admit(appends, heads, known)
        accepted = _accepted(appends, verdicts)
        recorded_at = _time_after(tail)
        receipts: list[Receipt] = []
        if accepted:
            appended = await _append(connection, accepted, tail, {}, recorded_at)
            assert appended is not None, "the log changed under the lock"
            tail, receipts = appended
        try:
            await connection.execute("COMMIT")
        except Exception as error:
            raise _in_doubt(accepted, recorded_at, error) from error
        self._leave_at(tail)
        if not alone:
            # Look first, until nobody comes in between any more.
            self._tail = None
        return _answers(verdicts, receipts)

    def _leave_at(self, tail: Tail) -> None:
        self._tail, self._left_at = tail, tail.position


def _accepted(appends: Sequence[Append], verdicts: Sequence[Verdict]) -> list[Append]:
    return [
        append
        for append, verdict in zip(appends, verdicts, strict=True)
        if isinstance(verdict, Accepted)
    ]


def _in_doubt(accepted: Sequence[Append], recorded_at: datetime, error: Exception) -> Exception:
    if is_lost(error):
        return CommitInDoubt(frozenset(append.command_id for append in accepted), recorded_at)
    return error


def _time_after(tail: Tail) -> datetime:
    """The time of what comes next.

    A clock that was set back must not make the log's times go back: reading the log "as of" a time
    cuts it at one position.
    """
    now = datetime.now(UTC)
    return now if tail.recorded_at is None else max(now, tail.recorded_at)


class _Appended(NamedTuple):
    tail: Tail
    """Where the log ends now."""
    receipts: list[Receipt]


async def _append(
    connection: Connection,
    accepted: Sequence[Append],
    tail: Tail,
    heads: Mapping[UUID, int],
    recorded_at: datetime,
) -> _Appended | None:
    """Append after this tail; None if the log does not end there, or a stream has another head."""
    seal = tail.seal
    assert seal is not None
    batches, ids, kinds, fingerprints, actors, answers, *_ = zip(*accepted, strict=True)
    counts = [len(batch) for batch in batches]
    recorded_us = microseconds(recorded_at)
    events: list[NewEvent] = []
    seals: list[bytes] = []
    for batch, command_id, actor in zip(batches, ids, actors, strict=True):
        origin = encode_origin(command_id, actor)
        for event in batch:
            seal = seal_event(seal, *event, origin, recorded_us)
            seals.append(seal)
        events += batch
    streams, versions, topics, states = zip(*events, strict=True)
    positions: list[int] | None = await connection.fetchval(
        _APPEND,
        tail.seal if tail.position else b"",
        recorded_at,
        list(heads.keys()),
        list(heads.values()),
        streams,
        versions,
        topics,
        states,
        seals,
        ids,
        kinds,
        fingerprints,
        actors,
        answers,
        None if len(events) == len(accepted) else counts,
    )
    if positions is None:
        return None
    lasts = accumulate(counts)
    return _Appended(
        Tail(positions[-1], seal, recorded_at),
        [
            Receipt(positions[last - count], positions[last - 1], recorded_at, answer, False)
            for answer, count, last in zip(answers, counts, lasts, strict=True)
        ],
    )


def _answers(
    verdicts: Sequence[Verdict], receipts: Sequence[Receipt]
) -> list[Receipt | StoreError]:
    fresh = iter(receipts)
    answers: list[Receipt | StoreError] = []
    for verdict in verdicts:
        match verdict:
            case Accepted():
                answers.append(next(fresh))
            case RepeatOfLogged(receipt):
                answers.append(receipt)
            case RepeatInBatch(first):
                first_answer = answers[first]
                assert isinstance(first_answer, Receipt)
                answers.append(first_answer._replace(repeated=True))
            case Refused(error):
                answers.append(error)
    return answers
