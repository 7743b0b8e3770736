"""GraphQL over HTTP: GET and POST, as the GraphQL-over-HTTP specification has it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.http.ides import get_graphql_ide_html
from structlog.contextvars import bind_contextvars, reset_contextvars

from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.http.negotiation import GRAPHQL_JSON, JSON, answer_type, is_json
from five_steps.graphql_api.http.operation import Refused, as_request
from five_steps.graphql_api.kernel.engine import Engine, Request
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.tokens import InvalidToken

BODY_BYTES_MAX = 256 * 1024
POSITION_DIGITS_MAX = 18


@dataclass(frozen=True, slots=True)
class GraphQLOverHTTP:
    """The endpoint, an ASGI application."""

    engine: Engine
    callers: Callers
    services: Services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        # Read as they are: starlette's own headers are looked through anew for each name.
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        request_id = os.urandom(8).hex()
        bound = bind_contextvars(request_id=request_id)
        try:
            response = await self._respond(scope, receive, headers, request_id)
        except Refused as refused:
            self.services.observer.request_refused(code=refused.code)
            response = _refusal(refused, request_id)
        finally:
            reset_contextvars(**bound)
        await response(scope, receive, send)

    async def _respond(
        self, scope: Scope, receive: Receive, headers: Mapping[str, str], request_id: str
    ) -> Response:
        get = scope["method"] == "GET"
        accept = headers.get("accept", "")
        if get and "text/html" in accept and "query" not in QueryParams(scope["query_string"]):
            return HTMLResponse(_GRAPHIQL)
        media_type = answer_type(accept)
        if media_type is None:
            raise Refused(406, "NOT_ACCEPTABLE", f"the answer is {GRAPHQL_JSON} or JSON")
        request = await _request(scope, receive, headers)
        try:
            viewer = await self.callers.viewer(headers.get("authorization", ""))
        except InvalidToken as invalid:
            raise Refused(401, "UNAUTHENTICATED", str(invalid)) from invalid
        context = self.callers.context(viewer, headers.get("accept-language", ""), request_id)
        # Read before the answer is: it shows at least this.
        position = max(int(self.services.views.position()), request.position_least)
        answer = await self.engine.run(request, context, only_query=get)
        # What was not run is an error of the request, which the older media type has no status for.
        status = 400 if answer.refused and media_type == GRAPHQL_JSON else 200
        sent = {"X-Request-Id": request_id, "Cache-Control": "no-store"}
        if not answer.refused:
            sent["X-Position"] = str(position)
        return Response(answer.body, status, sent, media_type)


async def _request(scope: Scope, receive: Receive, headers: Mapping[str, str]) -> Request:
    position = _position(headers.get("x-min-position"))
    if scope["method"] == "POST":
        if not is_json(headers.get("content-type", "")):
            raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", "the body has to be application/json")
        return as_request(_json(await _body(receive), "the body"), position)
    if scope["method"] != "GET":
        raise Refused(405, "METHOD_NOT_ALLOWED", "GET or POST")
    given: dict[str, Any] = dict(QueryParams(scope["query_string"]))
    if "variables" in given:
        given["variables"] = _json(given["variables"].encode(), "variables")
    return as_request(given, position)


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body") or b""
        if len(body) > BODY_BYTES_MAX:
            raise Refused(413, "TOO_MUCH", f"the body has at most {BODY_BYTES_MAX} bytes")
        if not message.get("more_body", False):
            return bytes(body)


def _json(text: bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Refused(400, "BAD_REQUEST", f"{what} has to be JSON") from None


def _position(header: str | None) -> int:
    if header is None:
        return 0
    if not (header.isascii() and header.isdigit() and len(header) <= POSITION_DIGITS_MAX):
        raise Refused(400, "BAD_REQUEST", "X-Min-Position has to be a log position")
    return int(header)


def _refusal(refused: Refused, request_id: str) -> Response:
    error = {"message": refused.message, "extensions": {"code": refused.code}}
    headers = {"X-Request-Id": request_id, "Cache-Control": "no-store"}
    if refused.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if refused.status == 405:
        headers["Allow"] = "GET, POST"
    return Response(orjson.dumps({"errors": [error]}), refused.status, headers, JSON)


_GRAPHIQL = get_graphql_ide_html("graphiql")
