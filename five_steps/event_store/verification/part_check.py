"""Checks the seals of a part of the log, and computes its part of the Merkle tree.

A part can be checked by itself, because each row has the seal that the next one was sealed after.
Where a seal does not hold the check goes on with the seal as it stands, so that one changed event
is one finding. The bytes that are hashed are put together here: the database only reads.
"""

from __future__ import annotations

import asyncio
from hashlib import sha256
from struct import Struct
from typing import TYPE_CHECKING, Final, NamedTuple

from five_steps.event_store.proving.merkle import LEAF, Span, levels
from five_steps.event_store.proving.tree import CHUNK, KEPT_LEVEL
from five_steps.event_store.seals import GENESIS, encode_raw_origin, event_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncpg

    from five_steps.event_store.connections import Connection

_ROWS_AT_ONCE: Final = 8_192
_SEALS_BEFORE: Final = 8

# The functions give the bytes as they stand: no object is made for a stream or a time.
_ROWS = """
SELECT seal, notification_id, uuid_send(originator_id), originator_version, topic, state,
    uuid_send(command_id), actor, timestamptz_send(recorded_at)
FROM public.stored_events WHERE notification_id > $1 AND notification_id <= $2
ORDER BY notification_id LIMIT $3
"""
# As a rule the row right before.
_SEALED_BEFORE = """
SELECT notification_id, seal FROM public.stored_events
WHERE notification_id <= $1 AND seal IS NOT NULL ORDER BY notification_id DESC LIMIT 1
"""

_POSITION = Struct(">q")
_TIME = Struct(">q")
_SINCE_2000_US: Final = 946_684_800_000_000
"""PostgreSQL counts times from the year 2000, seals from 1970."""
_LATEST_US: Final = (1 << 63) - 1


BEFORE_ALL: Final = -(1 << 63)
"""No position is less; a forger is not bound to those that the sequence gives."""


class Part(NamedTuple):
    """A part of the log: what has a position above `after`, up to `to`."""

    after: int
    to: int
    heads_at: Sequence[int] = ()
    """Heads were signed over so many of its first events."""


class BrokenRow(NamedTuple):
    """A row whose seal does not follow from the row before and its content."""

    position: int
    before: int
    """The position of the row before it; `BEFORE_ALL` if it is the first."""
    body: bytes
    seal: bytes
    """As it stands."""
    seal_due: bytes
    """What it should be after the row before it."""
    seals_before: Sequence[tuple[int, bytes]]
    """Positions and seals of some rows before it, the nearest last."""


class AtHead(NamedTuple):
    """The log where a head was signed."""

    position: int
    seal: bytes | None
    hashes: list[bytes]
    """Of the perfect subtrees that the part has up to there, the largest first."""


class CheckedPart(NamedTuple):
    """What came of it."""

    events: int
    position: int
    """The position of its last row."""
    sealed: int
    """The position of its last row with a seal; 0 if there is none."""
    head: bytes
    """The seal of that one."""
    without_command: int
    broken: list[BrokenRow]
    unsealed: list[int]
    """Positions of rows without a seal."""
    hashes: list[list[bytes]]
    """The Merkle tree over it, from `KEPT_LEVEL` up."""
    ends: list[int]
    """The last position under each hash of the lowest of these levels."""
    at_heads: list[AtHead]


async def check_part(connection: Connection, part: Part) -> CheckedPart:
    """Check a part; the connection is in a transaction that sees one state of the log."""
    before = await connection.fetchrow(_SEALED_BEFORE, part.after)
    check = _Check(part.after, *(before or (BEFORE_ALL, GENESIS)))
    after = part.after if before is None else before[0]
    rows = await connection.fetch(_ROWS, after, part.to, _ROWS_AT_ONCE)
    while rows:
        # The database reads on while we hash.
        following = asyncio.create_task(
            connection.fetch(_ROWS, rows[-1]["notification_id"], part.to, _ROWS_AT_ONCE)
        )
        await asyncio.sleep(0)
        check.take(rows)
        rows = await following
    return check.result(part.heads_at)


class _Check:
    """Where a check is, and what it has found."""

    def __init__(self, after: int, position: int, seal: bytes) -> None:
        self.position = position
        self._after = after
        """Rows up to here, if any, are only read to get to the seal of the last of them."""
        self._seal = seal
        self._leaves: list[bytes] = []
        self._rows: list[tuple[int, bytes | None]] = [(position, seal)]
        """Position and seal of each, and of the one before."""
        self._without_command = 0
        self._broken: list[BrokenRow] = []
        self._unsealed: list[int] = []

    def take(self, batch: Sequence[asyncpg.Record]) -> None:
        """Check the next rows."""
        before, previous, after, rows = self.position, self._seal, self._after, self._rows
        recorded = command = actor = None
        recorded_us, origin = 0, encode_raw_origin(None, None)
        for seal, position, stream, version, topic, state, by_command, by, at in batch:
            # The same for all events of a command, and of a batch.
            if by_command != command or by != actor:
                command, actor = by_command, by
                origin = encode_raw_origin(command, actor)
            if at != recorded:
                recorded = at
                # A forger's time may be infinite, which no seal has.
                recorded_us = min(_TIME.unpack(at)[0] + _SINCE_2000_US, _LATEST_US)
            body = event_body(
                stream, version, (topic or "").encode(), state or b"", origin, recorded_us
            )
            due = sha256(previous + body).digest()
            if position > after:
                self._leaves.append(sha256(LEAF + _POSITION.pack(position) + body).digest())
                self._without_command += by_command is None
                if seal is None:
                    self._unsealed.append(position)
                elif seal != due:
                    near = [(p, s) for p, s in rows[-_SEALS_BEFORE:] if s is not None]
                    self._broken.append(BrokenRow(position, before, body, seal, due, near))
                rows.append((position, seal))
            before, previous = position, seal or due
        self.position, self._seal = before, previous

    def result(self, heads_at: Sequence[int]) -> CheckedPart:
        """What was found, when all rows were taken."""
        events = len(self._leaves)
        rows = self._rows[1:]
        hashes = levels(self._leaves)
        sealed = next((row for row in reversed(rows) if row[1] is not None), (0, GENESIS))
        assert sealed[1] is not None
        return CheckedPart(
            events,
            self.position,
            sealed[0],
            sealed[1],
            self._without_command,
            self._broken,
            self._unsealed,
            hashes[KEPT_LEVEL:],
            [position for position, _ in rows[CHUNK - 1 :: CHUNK]],
            [
                AtHead(
                    *rows[count - 1],
                    [hashes[level][number] for level, number in Span(0, count).subtrees],
                )
                for count in heads_at
            ],
        )
