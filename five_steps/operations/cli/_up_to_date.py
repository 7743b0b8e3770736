"""The views, once they show all that is in the log."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer
from asyncpg import Pool, Record

from five_steps.event_store import EventStore
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.views import Views

VIEWS_WAIT_S = 600.0

T = TypeVar("T")


def read_up_to_date(read: Callable[["Pool[Record]"], Awaitable[T]]) -> T:
    """Read once the views show all that is in the log."""
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        return asyncio.run(_read(dsn, settings.secret.encode(), read))


async def _read(dsn: str, secret: bytes, read: Callable[["Pool[Record]"], Awaitable[T]]) -> T:
    async with EventStore.open(dsn, secret=secret) as store:
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        try:
            head = await store.recorder.max_notification_id() or 0
            if not await views.wait_for(head, VIEWS_WAIT_S):
                raise typer.BadParameter("the views are too far behind the log; try again later")
            return await read(store.pool)
        finally:
            await views.stop()
