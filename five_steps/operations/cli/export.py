"""`five-steps export`: what the views show, for spreadsheet programs; and the log itself."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeAlias
from uuid import UUID

import typer
from asyncpg import Pool, Record

from five_steps.event_store import EventStore
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.operations.cli import _export_log
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.exporting import (
    FileFormat,
    Sheet,
    assessment_sheet,
    budget_sheet,
    minutes_sheet,
    settlement_sheet,
    write_sheet,
)
from five_steps.operations.settings import read_settings
from five_steps.operations.traced_export import trace_export
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.views import Views

VIEWS_WAIT_S = 600.0

group = typer.Typer(
    help="Write what the views show to files that spreadsheet programs open; or the log itself.",
    no_args_is_help=True,
)
"""Each kind of export is a command of its own."""

group.command()(_export_log.log)

_Format: TypeAlias = Annotated[FileFormat, typer.Option("--format", help="XLSX or CSV.")]
_Output: TypeAlias = Annotated[
    Path | None, typer.Option(help="The file to write (default: named after what is exported).")
]


@group.command()
def settlement(
    settlement_id: Annotated[str, typer.Argument(metavar="ID", help="Global id or UUID.")],
    file_format: _Format = FileFormat.XLSX,
    output: _Output = None,
) -> None:
    """Write the statement of a settlement: what it is for, its lines, and the total."""
    id_ = _read_id(settlement_id, "Settlement")
    path = output or Path(f"settlement-{id_}.{file_format}")
    _write(
        f"settlement {id_}",
        lambda pool: settlement_sheet(pool, id_),
        path,
        file_format,
        otherwise="there is no such settlement",
    )


@group.command()
def minutes(
    meeting_id: Annotated[str, typer.Argument(metavar="ID", help="Global id or UUID.")],
    file_format: _Format = FileFormat.XLSX,
    output: _Output = None,
) -> None:
    """Write the published minutes of a joint meeting: its matters, decisions and tasks."""
    id_ = _read_id(meeting_id, "JointMeeting")
    path = output or Path(f"minutes-{id_}.{file_format}")
    _write(
        f"minutes {id_}",
        lambda pool: minutes_sheet(pool, id_),
        path,
        file_format,
        otherwise="there is no such meeting with published minutes",
    )


@group.command()
def budget(
    year: Annotated[int, typer.Option(help="Civil year.", min=2000, max=2100)],
    file_format: _Format = FileFormat.XLSX,
    output: _Output = None,
) -> None:
    """Write the statement of a year's budget: its lines, and what each unit has of them."""
    path = output or Path(f"budget-{year}.{file_format}")
    _write(
        f"budget {year}",
        lambda pool: budget_sheet(pool, year),
        path,
        file_format,
        otherwise="there is no budget of that year",
    )


@group.command()
def assessment(
    year: Annotated[int, typer.Option(help="Civil year.", min=2000, max=2100)],
    file_format: _Format = FileFormat.XLSX,
    output: _Output = None,
) -> None:
    """Write a year's assessments of all units: each indicator, the score now, and the final."""
    path = output or Path(f"assessment-{year}.{file_format}")
    _write(
        f"assessment {year}",
        lambda pool: assessment_sheet(pool, year),
        path,
        file_format,
        otherwise="nobody is assessed in that year",
    )


def _read_id(text: str, type_name: str) -> UUID:
    named = read_global_id(text)
    if named is not None and named[0] == type_name:
        return named[1]
    try:
        return UUID(text)
    except ValueError:
        raise typer.BadParameter(f"neither a UUID nor the id of a {type_name}") from None


def _write(
    what: str,
    read: Callable[["Pool[Record]"], Awaitable[Sheet | None]],
    path: Path,
    file_format: FileFormat,
    *,
    otherwise: str,
) -> None:
    """Write what was read; if there is nothing, say `otherwise`."""
    sheet = _read(what, read)
    if sheet is None:
        raise typer.BadParameter(otherwise)
    write_sheet(sheet, path, file_format)
    typer.echo(f"wrote {path}")


def _read(what: str, read: Callable[["Pool[Record]"], Awaitable[Sheet | None]]) -> Sheet | None:
    """Read once the views show all that is in the log."""
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        return asyncio.run(_read_up_to_date(dsn, settings.secret.encode(), what, read))


async def _read_up_to_date(
    dsn: str,
    secret: bytes,
    what: str,
    read: Callable[["Pool[Record]"], Awaitable[Sheet | None]],
) -> Sheet | None:
    async with EventStore.open(dsn, secret=secret) as store:
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        try:
            head = await store.recorder.max_notification_id() or 0
            if not await views.wait_for(head, VIEWS_WAIT_S):
                raise typer.BadParameter("the views are too far behind the log; try again later")
            sheet = await read(store.pool)
            if sheet is not None:
                await trace_export(dsn, what)
            return sheet
        finally:
            await views.stop()
