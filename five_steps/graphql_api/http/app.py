"""The web application: GraphQL, certificates, heads and proofs, health and metrics."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from five_steps.graphql_api.http.audit import audit_routes
from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.http.certificates import PATH, certificate_page, certificate_sheet
from five_steps.graphql_api.http.graphql_http import GraphQLOverHTTP
from five_steps.graphql_api.http.graphql_websocket import GraphQLOverWebSocket
from five_steps.graphql_api.http.health import live, ready
from five_steps.graphql_api.http.metrics import metrics
from five_steps.graphql_api.http.own_data import PATH as OWN_DATA_PATH
from five_steps.graphql_api.http.own_data import own_data_file
from five_steps.graphql_api.kernel.engine import Engine
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.schema import schema

GRAPHQL_PATH = "/graphql"


def create_app(services: Services) -> ASGIApp:
    """The application on these services, which have to be open for as long as it runs.

    No CORS headers are sent: a page of another origin cannot read an answer, and no content type
    that it could send without asking is accepted.
    """
    following = Live(services.store, services.views)
    engine = Engine(schema)
    callers = Callers(services, following)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(following.run(), name="live")
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    graphql = GraphQLOverHTTP(engine, callers, services)
    starlette = Starlette(
        routes=[
            Route(GRAPHQL_PATH, graphql),
            WebSocketRoute(GRAPHQL_PATH, GraphQLOverWebSocket(engine, callers)),
            Route(f"{PATH}.pdf", certificate_sheet(callers)),
            Route(PATH, certificate_page(callers)),
            *audit_routes(services, callers),
            Route(OWN_DATA_PATH, own_data_file(services, callers)),
            Route("/health/live", live),
            Route("/health/ready", ready(services)),
            Route("/metrics", metrics(services)),
        ],
        lifespan=lifespan,
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Nearly every request; the router and its middleware would take as long as the answer.
        if scope["type"] == "http" and scope["path"] == GRAPHQL_PATH:
            await graphql(scope, receive, send)
        else:
            await starlette(scope, receive, send)

    return app
