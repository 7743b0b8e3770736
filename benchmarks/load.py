"""The load: keep-alive connections that each send a request when the last one is answered.

httptools on uvloop's raw protocols, so that the generator takes a small part of a core.
"""

from __future__ import annotations

import asyncio
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, cast

import httptools
import orjson
import uvloop

from benchmarks.serving import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Load(NamedTuple):
    """How a server bore it."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    first_answer: bytes
    """The body of the answer to the first request."""


class UnexpectedAnswer(Exception):
    """A request was not answered as it should be."""


def graphql_request(query: str, variables: dict[str, object], token: str | None = None) -> bytes:
    """A POST as it goes over the wire."""
    body = orjson.dumps({"query": query, "variables": variables})
    lines = [
        "POST /graphql HTTP/1.1",
        f"Host: {HOST}",
        "Accept: application/json",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *([f"Authorization: Bearer {token}"] if token else []),
        "\r\n",
    ]
    return "\r\n".join(lines).encode() + body


def drive(
    port: int, requests: Sequence[bytes], clients: int, warm_up: int, expected: bytes
) -> Load:
    """Send the requests from `clients` connections; the first `warm_up` of them are not counted.

    Raises:
        UnexpectedAnswer: a status is not 200, or a body does not contain `expected`.
    """
    return uvloop.run(_drive(port, requests, clients, warm_up, expected))


async def _drive(
    port: int, requests: Sequence[bytes], clients: int, warm_up: int, expected: bytes
) -> Load:
    first = await _send_all(port, requests[: max(warm_up, 1)], clients, expected)
    measured = requests[warm_up:]
    started = perf_counter()
    answered = await _send_all(port, measured, clients, expected)
    seconds = perf_counter() - started
    percentiles = quantiles([1000 * s for s in answered.seconds], n=100)
    return Load(len(measured) / seconds, percentiles[49], percentiles[98], first.first_body)


class _Answered:
    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.first_body = b""


async def _send_all(
    port: int, requests: Sequence[bytes], clients: int, expected: bytes
) -> _Answered:
    loop = asyncio.get_running_loop()
    waiting = enumerate(requests)
    answered = _Answered()
    clients_done = []
    for _ in range(clients):
        _, client = await loop.create_connection(
            lambda: _Client(waiting, expected, answered), HOST, port
        )
        clients_done.append(client.done)
    await asyncio.gather(*clients_done)
    return answered


class _Client(asyncio.Protocol):
    """One connection."""

    def __init__(
        self, waiting: Iterator[tuple[int, bytes]], expected: bytes, answered: _Answered
    ) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._expected = expected
        self._answered = answered
        self._body = b""
        self._number = 0
        self._sent_at = 0.0
        self._parser = httptools.HttpResponseParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._send_next()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or UnexpectedAnswer("the connection was closed"))

    def on_message_begin(self) -> None:
        """Begin an answer."""
        self._body = b""

    def on_body(self, body: bytes) -> None:
        """Go on with it."""
        self._body += body

    def on_message_complete(self) -> None:
        """End it."""
        self._answered.seconds.append(perf_counter() - self._sent_at)
        if self._parser.get_status_code() != 200 or self._expected not in self._body:
            self.done.set_exception(UnexpectedAnswer(self._body[:1000].decode(errors="replace")))
            self._transport.close()
            return
        if self._number == 0:
            self._answered.first_body = self._body
        self._send_next()

    def _send_next(self) -> None:
        following = next(self._waiting, None)
        if following is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._number, request = following
        self._sent_at = perf_counter()
        self._transport.write(request)
