"""`five-steps import`: units, party members, volunteers and service records from files."""

import asyncio
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
import uvloop
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.kernel.district_time import local_year
from five_steps.event_store import EventStore
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.importing import (
    Defaults,
    Importer,
    Kind,
    Report,
    TableError,
    report_to,
    row_imports,
)
from five_steps.operations.settings import Settings, read_settings
from five_steps.projections import PROJECTIONS, Views

EXIT_BAD_ROWS = 3
"""Some rows were not imported; 1 and 2 are for what could not be done at all."""
VIEWS_WAIT_S = 600.0


def command(
    files: Annotated[list[Path], typer.Argument(help="CSV and XLSX files, in this order.")],
    kind: Annotated[
        Kind | None, typer.Option(help="What the rows are (default: told by the header).")
    ] = None,
    unit: Annotated[
        str, typer.Option(help="Code or name of the unit of rows that name none.")
    ] = "",
    year: Annotated[
        int | None, typer.Option(help="Year of party rosters that name none (default: this year).")
    ] = None,
    source: Annotated[str, typer.Option(help="Where service records come from.")] = "历史台账",
    report: Annotated[Path | None, typer.Option(help="CSV file to write every bad row to.")] = None,
) -> None:
    """Import rows by the ordinary commands; the same rows again are found to be there already.

    Exits with 3 when there were bad rows; the good ones are imported all the same.
    """
    defaults = Defaults(unit=unit, year=year or local_year(datetime.now(UTC)), source=source)
    settings = read_settings(os.environ)
    failed = False
    try:
        with (
            report_to(report) as told,
            database_url(settings) as dsn,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            runner.run(_import(settings, dsn, files, kind, defaults, told))
    except TableError as error:
        typer.echo(f"five-steps: {error}", err=True)
        failed = True
    _show(told)
    if failed or told.bad:
        raise typer.Exit(1 if failed else EXIT_BAD_ROWS)


async def _import(
    settings: Settings,
    dsn: str,
    files: list[Path],
    kind: Kind | None,
    defaults: Defaults,
    report: Report,
) -> None:
    secret = settings.secret.encode()
    secrets = Secrets.derive(secret)
    async with EventStore.open(dsn, secret=secret) as store:
        await _views_up_to_date(dsn, store)
        commands = Commands(store, secrets, lambda: datetime.now(UTC))
        importer = Importer(await row_imports(store, commands, secrets, defaults), report)
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}: {task.completed} rows"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        ) as bars:
            for file in files:
                bar = bars.add_task(file.name, total=None)
                await importer.import_file(file, kind=kind, row_read=partial(bars.advance, bar))


async def _views_up_to_date(dsn: str, store: EventStore) -> None:
    """Rows name units, which are looked up in a view."""
    views = Views(dsn, store.vault, PROJECTIONS)
    await views.start()
    try:
        head = await store.recorder.max_notification_id() or 0
        if not await views.wait_for(head, VIEWS_WAIT_S):
            raise TableError("视图落后 / the views are too far behind the log; try again later")
    finally:
        await views.stop()


def _show(report: Report) -> None:
    if report.shown:
        table = Table("file", "sheet", "line", "column", "reason", title="bad rows")
        for row in report.shown:
            table.add_row(row.file, row.sheet, str(row.line), row.column, f"{row.zh} / {row.en}")
        Console(stderr=True).print(table)
        if report.bad > len(report.shown):
            typer.echo(f"… and {report.bad - len(report.shown)} more bad rows", err=True)
    typer.echo(
        f"imported {report.imported}, already there {report.already_there}, bad {report.bad}"
    )
