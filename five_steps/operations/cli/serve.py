"""`five-steps serve`: the service itself."""

import asyncio
import os
from dataclasses import replace
from typing import Annotated

import typer
import uvloop

from five_steps.operations.cli._welcome import welcome
from five_steps.operations.cli.migrate import migrated
from five_steps.operations.demo import prepare_demo
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.first_rules import publish_first_rules
from five_steps.operations.heads import keep_heads
from five_steps.operations.settings import Settings, read_settings
from five_steps.operations.web_server import serve


def command(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (default: FIVE_STEPS_HOST).")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="Port to listen on (default: FIVE_STEPS_PORT)."),
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
        subjects = await prepare_demo(services) if demo else ()
        if not subjects:
            await publish_first_rules(services.store, services.commands, now=services.clock())
        if demo:
            welcome(settings, subjects)
        async with (
            keep_deadlines(services),
            keep_heads(services.heads, settings.heads_interval_s),
        ):
            await serve(create_app(services), host=settings.host, port=settings.port)
