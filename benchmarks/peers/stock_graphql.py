"""The same mutation on the stock `Application`: strawberry on uvicorn, the application in threads.

It is spared what ours does besides: tokens, sealing of personal data, command ids and views.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Annotated, NamedTuple, TypeAlias, cast
from uuid import UUID

import strawberry
import uvicorn
from eventsourcing.application import Application
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from uuid_utils.compat import uuid7

from benchmarks.database import stock_environment
from benchmarks.serving import HOST
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order import Order as OrderAggregate
from five_steps.domain.ordering.order_state import OrderState, RequesterKind
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.resident import Resident

# Declares the domain's enumerations to strawberry.
from five_steps.graphql_api.kernel import enumerations  # noqa: F401
from five_steps.graphql_api.kernel.global_id import global_id, read_global_id

NAME = "stock eventsourcing Application in 8 threads, strawberry, uvicorn"
THREADS = 8


@strawberry.input
class PlaceOrderInput:
    command_id: UUID
    unit_id: strawberry.ID
    requester_kind: RequesterKind
    requester_id: strawberry.ID
    category: Category
    menu_item_id: strawberry.ID | None = None
    title: str
    place: str
    details: str = ""
    contact: str = ""
    starts_at: datetime
    ends_at: datetime
    headcount: int = 1
    skills: list[str] = strawberry.field(default_factory=list)
    hazardous: bool = False


@strawberry.type
class Order:
    id: strawberry.ID
    state: OrderState
    title: str
    category: Category
    starts_at: datetime
    ends_at: datetime
    headcount: int

    @classmethod
    def of(cls, order: OrderAggregate, title: str) -> Order:
        return cls(
            id=strawberry.ID(global_id("Order", order.id)),
            state=order.state,
            title=title,
            category=order.category,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
            headcount=order.headcount,
        )


@strawberry.type
class OrderChanged:
    position: int
    order: Order


@strawberry.type
class CommandError:
    field: str
    message: str


OrderResult: TypeAlias = Annotated[OrderChanged | CommandError, strawberry.union("OrderResult")]


class Placed(NamedTuple):
    order: OrderAggregate
    position: int


class District(Application[UUID]):
    """The application; its log is `stored_events`."""

    name = "stored"

    def place_order(self, given: PlaceOrderInput) -> Placed:
        """Place a resident's order with a unit."""
        now = datetime.now(UTC)
        unit = cast("Unit", self.repository.get(_local(given.unit_id)))
        unit.require_active()
        resident = cast("Resident", self.repository.get(_local(given.requester_id)))
        policy = cast("ServicePolicy", self.repository.get(SERVICE_POLICY_ID))
        order = OrderAggregate.place(
            id=uuid7(),
            at=now,
            rules=policy.in_force(now),
            unit_id=unit.id,
            requester_kind=given.requester_kind,
            requester_id=resident.id,
            category=given.category,
            menu_item_id=None,
            title=given.title,
            particulars=f"{given.place}|{given.details}|{given.contact}",
            window=Window(given.starts_at, given.ends_at),
            headcount=given.headcount,
            skills=given.skills,
            hazardous=given.hazardous,
        )
        recordings = self.save(order)
        return Placed(order, recordings[-1].notification.id)


Place = Callable[[PlaceOrderInput], Awaitable[Placed]]


@strawberry.type
class Query:
    @strawberry.field
    def alive(self) -> bool:
        return True


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def place_order(self, info: strawberry.Info, input: PlaceOrderInput) -> OrderResult:  # noqa: A002
        place: Place = info.context["place"]
        try:
            placed = await place(input)
        except Refusal as refusal:
            return CommandError(field=refusal.field, message=str(refusal))
        return OrderChanged(position=placed.position, order=Order.of(placed.order, input.title))


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    extensions=[ParserCache, ValidationCache],
)


class Endpoint(GraphQL[dict[str, Place], None]):
    """GraphQL over HTTP, with the application in threads."""

    def __init__(self, place: Place) -> None:
        super().__init__(schema)
        self._place = place

    async def get_context(
        self,
        request: Request | WebSocket,  # noqa: ARG002
        response: Response | WebSocket,  # noqa: ARG002
    ) -> dict[str, Place]:
        return {"place": self._place}


def serve(dsn: str, port: int) -> None:
    """Serve until SIGTERM."""
    env = stock_environment(
        dsn,
        POSTGRES_POOL_SIZE=str(THREADS),
        POSTGRES_MAX_OVERFLOW="0",
        AGGREGATE_CACHE_MAXSIZE="10000",
        # One process writes, so what is cached is current.
        AGGREGATE_CACHE_FASTFORWARD="n",
    )
    with District(env) as district, ThreadPoolExecutor(THREADS) as threads:

        async def place(given: PlaceOrderInput) -> Placed:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(threads, district.place_order, given)

        app = Starlette(routes=[Route("/graphql", Endpoint(place))])
        uvicorn.run(
            app,
            host=HOST,
            port=port,
            http="httptools",
            loop="uvloop",
            access_log=False,
            log_level="warning",
        )


def _local(text: strawberry.ID) -> UUID:
    named = read_global_id(text)
    assert named is not None
    return named[1]


def create_log(dsn: str) -> None:
    """Make the stock library's table."""
    with District(stock_environment(dsn)):
        pass
