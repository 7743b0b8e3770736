"""One batch to the log: check, append, commit.

Alone on the log, which is the rule, that takes one round trip. What the log ends with is known from
the batch before, so the batch is sealed and sent in the hope that all of it fits; the append itself
takes the lock and checks whether the log and the streams are as expected. If they are not, because
another process writes or a command of the batch loses or is a repeat, nothing is appended, and the
batch is decided command by command, with the lock taken before the look.

What the log will end with is known as soon as a batch is sealed. So the next one may be drafted
and sent before that is answered: it is appended if its forerunner is, else it finds that the log
is not as expected.

Running the same batch again after a lost connection is also how one finds out what became of it:
commands that were recorded are known by their id. A lost append that PostgreSQL gets to only later
finds that the log has grown, and does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from five_steps.event_store.draft import End, draft_after, receipts_of
from five_steps.event_store.lock import BEGIN_LOCKED
from five_steps.event_store.look import look
from five_steps.event_store.records import Receipt
from five_steps.event_store.sealing import seal_stock_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.admission import Verdict
    from five_steps.event_store.connections import Connection
    from five_steps.event_store.draft import Draft
    from five_steps.event_store.errors import StoreError
    from five_steps.event_store.records import Append

_APPEND = "SELECT public.five_steps_append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)"


class CommitInDoubt(Exception):
    """The connection was lost while it committed: these commands may be on disk or not.

    If they are, then with this time: a command of the same id that has another was recorded by
    somebody else, with events of their own.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"no answer to the commit of {len(draft.command_ids)} commands")
        self.commands = {(command_id, draft.recorded_at) for command_id in draft.command_ids}


class Appender:
    """Appends batches, one after the other, and remembers what the log ends with."""

    def __init__(self) -> None:
        self._end: End | None = None
        """After our last draft; None while unknown, or while others write, too."""
        self._left_at: int | None = None

    async def append_batch(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError]:
        """Append what may be appended and commit; return each command's receipt or its refusal.

        No draft may be on its way meanwhile.

        Raises:
            CommitInDoubt: the connection was lost while it committed.
            Exception: nothing was recorded; a transaction may be open, for the caller to roll back.
        """
        draft = self.draft(appends)
        if draft is not None:
            # Not known until it is there.
            self._end = None
            receipts = await self.append_draft(connection, draft)
            if receipts:
                self._end = draft.end
                return [*receipts]
        self._end = None
        return await self._append_locked(connection, appends)

    def draft(self, appends: Sequence[Append]) -> Draft | None:
        """Draft a batch that follows the last one, whose own append may still be on its way.

        None if what the log ends with is not known, or the batch cannot be accepted as a whole.
        """
        if self._end is None:
            return None
        heads = expected_heads(appends)
        if heads is None:
            return None
        draft = draft_after(self._end, appends, heads)
        self._end = draft.end
        return draft

    def forget_end(self) -> None:
        """Draft nothing more that would follow what was not appended."""
        self._end = None

    async def append_draft(self, connection: Connection, draft: Draft) -> list[Receipt]:
        """Append the whole draft; none of it if anything is not as expected.

        Raises:
            CommitInDoubt: the connection was lost meanwhile.
            Exception: nothing was recorded.
        """
        try:
            positions = await _append(connection, draft)
        except asyncpg.UniqueViolationError:
            # A stream that should begin here is there already, or a command was recorded before.
            return []
        except Exception as error:
            raise _in_doubt(draft, error) from error
        if positions is None:
            return []
        self._left_at = positions[-1]
        return receipts_of(draft, positions)

    async def _append_locked(
        self, connection: Connection, appends: Sequence[Append]
    ) -> list[Receipt | StoreError]:
        """With the lock from the start: decide on what the log has."""
        await connection.execute(BEGIN_LOCKED)
        tail, heads, known = await look(connection, appends)
        end = End(tail.seal or await seal_stock_rows(connection), tail.recorded_at)
        left_at = tail.position
        verdicts = admit(appends, heads, known)
        accepted = _accepted(appends, verdicts)
        receipts: list[Receipt] = []
        draft = None
        if accepted:
            draft = draft_after(end, accepted, {})
            positions = await _append(connection, draft)
            assert positions is not None, "the log changed under the lock"
            end, left_at, receipts = draft.end, positions[-1], receipts_of(draft, positions)
        try:
            await connection.execute("COMMIT")
        except Exception as error:
            if draft is None:
                raise
            raise _in_doubt(draft, error) from error
        if self._left_at is None or self._left_at == tail.position:
            self._end = end
        # Else look first, until nobody comes in between any more.
        self._left_at = left_at
        return _answers(verdicts, receipts)


async def _append(connection: Connection, draft: Draft) -> list[int] | None:
    """The positions of the draft's events; None if the log is not as it expects."""
    positions: list[int] | None = await connection.fetchval(_APPEND, *draft.arguments)
    return positions


def _accepted(appends: Sequence[Append], verdicts: Sequence[Verdict]) -> list[Append]:
    return [
        append
        for append, verdict in zip(appends, verdicts, strict=True)
        if isinstance(verdict, Accepted)
    ]


def _in_doubt(draft: Draft, error: Exception) -> Exception:
    return CommitInDoubt(draft) if is_lost(error) else error


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
