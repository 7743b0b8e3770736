"""Prometheus' endpoint."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from five_steps.graphql_api.kernel.services import Services


def metrics(services: Services) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint that shows what was counted."""

    async def respond(_: Request) -> Response:
        return Response(
            services.observer.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8"
        )

    return respond
