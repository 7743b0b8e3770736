"""`five-steps restore`: a database from an export of the log."""

import asyncio
import gzip
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Annotated

import typer

from five_steps.event_store.connections import connect_writer
from five_steps.event_store.errors import NotEmpty
from five_steps.event_store.migrate import migrate
from five_steps.operations.cli._progress import counted
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.log_files import RestoreRefused, restore_log
from five_steps.operations.log_files.cloud_events import EndRow
from five_steps.operations.settings import read_settings

_GZIP = b"\x1f\x8b"


def command(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Of `export log`, packed or not.")
    ],
) -> None:
    """Make an empty database what the export says, to the same bytes, or leave it empty.

    Each event is checked against the seal before it. Run `rebuild` and `verify` afterwards, with
    the secret of the source.
    """
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        try:
            with (
                counted("bytes") as show,
                file.open("rb") as raw,
                _unpacked(raw) as lines,
            ):
                size = file.stat().st_size
                end = asyncio.run(_restore(dsn, lines, lambda: show(raw.tell(), size)))
        except (NotEmpty, RestoreRefused) as error:
            typer.echo(f"five-steps: {error}", err=True)
            raise typer.Exit(1) from None
    typer.echo(f"restored {end.events} events, {end.commands} commands, {end.persons} persons")
    typer.echo(f"head of the chain: {end.seal.hex()} at position {end.position}")


async def _restore(dsn: str, lines: Iterator[bytes], progress: Callable[[], None]) -> EndRow:
    connection = await connect_writer(dsn)
    try:
        await migrate(connection)
        return await restore_log(connection, lines, progress)
    finally:
        await connection.close()


@contextmanager
def _unpacked(raw: BufferedReader) -> Iterator[Iterator[bytes]]:
    if raw.peek(2).startswith(_GZIP):
        with gzip.open(raw) as unpacked:
            yield unpacked
    else:
        yield raw
