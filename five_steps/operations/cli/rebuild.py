"""`five-steps rebuild`: build views anew from the log, beside the ones that serve."""

import asyncio
import os
from typing import Annotated

import typer

from five_steps.event_store import EventStore
from five_steps.operations.cli._progress import positions_shown
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.views import Views
from five_steps.projections.parallel import rebuild_in_processes


def command(
    views: Annotated[
        list[str] | None, typer.Argument(help="Names of views (default: all of them).")
    ] = None,
) -> None:
    """Build views from zero beside the ones that serve, and swap them in when they are complete."""
    known = [projection.name for projection in PROJECTIONS]
    if strangers := set(views or ()).difference(known):
        raise typer.BadParameter(
            f"{', '.join(sorted(strangers))}: the views are {', '.join(sorted(known))}"
        )
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        asyncio.run(_rebuild(dsn, settings.secret.encode(), views or known))


async def _rebuild(dsn: str, secret: bytes, names: list[str]) -> None:
    async with EventStore.open(dsn, secret=secret) as store:
        await Views(dsn, store.vault, PROJECTIONS).set_up()
    with positions_shown("rebuilding") as shown:
        await rebuild_in_processes(dsn, secret, names, progress=shown)
    typer.echo(f"rebuilt {', '.join(names)}")
