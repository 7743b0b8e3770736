"""Signs heads at intervals, and keeps them: in a table, and in a file that leaves the database.

Many processes may do so at once; they take turns under a lock of their own, which no command waits
for. The file is written before the transaction commits: a head that is in the table is in the file.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final

import structlog

from five_steps.event_store.proving.head import Head, SignedHead
from five_steps.event_store.proving.merkle import Span
from five_steps.event_store.proving.public_keys import publish
from five_steps.event_store.proving.tree import grow, hash_spans, size_up_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    import asyncpg

    from five_steps.event_store.connections import Connection, Pool
    from five_steps.event_store.proving.signing import SigningKey

CHUNKS_AT_ONCE: Final = 64
"""Chunks of the tree kept in one transaction, when a long log has none yet."""

_LOCK: Final = "SELECT pg_advisory_xact_lock(5061649852372828496)"

# All that is sealed, up to what the stock library may have added since.
_SEALED_TAIL = """
SELECT notification_id, seal FROM public.stored_events
WHERE seal IS NOT NULL ORDER BY notification_id DESC LIMIT 1
"""
_FIRST_SEAL = "SELECT seal FROM public.stored_events ORDER BY notification_id LIMIT 1"
_HEADS = """
SELECT log, events, root, position, seal, signed_at, key_id, signature
FROM public.signed_heads
"""
_LATEST = _HEADS + "ORDER BY number DESC LIMIT 1"
_PAGE = _HEADS + "WHERE position > $1 ORDER BY number LIMIT $2"
_COVERING = _HEADS + "WHERE position >= $1 ORDER BY number LIMIT 1"
_AT = _HEADS + "WHERE events = $1 ORDER BY number LIMIT 1"
_KEEP = """
INSERT INTO public.signed_heads (log, events, root, position, seal, signed_at, key_id, signature)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

_log = structlog.get_logger(__name__)


class HeadKeeper:
    """Signs heads and gives out those that were signed."""

    def __init__(
        self, pool: Pool, key: SigningKey, file: Path, clock: Callable[[], datetime]
    ) -> None:
        """Prepare, without connecting.

        Args:
            pool: of the log's database.
            key: signs.
            file: gets a line for each head that this process signs.
            clock: the time, with a zone.
        """
        self.key = key
        self._pool = pool
        self._file = file
        self._clock = clock

    async def run(self, interval_s: float) -> None:
        """Sign at intervals, whatever happens to the database or the file meanwhile."""
        while True:
            try:
                await self.sign()
            except Exception:
                # What was not signed now is under the next head.
                _log.exception("head_not_signed")
            await asyncio.sleep(interval_s)

    async def sign(self) -> SignedHead | None:
        """The head of all that is sealed now; None while the log is empty.

        Nothing is signed if the last head says the same, with the same key.
        """
        async with self._pool.acquire() as connection:
            tail = await connection.fetchrow(_SEALED_TAIL)
            if tail is None:
                return None
            to, seal = tail
            complete = False
            while not complete:
                async with connection.transaction():
                    await connection.execute(_LOCK)
                    complete = await grow(connection, to, CHUNKS_AT_ONCE)
            async with connection.transaction():
                await connection.execute(_LOCK)
                last = await connection.fetchrow(_LATEST)
                if last is not None and (known := _signed(last)).head.position >= to:
                    if known.key_id == self.key.public.id:
                        return known
                    to, seal = known.head.position, known.head.seal
                return await self._sign(connection, to, seal)

    async def latest(self) -> SignedHead | None:
        """The last head that was signed."""
        return _signed_or_none(await self._pool.fetchrow(_LATEST))

    async def after(self, position: int, limit: int) -> list[SignedHead]:
        """At most so many heads of positions above one, in the order they were signed."""
        return [_signed(row) for row in await self._pool.fetch(_PAGE, position, limit)]

    async def covering(self, position: int) -> SignedHead | None:
        """The first head that has an event under it, signed now if there was none.

        None if the log does not go that far.
        """
        row = await self._pool.fetchrow(_COVERING, position)
        if row is not None:
            return _signed(row)
        signed = await self.sign()
        return signed if signed is not None and signed.head.position >= position else None

    async def of_size(self, events: int) -> SignedHead | None:
        """The first head over so many events."""
        return _signed_or_none(await self._pool.fetchrow(_AT, events))

    async def _sign(self, connection: Connection, to: int, seal: bytes) -> SignedHead:
        events = await size_up_to(connection, to)
        (root,) = await hash_spans(connection, [Span(0, events)])
        log = await connection.fetchval(_FIRST_SEAL)
        head = Head(log, events, root, to, seal, self._clock())
        signed = self.key.sign(head)
        await publish(connection, self.key.public)
        await connection.execute(_KEEP, *head, signed.key_id, signed.signature)
        await asyncio.to_thread(_append_line, self._file, signed.line)
        return signed


async def read_signed_heads(connection: Connection) -> Sequence[SignedHead]:
    """All heads of the table, in the order they were signed."""
    return [_signed(row) for row in await connection.fetch(_HEADS + "ORDER BY number")]


def _signed_or_none(row: asyncpg.Record | None) -> SignedHead | None:
    return None if row is None else _signed(row)


def _signed(row: asyncpg.Record) -> SignedHead:
    *head, key_id, signature = row
    return SignedHead(Head(*head), key_id, signature)


def _append_line(path: Path, line: str) -> None:
    """On disk when it returns; another process's lines stay whole, because each is one write."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
