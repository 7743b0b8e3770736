"""`five-steps demo`: a year of 洞头区, to try the service with."""

import asyncio
import os
from datetime import UTC, datetime, timedelta

import typer
import uvloop

from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.event_store import EventStore
from five_steps.operations.cli._progress import counted
from five_steps.operations.cli.token import make_token
from five_steps.operations.demo import FULL, DemoError, Subject, load_demo
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import Settings, read_settings

DEMO_SIZE = FULL
TOKEN_LIFETIME = timedelta(days=30)


def command() -> None:
    """Fill an empty log with a year of demo data, and print a token for somebody of every role.

    A demo that is there already is left as it is; one that was cut off is completed.
    """
    settings = read_settings(os.environ)
    with (
        database_url(settings) as dsn,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        try:
            subjects = runner.run(_loaded(settings, dsn))
        except DemoError as error:
            typer.echo(f"five-steps: {error}", err=True)
            raise typer.Exit(1) from None
    for subject in subjects:
        typer.echo(f"{subject.role:<12} {subject.told}\n{token_of(settings, subject)}\n")


def token_of(settings: Settings, subject: Subject) -> str:
    """A token to be somebody of the demo with."""
    return make_token(
        settings.secret,
        role=subject.role,
        subject=subject.subject,
        unit=subject.unit_id,
        now=datetime.now(UTC),
        lifetime=TOKEN_LIFETIME,
    )


async def _loaded(settings: Settings, dsn: str) -> tuple[Subject, ...]:
    secret = settings.secret.encode()
    secrets = Secrets.derive(secret)
    async with EventStore.open(dsn, secret=secret) as store:
        commands = Commands(store, secrets, lambda: datetime.now(UTC))
        with counted("demo") as progress:
            return await load_demo(
                store, commands, secrets, now=datetime.now(UTC), progress=progress, size=DEMO_SIZE
            )
