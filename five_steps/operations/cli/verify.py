"""`five-steps verify`: check the log, its seals, and the views against a replay."""

import asyncio
import os

import typer

from five_steps.event_store import EventStore
from five_steps.event_store.verify import ChainReport, verify_chain
from five_steps.operations.cli._progress import counted, positions_shown
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.poison import PoisonousEvent
from five_steps.projections.kernel.verify import Mismatch
from five_steps.projections.kernel.views import Views


def command() -> None:
    """Check every seal of the log, and that the views are what a replay from zero gives.

    Exits with 1 and says where when something does not hold.
    """
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        holds = asyncio.run(_verify(dsn, settings.secret.encode()))
    if not holds:
        raise typer.Exit(1)


async def _verify(dsn: str, secret: bytes) -> bool:
    # Opening the store checks that every topic of the log is one we know.
    async with EventStore.open(dsn, secret=secret) as store:
        total = await store.recorder.max_notification_id() or 0
        with counted("seals") as show:
            async with store.pool.acquire() as connection:
                chain = await verify_chain(connection, lambda done: show(done, total))
        # Told at once: a log that was tampered with may be beyond replaying.
        _tell_chain(chain)
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.set_up()
        try:
            with positions_shown("views") as shown:
                mismatches = await views.verify(progress=shown)
        except PoisonousEvent as poison:
            typer.echo(f"the log cannot be replayed: {poison}")
            return False
        _tell_views(mismatches)
        return chain.broken is None and not mismatches


def _tell_chain(chain: ChainReport) -> None:
    typer.echo(f"log: {chain.events} sealed events hold, up to position {chain.position}")
    typer.echo(f"head of the chain: {chain.head.hex()}")
    if chain.unsealed:
        typer.echo(f"not sealed yet: {chain.unsealed} events of the stock library at the end")
    if chain.broken is not None:
        typer.echo(f"BROKEN at position {chain.broken.position}: {chain.broken.kind}")


def _tell_views(mismatches: list[Mismatch]) -> None:
    for mismatch in mismatches:
        typer.echo(f"DIFFERS from the replay: view {mismatch.view}, table {mismatch.table}")
    if not mismatches:
        typer.echo("views: equal to a replay from zero")
