"""The hashes of the Merkle tree that are kept, so that a head or a proof reads little of the log.

Kept are the perfect subtrees over 1,024 events and more, some 40 bytes for 500 of the log. They are
written when a head is signed, never on the way of a command, and never change. Smaller ones are
computed from their events. `verify` trusts none of them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from five_steps.event_store.proving.leaves import read_events
from five_steps.event_store.proving.merkle import Span, Subtree, levels, node_hash

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.proving.leaves import LoggedEvent

KEPT_LEVEL: Final = 10
"""The lowest level that is kept."""
CHUNK: Final = 1 << KEPT_LEVEL
"""The leaves of a subtree of that level."""

_LAST_CHUNK = """
SELECT number + 1 AS chunks, last_position FROM public.log_subtrees
WHERE level = $1 ORDER BY number DESC LIMIT 1
"""
_CHUNK_OF = """
SELECT number FROM public.log_subtrees
WHERE level = $1 AND last_position >= $2 ORDER BY last_position LIMIT 1
"""
_CHUNK_END = "SELECT last_position FROM public.log_subtrees WHERE level = $1 AND number = $2"
_KEPT = """
SELECT level, number, hash FROM public.log_subtrees
JOIN unnest($1::smallint[], $2::bigint[]) AS wanted (level, number) USING (level, number)
"""
_KEEP = """
INSERT INTO public.log_subtrees (level, number, last_position, hash)
SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bytea[])
"""


class TreeIncomplete(Exception):
    """Hashes that are kept are missing; the next head makes them again."""


class _Kept(NamedTuple):
    chunks: int
    """How many complete chunks are kept."""
    position: int
    """The last event of them."""


async def grow(connection: Connection, to: int, chunks_max: int) -> bool:
    """Keep what is complete up to a position, at most so many chunks; whether that was all.

    The caller's transaction holds the lock of heads.
    """
    kept = await _kept(connection)
    for number in range(kept.chunks, kept.chunks + chunks_max):
        events = await read_events(connection, kept.position, to, CHUNK)
        if len(events) < CHUNK:
            return True
        await _keep(connection, number, events)
        kept = _Kept(number + 1, events[-1].position)
    return False


async def size_up_to(connection: Connection, to: int) -> int:
    """How many events there are up to a position, when the tree has grown to it."""
    kept = await _kept(connection)
    return kept.chunks * CHUNK + len(await read_events(connection, kept.position, to, CHUNK))


async def locate(connection: Connection, position: int) -> tuple[int, LoggedEvent] | None:
    """The event at a position and its index in the tree; None if there is none."""
    number = await connection.fetchval(_CHUNK_OF, KEPT_LEVEL, position)
    if number is None:
        number = (await _kept(connection)).chunks
    events = await read_events(connection, await _begin(connection, number), position, CHUNK)
    if not events or events[-1].position != position:
        return None
    return number * CHUNK + len(events) - 1, events[-1]


async def hash_spans(connection: Connection, spans: Sequence[Span]) -> list[bytes]:
    """The hashes of parts of the tree.

    Raises:
        TreeIncomplete: it has not grown so far, or was lost.
    """
    wanted = {subtree for span in spans for subtree in span.subtrees}
    known = await _hashes(connection, wanted)
    if wanted - known.keys():
        raise TreeIncomplete
    return [span.hash(known) for span in spans]


async def _hashes(connection: Connection, wanted: Collection[Subtree]) -> Mapping[Subtree, bytes]:
    high = [subtree for subtree in wanted if subtree.level >= KEPT_LEVEL]
    rows = await connection.fetch(
        _KEPT, [subtree.level for subtree in high], [subtree.number for subtree in high]
    )
    known = {Subtree(level, number): kept for level, number, kept in rows}
    low = sorted(
        (subtree for subtree in wanted if subtree.level < KEPT_LEVEL),
        key=lambda subtree: subtree.first,
    )
    for number, subtrees in groupby(low, lambda subtree: subtree.first >> KEPT_LEVEL):
        begin = await _begin(connection, number)
        events = await read_events(connection, begin, _NO_END, CHUNK)
        hashes = levels(event.leaf_hash for event in events)
        for level, place in subtrees:
            known[Subtree(level, place)] = hashes[level][place - (number << KEPT_LEVEL - level)]
    return known


_NO_END = (1 << 63) - 1


async def _kept(connection: Connection) -> _Kept:
    row = await connection.fetchrow(_LAST_CHUNK, KEPT_LEVEL)
    return _Kept(0, 0) if row is None else _Kept(*row)


async def _begin(connection: Connection, chunk: int) -> int:
    """The position that a chunk begins after."""
    return await connection.fetchval(_CHUNK_END, KEPT_LEVEL, chunk - 1) or 0


async def _keep(connection: Connection, number: int, events: Sequence[LoggedEvent]) -> None:
    """Keep a chunk that is complete, and every larger subtree that so becomes complete."""
    (hash_,) = levels(event.leaf_hash for event in events)[-1]
    complete = [(Subtree(KEPT_LEVEL, number), hash_)]
    while number % 2:
        level = complete[-1][0].level
        left = Subtree(level, number - 1)
        known = await _hashes(connection, [left])
        number //= 2
        hash_ = node_hash(known[left], hash_)
        complete.append((Subtree(level + 1, number), hash_))
    await connection.execute(
        _KEEP,
        [subtree.level for subtree, _ in complete],
        [subtree.number for subtree, _ in complete],
        [events[-1].position] * len(complete),
        [hash_ for _, hash_ in complete],
    )
