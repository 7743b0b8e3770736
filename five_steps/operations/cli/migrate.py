"""`five-steps migrate`: bring the database up to date."""

import asyncio
import os

import asyncpg
import typer

from five_steps.event_store.migrate import migrate
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings


async def migrated(dsn: str) -> list[str]:
    """Bring the database at `dsn` up to date; the files that were applied now."""
    connection = await asyncpg.connect(dsn)
    try:
        return await migrate(connection)
    finally:
        await connection.close()


def command() -> None:
    """Apply the numbered SQL files that the database does not have yet."""
    with database_url(read_settings(os.environ)) as dsn:
        applied = asyncio.run(migrated(dsn))
    for name in applied:
        typer.echo(f"applied {name}")
    if not applied:
        typer.echo("up to date")
