"""Exports the log, or a part of it, as it stands when this begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from five_steps.event_store.moments import first_since, last_until
from five_steps.event_store.rows import Part
from five_steps.operations.log_files.jsonl import write_jsonl
from five_steps.operations.log_files.sheets import write_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from five_steps.event_store.connections import Connection

_HEAD = "SELECT coalesce(max(notification_id), 0) FROM public.stored_events"


class LogFormat(StrEnum):
    """What the log is written as."""

    JSONL = "jsonl"
    """CloudEvents, a line each: complete, and read by `five-steps restore`."""
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of the log, and with what."""

    since: int | datetime = 1
    """The first position, or the moment from which on events were recorded."""
    until: int | datetime | None = None
    """The last position, or the moment up to which events were recorded."""
    topics: tuple[str, ...] = ()
    stream: UUID | None = None
    with_keys: bool = False


async def export_log(
    connection: Connection,
    wanted: Wanted,
    file: BinaryIO,
    file_format: LogFormat,
    progress: Callable[[int, int], None],
) -> int:
    """Write the log; how many events.

    Args:
        connection: of its own, for one read-only transaction.
        wanted: which part.
        file: to write to.
        file_format: as what.
        progress: told how many positions are done, and of how many.
    """
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        part = await _part(connection, wanted)
        head = await connection.fetchval(_HEAD)
        last = head if part.last is None else min(part.last, head)

        def reached(position: int) -> None:
            progress(position - part.first + 1, last - part.first + 1)

        match file_format:
            case LogFormat.CSV:
                return await write_csv(connection, part, file, reached)
            case LogFormat.XLSX:
                return await write_xlsx(connection, part, file, reached)
        end = await write_jsonl(connection, part, file, reached, with_keys=wanted.with_keys)
        return end.events


async def _part(connection: Connection, wanted: Wanted) -> Part:
    since, until = wanted.since, wanted.until
    return Part(
        first=await first_since(connection, since) if isinstance(since, datetime) else since,
        last=await last_until(connection, until) if isinstance(until, datetime) else until,
        topics=wanted.topics,
        stream=wanted.stream,
    )
