"""Where games are played: a founded district to copy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

from five_steps.event_store import EventStore
from five_steps.projections import PROJECTIONS, Views
from tests.conftest import administer
from tests.postgres_server import database_dsn
from tests.service.machine.cast import found
from tests.service.machine.world import SECRET, World

if TYPE_CHECKING:
    from tests.service.machine.cast import Cast


class Stage:
    """A founded district on one server."""

    def __init__(self, server_dsn: str, template: str) -> None:
        self._server_dsn = server_dsn
        self.founded = self._copy(template)
        self.cast = asyncio.run(self._found())

    async def _found(self) -> Cast:
        dsn = database_dsn(self._server_dsn, self.founded)
        async with EventStore.open(dsn, secret=SECRET) as store:
            cast = await found(store)
            views = Views(dsn, store.vault, PROJECTIONS)
            await views.start()
            assert await views.wait_for(await store.recorder.max_notification_id() or 0, 20)
            await views.stop()
        return cast

    def _copy(self, template: str) -> str:
        name = f"five_steps_game_{uuid4().hex}"
        asyncio.run(administer(self._server_dsn, f"CREATE DATABASE {name} TEMPLATE {template}"))
        return name

    def drop(self, name: str) -> None:
        """Drop a game's database."""
        asyncio.run(administer(self._server_dsn, f"DROP DATABASE {name} WITH (FORCE)"))

    def new_game(self) -> tuple[str, World]:
        """The founded district again, as nobody has touched it."""
        name = self._copy(self.founded)
        return name, World(database_dsn(self._server_dsn, name), self.cast)
