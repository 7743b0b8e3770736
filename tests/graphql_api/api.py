"""A served district: the real application on a real server, with real data behind it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx
import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from five_steps.access_trail import AccessTrail, TrailLimits
from five_steps.commands import Actor, Commands, Role
from five_steps.event_store import EventStore
from five_steps.event_store.limits import Limits
from five_steps.event_store.proving import HeadKeeper, SigningKey
from five_steps.event_store.vault import Vault
from five_steps.graphql_api.http.app import create_app
from five_steps.graphql_api.kernel.database import Database, open_database
from five_steps.graphql_api.kernel.gathered_reads import GatheredReads
from five_steps.graphql_api.kernel.global_id import global_id
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.tokens import ISSUER, TokenReader
from five_steps.operations.refused_commands import RefusedInTrail
from five_steps.projections import PROJECTIONS, Views
from five_steps.projections.past.pasts import Pasts
from tests.commands.district import SECRETS, District

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "the secret of the tests' tokens, 32+"
STORE_SECRET = b"a secret of the tests, 32 bytes."
SIGNING_KEY = SigningKey(Ed25519PrivateKey.generate())


class Counted:
    """An observer that remembers."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.codes: list[str] = []
        self.reasons: list[str] = []

    def request_answered(self, *, kind: str, seconds: float) -> None:
        self.kinds.append(kind)

    def request_refused(self, *, code: str) -> None:
        self.codes.append(code)

    def read_not_compiled(self, *, reason: str) -> None:
        self.reasons.append(reason)

    def exposition(self) -> bytes:
        return b"five_steps_test 1\n"


class Api:
    """Asks the served district."""

    def __init__(self, url: str, services: Services, district: District, observer: Counted) -> None:
        self.url = url
        self.services = services
        self.district = district
        self.observer = observer
        self.http = httpx.AsyncClient(base_url=url, timeout=20)

    @property
    def database(self) -> Database:
        return self.services.database

    async def post(
        self,
        query: str,
        variables: dict[str, Any] | None = None,
        *,
        by: Actor | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        sent = dict(headers or {})
        if by is not None:
            sent["Authorization"] = f"Bearer {token(by)}"
        body = {"query": query, "variables": variables or {}}
        return await self.http.post("/graphql", json=body, headers=sent)

    async def ask(
        self, query: str, variables: dict[str, Any] | None = None, *, by: Actor | None = None
    ) -> dict[str, Any]:
        """The whole answer."""
        answered: dict[str, Any] = (await self.post(query, variables, by=by)).json()
        return answered

    async def data(
        self, query: str, variables: dict[str, Any] | None = None, *, by: Actor | None = None
    ) -> dict[str, Any]:
        """The data of an answer without errors."""
        answered = await self.ask(query, variables, by=by)
        assert "errors" not in answered, answered["errors"]
        data: dict[str, Any] = answered["data"]
        return data

    async def shown(self) -> None:
        """Wait until the views show everything."""
        assert await self.services.views.wait_for(await self.district.position(), 10)


def token(actor: Actor, **claims: Any) -> str:
    """A token as `five-steps token` makes it."""
    made = {
        "iss": ISSUER,
        "sub": actor.subject,
        "role": actor.role.value,
        "exp": int(time() + timedelta(hours=1).total_seconds()),
        **({"unit": str(actor.unit_id)} if actor.unit_id else {}),
        **claims,
    }
    return jwt.encode({k: v for k, v in made.items() if v is not None}, SECRET, algorithm="HS256")


def gid(type_name: str, local_id: UUID) -> str:
    return global_id(type_name, local_id)


@asynccontextmanager
async def serve(dsn: str) -> AsyncIterator[Api]:
    """Serve a founded district on a free port."""
    with TemporaryDirectory(prefix="five-steps-heads-") as folder:
        async with _served(dsn, Path(folder) / "heads.jsonl") as api:
            yield api


@asynccontextmanager
async def _served(dsn: str, heads_file: Path) -> AsyncIterator[Api]:
    observer = Counted()
    async with (
        EventStore.open(dsn, secret=STORE_SECRET) as store,
        # What is read twice is told twice.
        AccessTrail.open(dsn, limits=TrailLimits(repeated_after_s=0.0)) as trail,
    ):
        district = District(store)
        district.commands = Commands(
            store, SECRETS, lambda: district.now, refused=RefusedInTrail(trail)
        )
        await district.found()
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        pasts = Pasts(
            dsn, store.pool, partial(Vault, store.pool, STORE_SECRET, Limits()), PROJECTIONS
        )
        await pasts.kept.set_up()
        store.erasures.on_erased(pasts.kept.forget)
        try:
            async with open_database(dsn) as database:
                services = Services(
                    store=store,
                    views=views,
                    pasts=pasts,
                    trail=trail,
                    heads=HeadKeeper(store.pool, SIGNING_KEY, heads_file, lambda: district.now),
                    commands=district.commands,
                    secrets=SECRETS,
                    database=database,
                    reads=GatheredReads(database),
                    tokens=TokenReader(secret=SECRET),
                    observer=observer,
                    clock=lambda: district.now,
                )
                async with _listening(services) as url:
                    api = Api(url, services, district, observer)
                    await api.shown()
                    yield api
                    await api.http.aclose()
        finally:
            await pasts.close()
            await views.stop()


@asynccontextmanager
async def _listening(services: Services) -> AsyncIterator[str]:
    # The event loop opens the port: on a socket that is handed to it, it would leave Nagle's
    # algorithm on, which holds each answer back for 40 ms.
    config = uvicorn.Config(
        create_app(services),
        host="127.0.0.1",
        port=0,
        log_config=None,
        ws="websockets-sansio",
        lifespan="on",
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells it in no other way
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


CENTRE = Actor("centre", Role.CENTRE_ADMIN)
AUDITOR = Actor("auditor", Role.AUDITOR)
