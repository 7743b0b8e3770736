"""Asks a running service over HTTP and WebSocket, as anybody would."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx
import jwt
import orjson
from websockets.asyncio.client import connect

from five_steps.graphql_api.kernel.tokens import ISSUER
from tests.graphql_api.mutating import mutation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from five_steps.commands import Actor

SECRET = "a secret of the tests, 32 bytes."
"""The whole service's: of its tokens, its check-in codes and its personal data."""
REQUEST_SECONDS_MAX = 40


def token(actor: Actor, secret: str = SECRET, **claims: Any) -> str:
    """A token of somebody; `claims` are put in its place, or with None left out."""
    made = {
        "iss": ISSUER,
        "sub": actor.subject,
        "role": actor.role.value,
        "exp": datetime.now(UTC) + timedelta(hours=1),
        "unit": str(actor.unit_id) if actor.unit_id else None,
        **claims,
    }
    present = {name: value for name, value in made.items() if value is not None}
    return jwt.encode(present, secret, algorithm="HS256")


class Client:
    """Keeps the last position that it was told, and asks to see at least that."""

    def __init__(self, url: str, secret: str = SECRET) -> None:
        self.url = url
        self.position = 0
        self.http = httpx.AsyncClient(base_url=url, timeout=REQUEST_SECONDS_MAX)
        self._secret = secret
        self._tokens: dict[Actor, str] = {}

    def token(self, actor: Actor) -> str:
        """A token, made once: the service keeps those it knows."""
        if actor not in self._tokens:
            self._tokens[actor] = token(actor, self._secret)
        return self._tokens[actor]

    async def answer(
        self, query: str, variables: dict[str, Any], by: Actor, *, position: int = 0
    ) -> dict[str, Any]:
        """The answer to an operation, errors and all."""
        headers = {"Authorization": f"Bearer {self.token(by)}"}
        if position:
            headers["X-Min-Position"] = str(position)
        sent = {"query": query, "variables": variables}
        response = await self.http.post("/graphql", json=sent, headers=headers)
        answered: dict[str, Any] = response.json()
        return answered

    async def read(self, query: str, by: Actor, **variables: Any) -> dict[str, Any]:
        """The data of a query, at the last position told."""
        answered = await self.answer(query, variables, by, position=self.position)
        assert "errors" not in answered, answered["errors"]
        data: dict[str, Any] = answered["data"]
        return data

    async def send(
        self, name: str, given: Mapping[str, Any], by: Actor, command_id: UUID
    ) -> dict[str, Any]:
        """The answer to a mutation, errors and all; of the changed object its id."""
        document = mutation(name).document({_SHOWN.get(name, "id"): ""})
        sent = {"commandId": str(command_id), **given}
        return await self.answer(document, {"input": sent}, by)

    async def do(self, name: str, by: Actor, **given: Any) -> str:
        """Give a mutation that is done; the id of the changed object, or what stands for it."""
        answered = await self.send(name, given, by, uuid4())
        assert "errors" not in answered, answered["errors"]
        done = answered["data"][name]
        assert "position" in done, done
        self.position = done["position"]
        (changed,) = done[mutation(name).object_field].values()
        return str(changed)

    @asynccontextmanager
    async def subscribed(
        self, query: str, by: Actor, **variables: Any
    ) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """What a subscription tells, over graphql-transport-ws."""
        url = self.url.replace("http", "ws", 1) + "/graphql"
        async with connect(url, subprotocols=[PROTOCOL]) as socket:  # type: ignore[list-item]
            authorization = {"Authorization": f"Bearer {self.token(by)}"}
            await socket.send(_text({"type": "connection_init", "payload": authorization}))
            assert orjson.loads(await socket.recv())["type"] == "connection_ack"
            payload = {"query": query, "variables": variables}
            await socket.send(_text({"type": "subscribe", "id": "1", "payload": payload}))

            async def told() -> AsyncIterator[dict[str, Any]]:
                async for message in socket:
                    received = orjson.loads(message)
                    assert received["type"] == "next", received
                    yield received["payload"]["data"]

            yield told()

    async def close(self) -> None:
        """Close the connections."""
        await self.http.aclose()


PROTOCOL = "graphql-transport-ws"
_SHOWN = {"publishIncentivePolicy": "version"}
"""What is asked of changed objects that have no id."""


def _text(message: dict[str, Any]) -> str:
    return orjson.dumps(message).decode()
