"""Subscriptions over graphql-transport-ws."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from time import time
from typing import TYPE_CHECKING, Any

import pytest
import websockets
from websockets.exceptions import ConnectionClosed

from five_steps.commands import Actor
from five_steps.commands.ordering.dispatching import DispatchOrder
from five_steps.commands.ordering.endings import CancelOrder
from tests.graphql_api.api import gid, token

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from websockets.asyncio.client import ClientConnection

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

ORDER_CHANGED = "subscription ($id: ID!) { orderChanged(orderId: $id) { state team { name } } }"
BOARD = "subscription ($id: ID!) { ordersBoard(unitId: $id) { total placed dispatched } }"


class Socket:
    """A client of the protocol."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(10):
            message = await self.connection.recv()
        assert isinstance(message, str), "frames are text"
        received: dict[str, Any] = json.loads(message)
        return received

    async def subscribe(self, id_: str, query: str, **variables: Any) -> None:
        payload = {"query": query, "variables": variables}
        await self.send(type="subscribe", id=id_, payload=payload)

    async def data(self, id_: str) -> Any:
        message = await self.receive()
        assert (message["type"], message["id"]) == ("next", id_), message
        assert "errors" not in message["payload"], message
        return message["payload"]["data"]

    async def closed(self) -> tuple[int | None, str]:
        async with asyncio.timeout(10):
            # Whatever is still to come does not matter; iterating would hide how it ends.
            with suppress(ConnectionClosed):
                while True:
                    await self.connection.recv()
        return self.connection.close_code, self.connection.close_reason or ""


@asynccontextmanager
async def _opened(api: Api, protocol: str = "graphql-transport-ws") -> AsyncIterator[Socket]:
    url = api.url.replace("http", "ws") + "/graphql"
    subprotocols = [websockets.Subprotocol(protocol)]
    async with websockets.connect(url, subprotocols=subprotocols) as connection:
        yield Socket(connection)


@asynccontextmanager
async def connected(api: Api, by: Actor | None, **claims: Any) -> AsyncIterator[Socket]:
    async with _opened(api) as socket:
        payload = {} if by is None else {"Authorization": f"Bearer {token(by, **claims)}"}
        await socket.send(type="connection_init", payload=payload)
        assert await socket.receive() == {"type": "connection_ack"}
        yield socket


async def test_an_order_is_pushed_after_each_change(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    order = await district.give(district.order(), district.as_resident)
    await api.shown()
    async with connected(api, district.as_resident) as socket:
        await socket.subscribe("a", ORDER_CHANGED, id=gid("Order", order))
        assert (await socket.data("a"))["orderChanged"]["state"] == "PLACED"
        await district.give(
            DispatchOrder(order_id=order, volunteer_ids=(volunteer,)), district.dispatcher
        )
        assert (await socket.data("a"))["orderChanged"]["state"] == "DISPATCHED"
        await district.give(CancelOrder(order_id=order, reason="雨"), district.as_resident)
        assert (await socket.data("a"))["orderChanged"]["state"] == "CANCELLED"
        await socket.send(type="complete", id="a")
        await socket.send(type="ping")
        assert await socket.receive() == {"type": "pong"}


async def test_the_board_is_pushed_when_a_count_changes(api: Api) -> None:
    district = api.district
    await api.shown()
    async with connected(api, district.admin) as socket:
        await socket.subscribe("b", BOARD, id=gid("Unit", district.institute))
        before = (await socket.data("b"))["ordersBoard"]
        await district.give(district.order(), district.as_resident)
        after = (await socket.data("b"))["ordersBoard"]
        assert after["total"] == before["total"] + 1
        assert after["placed"] == before["placed"] + 1


async def test_what_the_viewer_may_not_see_ends_at_once(api: Api) -> None:
    district = api.district
    order = await district.give(district.order(), district.as_resident)
    await api.shown()
    for viewer in (None, district.stranger):
        async with connected(api, viewer) as socket:
            await socket.subscribe("a", ORDER_CHANGED, id=gid("Order", order))
            assert await socket.receive() == {"id": "a", "type": "complete"}
            await socket.subscribe("b", BOARD, id=gid("Unit", district.institute))
            assert await socket.receive() == {"id": "b", "type": "complete"}


async def test_queries_and_errors_over_the_socket(api: Api) -> None:
    async with connected(api, None) as socket:
        await socket.subscribe("q", "{ units(first: 1) { totalCount } }")
        assert (await socket.data("q"))["units"]["totalCount"] == 4
        assert await socket.receive() == {"id": "q", "type": "complete"}
        await socket.subscribe("v", "{ nothing }")
        assert (await socket.receive())["type"] == "error"
        await socket.subscribe("i", ORDER_CHANGED, id="nonsense")
        message = await socket.receive()
        assert message["payload"][0]["extensions"]["code"] == "INVALID", message


async def test_operations_at_a_time_are_bounded(api: Api) -> None:
    district = api.district
    async with connected(api, district.admin) as socket:
        for n in range(20):
            await socket.subscribe(f"s{n}", BOARD, id=gid("Unit", district.station))
            await socket.data(f"s{n}")
        await socket.subscribe("one more", BOARD, id=gid("Unit", district.station))
        message = await socket.receive()
        assert message["type"] == "error"
        assert message["payload"][0]["extensions"]["code"] == "TOO_MUCH"


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (['{"type": "subscribe", "id": "a", "payload": {"query": "{ __typename }"}}'], 4401),
        (["nonsense"], 4400),
        (["[]"], 4400),
        (['{"type": "connection_init", "payload": {"Authorization": "Bearer x"}}'], 4403),
        (['{"type": "connection_init"}'] * 2, 4429),
        (['{"type": "connection_init"}', '{"type": "invent"}'], 4400),
        (['{"type": "connection_init"}', '{"type": "subscribe", "id": 1}'], 4400),
    ],
)
async def test_the_protocol_is_kept(api: Api, messages: list[str], code: int) -> None:
    async with _opened(api) as socket:
        for message in messages:
            await socket.connection.send(message)
        assert (await socket.closed())[0] == code


async def test_the_same_id_twice_closes(api: Api) -> None:
    async with connected(api, api.district.admin) as socket:
        for _ in range(2):
            await socket.subscribe("a", BOARD, id=gid("Unit", api.district.station))
        assert (await socket.closed())[0] == 4409


async def test_another_protocol_is_not_served(api: Api) -> None:
    url = api.url.replace("http", "ws") + "/graphql"
    async with websockets.connect(url) as connection:
        assert (await Socket(connection).closed())[0] == 4406


async def test_a_connection_ends_with_its_token(api: Api) -> None:
    async with connected(api, api.district.admin, exp=int(time()) + 2) as socket:
        await socket.subscribe("a", BOARD, id=gid("Unit", api.district.station))
        await socket.data("a")
        assert await socket.closed() == (4403, "Forbidden: the token has expired")


async def test_nobody_listens_after_all_have_gone(api: Api) -> None:
    async with connected(api, api.district.admin) as socket:
        await socket.subscribe("a", BOARD, id=gid("Unit", api.district.station))
        await socket.data("a")
    # A new connection works, and the server has not kept the old one's tasks.
    async with asyncio.timeout(5):
        while "operation a" in {task.get_name() for task in asyncio.all_tasks()}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
