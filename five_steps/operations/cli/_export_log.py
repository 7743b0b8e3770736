"""`five-steps export log`: the log itself, for machines and for people."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.event_store import EventStore
from five_steps.operations.cli._progress import counted
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.log_files import LogFormat, Wanted, export_log
from five_steps.operations.log_files.output import STANDARD_OUTPUT, written
from five_steps.operations.settings import read_settings
from five_steps.operations.traced_export import trace_export

_KEYS_WARNING = (
    "five-steps: the file holds the keys of persons. With the secret of the service, whoever has "
    "it reads all personal texts, also of those who are erased later: guard it as the database, "
    "and destroy it in time."
)


def log(
    file_format: Annotated[
        LogFormat, typer.Option("--format", help="JSONL is CloudEvents, and can be restored.")
    ] = LogFormat.JSONL,
    output: Annotated[
        Path | None,
        typer.Option(help="The file (default: log.FORMAT); - is standard output; .gz is packed."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="First position, or a time.", metavar="WHERE")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last position, or a time.", metavar="WHERE")
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option(help="Only events of this topic; may be repeated.")
    ] = None,
    stream: Annotated[UUID | None, typer.Option(help="Only the events of this stream.")] = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="With the wrapped keys of persons, for a backup.")
    ] = False,
) -> None:
    """Write the log, or a part of it, as it stands now.

    The whole log as JSONL comes with the commands and their answers, and `five-steps restore` makes
    a database of it.
    """
    if strangers := set(topic or ()).difference(event_kinds()):
        raise typer.BadParameter(
            f"no event has the topic {', '.join(sorted(strangers))}; see `five-steps events`",
            param_hint="--topic",
        )
    wanted = Wanted(
        since=1 if since is None else _where("--from", since),
        until=None if until is None else _where("--to", until),
        topics=tuple(topic or ()),
        stream=stream,
        with_keys=with_keys,
    )
    path = output or Path(f"log.{file_format}")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}", param_hint="--output")
    if file_format is LogFormat.XLSX and (path == STANDARD_OUTPUT or path.suffix == ".gz"):
        raise typer.BadParameter("XLSX is packed and goes to a file", param_hint="--output")
    if with_keys:
        if file_format is not LogFormat.JSONL:
            raise typer.BadParameter("keys go into JSONL alone", param_hint="--with-keys")
        typer.echo(_KEYS_WARNING, err=True)
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        events = asyncio.run(_export(dsn, settings.secret.encode(), wanted, path, file_format))
    typer.echo(f"wrote {events} events to {path}", err=True)


async def _export(
    dsn: str, secret: bytes, wanted: Wanted, path: Path, file_format: LogFormat
) -> int:
    # Opening the store seals what the stock library wrote.
    async with EventStore.open(dsn, secret=secret) as store, store.pool.acquire() as connection:
        await trace_export(dsn, "log with keys" if wanted.with_keys else "log")
        await trace_export(dsn, "log with keys" if wanted.with_keys else "log")
        with counted("events") as show, written(path) as file:
            return await export_log(connection, wanted, file, file_format, show)


def _where(option: str, text: str) -> int | datetime:
    """A position, or a moment; without a zone it is the district's."""
    if text.isdecimal():
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text} is neither a position nor a time such as 2026-03-02T09:00", param_hint=option
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=DISTRICT_ZONE)
