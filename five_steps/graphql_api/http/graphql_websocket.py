"""GraphQL over WebSocket: the protocol graphql-transport-ws."""

import asyncio
from dataclasses import dataclass
from uuid import uuid4

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.http.websocket_messages import Channel, Closed
from five_steps.graphql_api.http.websocket_session import Session
from five_steps.graphql_api.kernel.engine import Engine
from five_steps.graphql_api.kernel.tokens import InvalidToken

PROTOCOL = "graphql-transport-ws"
INIT_SECONDS_MAX = 10.0
"""How long a client may take to say who it is."""


@dataclass(frozen=True, slots=True)
class GraphQLOverWebSocket:
    """The endpoint, an ASGI application: one session for each connection."""

    engine: Engine
    callers: Callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection until it ends."""
        websocket = WebSocket(scope, receive, send)
        if PROTOCOL not in scope.get("subprotocols", ()):
            await websocket.accept()
            await websocket.close(4406, "Subprotocol not acceptable")
            return
        await websocket.accept(subprotocol=PROTOCOL)
        channel = Channel(websocket)
        try:
            session = await self._init(channel, websocket)
            await session.serve()
        except Closed as closed:
            await channel.close(closed)

    async def _init(self, channel: Channel, websocket: WebSocket) -> Session:
        try:
            async with asyncio.timeout(INIT_SECONDS_MAX):
                message = await channel.receive()
        except TimeoutError:
            raise Closed(4408, "Connection initialisation timeout") from None
        if message.get("type") != "connection_init":
            raise Closed(4401, "Unauthorized")
        payload = message.get("payload")
        given = payload.get("Authorization") if isinstance(payload, dict) else None
        if not isinstance(given, str):
            given = websocket.headers.get("authorization", "")
        try:
            viewer = await self.callers.viewer(given)
        except InvalidToken as invalid:
            raise Closed(4403, f"Forbidden: {invalid}") from invalid
        await channel.send({"type": "connection_ack"})
        language = websocket.headers.get("accept-language", "")
        return Session(
            channel, self.engine, lambda: self.callers.context(viewer, language, uuid4().hex)
        )
