"""One batch to the log: look, decide, append.

Alone on the log, which is the rule, that takes two round trips: the append itself takes the lock
and checks that the log still ends where the look saw it end, so that all that was seen still holds.
With other writers about, the lock is taken before the look.

Running the same batch again after a lost connection is also how one finds out what became of it:
commands that were recorded are known by their id. A lost append that PostgreSQL gets to only later
finds that the log has grown, and does nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from five_steps.event_store.admission import (
    Accepted,
    Refused,
    RepeatInBatch,
    RepeatOfLogged,
    admit,
)
from five_steps.event_store.connections import is_lost
from five_steps.event_store.lock import BEGIN_LOCKED
from five_steps.event_store.look import look
from five_steps.event_store.records import Receipt
from five_steps.event_store.sealing import seal_stock_rows
from five_steps.event_store.seals import encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from five_steps.event_store.admission import Verdict
    from five_steps.event_store.connections import Connection
    from five_steps.event_store.errors import StoreError
    from five_steps.event_store.look import Tail
    from five_steps.event_store.records import Append, NewEvent

_APPEND = "SELECT public.five_steps_append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)"


class CommitInDoubt(Exception):
    """The connection was lost while it committed: these commands may be on disk or not."""

    def __init__(self, command_ids: frozenset[UUID]) -> None:
        super().__init__(f"no answer to the commit of {len(command_ids)} commands")
        self.command_ids = command_ids


class Appender:
    """Appends batches, one after the other, and remembers whether it is alone on the log."""

    def __init__(self) -> None:
        self._left_at: int | None = None
        """Where our last append ended."""
        self._alone = True

    async def append_batch(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError]:
        """Append what may be appended and commit; return each command's receipt or its refusal.

        Raises:
            CommitInDoubt: the connection was lost while it committed.
            Exception: nothing was recorded; a transaction may be open, for the caller to roll back.
        """
        if self._alone:
            answers = await self._append_alone(connection, appends)
            if answers is not None:
                return answers
            self._alone = False
        return await self._append_locked(connection, appends)

    async def _append_alone(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError] | None:
        """Without the lock before the append; None if somebody else has written."""
        tail, heads, known = await look(connection, appends)
        if tail.seal is None:
            return None
        verdicts = admit(appends, heads, known)
        accepted = _accepted(appends, verdicts)
        receipts: list[Receipt] = []
        if accepted:
            try:
                receipts = await _append(connection, accepted, tail, tail.seal)
            except Exception as error:
                raise _in_doubt(accepted, error) from error
            if not receipts:
                return None
            self._left_at = receipts[-1].position
        return _answers(verdicts, receipts)

    async def _append_locked(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError]:
        """With the lock from the start, when others are writing too."""
        await connection.execute(BEGIN_LOCKED)
        tail, heads, known = await look(connection, appends)
        self._alone = tail.position == self._left_at
        seal = tail.seal or await seal_stock_rows(connection)
        verdicts = admit(appends, heads, known)
        accepted = _accepted(appends, verdicts)
        receipts = await _append(connection, accepted, tail, seal) if accepted else []
        try:
            await connection.execute("COMMIT")
        except Exception as error:
            raise _in_doubt(accepted, error) from error
        self._left_at = receipts[-1].position if receipts else tail.position
        return _answers(verdicts, receipts)


def _accepted(appends: Sequence[Append], verdicts: Sequence[Verdict]) -> list[Append]:
    return [
        append
        for append, verdict in zip(appends, verdicts, strict=True)
        if isinstance(verdict, Accepted)
    ]


def _in_doubt(accepted: Sequence[Append], error: Exception) -> Exception:
    if is_lost(error):
        return CommitInDoubt(frozenset(append.command_id for append in accepted))
    return error


async def _append(
    connection: Connection, accepted: Sequence[Append], tail: Tail, seal: bytes
) -> list[Receipt]:
    """Append and return the receipts; none if the log does not end at this tail any more."""
    now = datetime.now(UTC)
    # A clock that was set back must not make the log's times go back: reading the log "as of" a
    # time cuts it at one position.
    recorded_at = now if tail.recorded_at is None else max(now, tail.recorded_at)
    recorded_us = microseconds(recorded_at)
    events: list[NewEvent] = []
    command_ids, actors, seals = [], [], []
    firsts, lasts = [], []  # of each command, counted from 1 as PostgreSQL does
    for append in accepted:
        firsts.append(len(events) + 1)
        origin = encode_origin(append.command_id, append.actor)
        for event in append.events:
            seal = seal_event(seal, *event, origin, recorded_us)
            events.append(event)
            command_ids.append(append.command_id)
            actors.append(append.actor)
            seals.append(seal)
        lasts.append(len(events))
    positions: list[int] | None = await connection.fetchval(
        _APPEND,
        tail.position,
        recorded_at,
        [event.originator_id for event in events],
        [event.originator_version for event in events],
        [event.topic for event in events],
        [event.state for event in events],
        command_ids,
        actors,
        seals,
        [append.command_id for append in accepted],
        [append.command_kind for append in accepted],
        [append.fingerprint for append in accepted],
        [append.actor for append in accepted],
        [append.answer for append in accepted],
        firsts,
        lasts,
    )
    if positions is None:
        return []
    return [
        Receipt(
            positions[first - 1], positions[last - 1], recorded_at, append.answer, repeated=False
        )
        for append, first, last in zip(accepted, firsts, lasts, strict=True)
    ]


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
