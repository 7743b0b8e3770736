"""The trail of one process, wired."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from five_steps.access_trail.lately import RecordedLately
from five_steps.access_trail.limits import TrailLimits
from five_steps.access_trail.observer import TrailObserver, Unobserved
from five_steps.access_trail.retention import prune
from five_steps.access_trail.writer import TrailWriter
from five_steps.event_store.connections import connect_writer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from five_steps.access_trail.entry import Entry

_log = structlog.get_logger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class AccessTrail:
    """Takes entries; the trail is read through the API, and verified by `verify`."""

    def __init__(self, writer: TrailWriter, limits: TrailLimits) -> None:
        self._writer = writer
        self._lately = RecordedLately(
            kept_s=limits.repeated_after_s, entries_max=limits.repeats_known_max
        )
        self.limits = limits

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        dsn: str,
        *,
        limits: TrailLimits | None = None,
        clock: Callable[[], datetime] = _now,
        observer: TrailObserver | None = None,
    ) -> AsyncIterator[AccessTrail]:
        """The trail of a migrated database; what was handed in is written at the end."""
        limits = limits or TrailLimits()
        writer = TrailWriter(dsn, limits, clock, observer or Unobserved())
        writing = asyncio.create_task(writer.run(), name="access trail")
        pruning = asyncio.create_task(_keep_retention(dsn, limits, clock), name="trail retention")
        try:
            yield cls(writer, limits)
        finally:
            pruning.cancel()
            await asyncio.wait([pruning])
            writer.close()
            await writing

    async def record(self, entries: Sequence[Entry]) -> None:
        """Write entries, unless they were a short while ago; return when they are on disk.

        Raises:
            TrailUnavailable: they are not, so what they are about must not happen.
        """
        new = [entry for entry in entries if not self._lately.knows(entry)]
        if new:
            await self._writer.record(new)
            for entry in new:
                self._lately.add(entry)

    def note(self, entry: Entry) -> None:
        """Write an entry soon, and do not wait for it."""
        self._writer.note(entry)


async def _keep_retention(dsn: str, limits: TrailLimits, clock: Callable[[], datetime]) -> None:
    while True:
        try:
            await _prune_all(dsn, limits, clock())
        except Exception as error:
            # Whatever it is: nothing waits for it, and it is tried again.
            _log.warning("trail_not_pruned", exc_info=error)
        await asyncio.sleep(limits.prune_interval_s)


async def _prune_all(dsn: str, limits: TrailLimits, now: datetime) -> None:
    before = now - timedelta(days=limits.retention_days)
    connection = await connect_writer(dsn)
    try:
        while dropped := await prune(
            connection, before=before, at=now, entries_max=limits.prune_entries_max
        ):
            _log.info("trail_pruned", entries=dropped, before=before.isoformat())
    finally:
        await connection.close()
