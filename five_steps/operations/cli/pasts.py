"""`five-steps pasts`: the moments of the past whose tables are kept, and dropping them."""

import asyncio
import os
from functools import partial
from typing import Annotated

import typer

from five_steps.event_store import EventStore
from five_steps.event_store.limits import Limits
from five_steps.event_store.vault import Vault
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.past import catalogue
from five_steps.projections.past.kept import KeptPasts

_MEBIBYTE = 2**20


def command(
    drop: Annotated[
        bool, typer.Option("--drop", help="Drop them all, after listing them.")
    ] = False,
) -> None:
    """List the moments of the past whose tables are kept, those used last first.

    What is dropped is made anew when somebody asks for it.
    """
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        kept = asyncio.run(_list(dsn, settings.secret.encode(), drop=drop))
    for past in kept:
        typer.echo(f"position {past.position}: {past.bytes / _MEBIBYTE:.1f} MiB")
    typer.echo(f"{'dropped' if drop else 'kept'}: {len(kept)}")


async def _list(dsn: str, secret: bytes, *, drop: bool) -> list[catalogue.Kept]:
    async with EventStore.open(dsn, secret=secret) as store:
        pasts = KeptPasts(dsn, partial(Vault, store.pool, secret, Limits()), PROJECTIONS)
        await pasts.set_up()
        kept = await catalogue.kept(store.pool)
        if drop:
            await pasts.forget()
        return kept
