"""Writes golden logs: see the package."""

from __future__ import annotations

import asyncio
import sys
from uuid import uuid4

from five_steps.event_store import EventStore
from tests.conftest import administer
from tests.golden.making import make
from tests.golden.releases import (
    CURRENT,
    RELEASES,
    SECRET,
    Golden,
    digests,
    export,
    is_released,
    restore,
    shown,
)
from tests.postgres_server import PostgresServer, database_dsn


async def write_log(server_dsn: str) -> None:
    """Write the log of the release in the making."""
    if is_released(CURRENT.release):
        sys.exit(f"{CURRENT.release} is released: its log stays as it is")
    dsn = await _new_database(server_dsn)
    async with EventStore.open(dsn, secret=SECRET) as store:
        await make(store)
    # Opened again, as by the command: what a start makes of the log is in the file, too.
    async with EventStore.open(dsn, secret=SECRET) as store, shown(dsn, store) as views:
        CURRENT.log.parent.mkdir(exist_ok=True)
        await export(dsn, CURRENT.log)
        # Those of the source: what is restored has to come to the same.
        CURRENT.keep_shown(await digests(views))


async def write_views(server_dsn: str, golden: Golden) -> None:
    """Write what the views make of a log; with the same version it must be what it was."""
    dsn = await _new_database(server_dsn)
    async with EventStore.open(dsn, secret=SECRET):
        pass
    await restore(dsn, golden.lines)
    async with EventStore.open(dsn, secret=SECRET) as store, shown(dsn, store) as views:
        now = await digests(views)
    before = golden.shown() if golden.views.exists() else {}
    for name, then in before.items():
        if name in now and then["version"] == now[name]["version"] and then != now[name]:
            sys.exit(f"{golden.release}: view {name} comes to other rows; raise its version")
    golden.keep_shown(now)


async def _new_database(server_dsn: str) -> str:
    name = f"golden_{uuid4().hex}"
    await administer(server_dsn, f"CREATE DATABASE {name}")
    return database_dsn(server_dsn, name)


async def main(arguments: list[str], server_dsn: str) -> None:
    """Do what is asked."""
    match arguments:
        case ["log"]:
            await write_log(server_dsn)
        case ["views"]:
            for golden in RELEASES:
                await write_views(server_dsn, golden)
        case _:
            sys.exit("python -m tests.golden log|views")


if __name__ == "__main__":
    server = PostgresServer(fsync=False)
    try:
        asyncio.run(main(sys.argv[1:], server.dsn))
    finally:
        server.delete()
