"""`five-steps head`: sign the head of the log now, to be kept elsewhere."""

import asyncio
import os
import sys
from datetime import UTC, datetime

import typer

from five_steps.event_store import EventStore
from five_steps.event_store.proving import SignedHead
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.heads import open_heads
from five_steps.operations.settings import Settings, read_settings


def command() -> None:
    """Sign the head of the log, keep it in the file of heads, and print it.

    If nothing was recorded since the last one, that one is printed.
    """
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        signed = asyncio.run(_sign(settings, dsn))
    if signed is None:
        typer.echo("the log is empty: there is nothing to sign", err=True)
        raise typer.Exit(1)
    sys.stdout.write(signed.line)


async def _sign(settings: Settings, dsn: str) -> SignedHead | None:
    async with EventStore.open(dsn, secret=settings.secret.encode()) as store:
        return await open_heads(settings, store, lambda: datetime.now(UTC)).sign()
