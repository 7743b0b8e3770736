"""Messages of a WebSocket connection, and how it ends."""

import asyncio
from typing import Any

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

SEND_SECONDS_MAX = 10.0
"""How long a client may take to read what it is sent before the connection is given up."""

TOO_SLOW = 4499


class Closed(Exception):
    """The connection ends, with a code of the protocol and why."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Channel:
    """A connection as JSON messages."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket

    async def receive(self) -> dict[str, Any]:
        """The next message.

        Raises:
            Closed: it is no JSON object, or the client is gone.
        """
        raw = await self._websocket.receive()
        if raw["type"] == "websocket.disconnect":
            raise Closed(raw.get("code") or 1000, "")
        try:
            message = orjson.loads(raw.get("text") or b"")
        except orjson.JSONDecodeError:
            raise Closed(4400, "Invalid message") from None
        if not isinstance(message, dict):
            raise Closed(4400, "Invalid message")
        return message

    async def send(self, message: dict[str, Any]) -> None:
        """Send a message, as text.

        Raises:
            Closed: the client does not read, or is gone.
        """
        try:
            async with asyncio.timeout(SEND_SECONDS_MAX):
                await self._websocket.send_text(orjson.dumps(message).decode())
        except TimeoutError:
            raise Closed(TOO_SLOW, "Too slow") from None
        except (WebSocketDisconnect, RuntimeError):
            raise Closed(1006, "") from None

    async def close(self, closed: Closed) -> None:
        """Close, unless the client has."""
        if self._websocket.client_state is WebSocketState.CONNECTED:
            # The reason of a close frame has at most 123 bytes.
            await self._websocket.close(closed.code, closed.reason[:120])
