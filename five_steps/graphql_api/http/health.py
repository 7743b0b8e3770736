"""Whether the process lives, and whether it should be sent requests."""

from collections.abc import Awaitable, Callable

import asyncpg
import orjson
import structlog
from starlette.requests import Request
from starlette.responses import Response

from five_steps.graphql_api.kernel.services import Services

_log = structlog.get_logger(__name__)


async def live(_: Request) -> Response:
    """The process answers: restarting it would mend nothing."""
    return _response({"status": "ok"}, ready=True)


def ready(services: Services) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint that says whether reads and commands will be served well."""

    async def respond(_: Request) -> Response:
        try:
            lag = await services.views.lag()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _log.warning("health_store_unreachable", error=repr(error))
            return _response({"status": "store unreachable"}, ready=False)
        views = {
            name: {
                "positions": view.positions,
                "seconds": round(view.seconds, 3),
                "stopped": view.error is not None,
            }
            for name, view in lag.items()
        }
        stopped = [name for name, view in lag.items() if view.error is not None]
        behind = [name for name, view in lag.items() if view.seconds > services.lag_seconds_max]
        status = "views stopped" if stopped else "views behind" if behind else "ok"
        return _response(
            {"status": status, "position": services.views.position(), "views": views},
            ready=not stopped and not behind,
        )

    return respond


def _response(content: dict[str, object], *, ready: bool) -> Response:
    return Response(orjson.dumps(content), 200 if ready else 503, media_type="application/json")
