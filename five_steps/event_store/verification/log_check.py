"""Verifies the whole log: chain, heads, tree, commands, streams."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple

from five_steps.event_store.proving.heads import read_signed_heads
from five_steps.event_store.proving.public_keys import published
from five_steps.event_store.seals import GENESIS
from five_steps.event_store.verification.around_check import check_around
from five_steps.event_store.verification.findings import Finding, FindingKind
from five_steps.event_store.verification.heads_check import check_heads, check_tree
from five_steps.event_store.verification.part_check import BEFORE_ALL, Part
from five_steps.event_store.verification.processes import check_parts
from five_steps.event_store.verification.sessions import reading
from five_steps.event_store.verification.unreadable import CORRUPTED, locate_unreadable
from five_steps.event_store.verification.whole_log import put_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.proving.head import SignedHead
    from five_steps.event_store.proving.public_keys import PublicKey
    from five_steps.event_store.verification.whole_log import WholeLog

PART_LEVEL: Final = 16
"""A part takes a second or so."""

_PART_ENDS = """
SELECT notification_id FROM (
    SELECT notification_id, row_number() OVER (ORDER BY notification_id) AS number
    FROM public.stored_events
) AS events WHERE number % $1 = 0 ORDER BY notification_id
"""
_NAME = "SELECT seal FROM public.stored_events ORDER BY notification_id LIMIT 1"
_REST = "SELECT count(*), max(notification_id) FROM public.stored_events WHERE notification_id > $1"


class LogReport(NamedTuple):
    """What came of a verification."""

    events: int
    position: int
    """The position of the last event; 0 if there is none."""
    head: bytes
    """The last seal."""
    unsealed: int
    """Events at the end that the stock library wrote and nobody sealed yet."""
    without_command: int
    """Events that name no command: what the stock library wrote."""
    heads: int
    """Signed heads that hold."""
    heads_until: int
    """The position of the last of them: up to there nothing was changed since it was signed."""
    findings: Sequence[Finding]
    """What does not hold, in the order of positions."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def was_read(self) -> bool:
        """Whether all of it could be read."""
        return all(finding.kind is not FindingKind.UNREADABLE for finding in self.findings)


_UNREAD = LogReport(0, 0, GENESIS, 0, 0, 0, 0, [])


async def verify_log(
    dsn: str,
    *,
    kept_heads: Sequence[SignedHead] = (),
    kept_keys: Sequence[PublicKey] | None = None,
    own_keys: Sequence[PublicKey] = (),
    part_level: int = PART_LEVEL,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> LogReport:
    """Verify the log as it stands when this begins; it may grow meanwhile.

    Args:
        dsn: its database.
        kept_heads: heads that somebody kept, besides those of the database.
        kept_keys: the only keys that may have signed heads; by default those of the database.
        own_keys: by default these, too: a database that was restored may lack them.
        part_level: the log is checked in parts of `1 << part_level` events, 1,024 at least.
        workers: how many processes read and hash; as many as there are cores by default.
        progress: told how many events were checked, and of how many.
    """
    try:
        async with reading(dsn) as connection:
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            heads = list(dict.fromkeys([*await read_signed_heads(connection), *kept_heads]))
            keys = kept_keys
            if keys is None:
                keys = [*await published(connection), *own_keys]
            heads_at = [head.head.events for head in heads]
            parts, total = await _parts(connection, part_level, heads_at)
            # The database compares while the processes hash.
            checked, around = await asyncio.gather(
                check_parts(
                    dsn,
                    snapshot,
                    parts,
                    workers=workers,
                    progress=lambda done: progress(done, total),
                ),
                check_around(dsn, snapshot),
            )
            log = put_together(part_level, checked, [part.heads_at for part in parts])
            return await _report(connection, log, around, heads, keys)
    except CORRUPTED as error:
        return _UNREAD._replace(findings=[await locate_unreadable(dsn, str(error))])


async def _parts(
    connection: Connection, level: int, heads_at: Sequence[int]
) -> tuple[list[Part], int]:
    """The log in parts, and how many events it has."""
    size = 1 << level
    ends = [row[0] for row in await connection.fetch(_PART_ENDS, size)]
    ((rest, last),) = await connection.fetch(_REST, ends[-1] if ends else BEFORE_ALL)
    total = len(ends) * size + rest
    if rest:
        ends.append(last)
    parts = []
    for number, (after, to) in enumerate(zip([BEFORE_ALL, *ends], ends, strict=False)):
        first, until = number * size, min((number + 1) * size, total)
        counts = {count - first for count in heads_at if first < count <= until}
        parts.append(Part(after, to, sorted(counts)))
    return parts, total


async def _report(
    connection: Connection,
    log: WholeLog,
    around: Sequence[Finding],
    heads: Sequence[SignedHead],
    keys: Sequence[PublicKey],
) -> LogReport:
    name = await connection.fetchval(_NAME) or GENESIS
    by_heads = check_heads(log, name, heads, keys)
    in_tree = await check_tree(connection, log)
    return LogReport(
        log.events,
        log.position,
        log.head,
        log.unsealed,
        log.without_command,
        by_heads.holding,
        by_heads.until,
        sorted([*log.findings, *by_heads.findings, *in_tree, *around]),
    )
