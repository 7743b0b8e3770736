"""`five-steps serve`: the service itself."""

import asyncio
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

import typer
import uvloop

from five_steps.operations.cli._progress import counted
from five_steps.operations.cli._welcome import welcome
from five_steps.operations.cli.migrate import migrated
from five_steps.operations.demo import Subject, load_demo
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.first_rules import publish_first_rules
from five_steps.operations.settings import Settings, read_settings
from five_steps.operations.web_server import serve

if TYPE_CHECKING:
    from five_steps.graphql_api.kernel.services import Services

DEMO_VIEWS_SECONDS_MAX: Final = 60.0
"""After this the service starts although the views do not show all of the demo yet."""


def command(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on [default: FIVE_STEPS_HOST].")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="Port to listen on [default: FIVE_STEPS_PORT]."),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo/--no-demo", help="Fill an empty log with a year of demo data.")
    ] = False,
) -> None:
    """Serve GraphQL, after bringing the database up to date."""
    settings = read_settings(os.environ)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    with (
        database_url(settings) as dsn,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(migrated(dsn))
        runner.run(_served(settings, dsn, demo=demo))


async def _served(settings: Settings, dsn: str, *, demo: bool) -> None:
    # Building the schema takes a while, which the other commands need not wait for.
    from five_steps.graphql_api.http.app import create_app
    from five_steps.operations.services import keep_deadlines, open_services

    async with open_services(settings, dsn) as services:
        if demo:
            welcome(settings, await _demo(services))
        else:
            await publish_first_rules(services.store, services.commands, now=services.clock())
        async with keep_deadlines(services):
            await serve(create_app(services), host=settings.host, port=settings.port)


async def _demo(services: "Services") -> tuple[Subject, ...]:
    """The demo's data, and views that show it."""
    with counted("demo") as progress:
        subjects = await load_demo(
            services.store,
            services.commands,
            services.secrets,
            now=services.clock(),
            progress=progress,
        )
    position = await services.store.recorder.max_notification_id() or 0
    await services.views.wait_for(position, DEMO_VIEWS_SECONDS_MAX)
    return subjects
