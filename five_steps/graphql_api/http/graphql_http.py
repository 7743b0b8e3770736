"""GraphQL over HTTP: GET and POST, as the GraphQL-over-HTTP specification has it."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import orjson
from starlette.datastructures import Headers
from starlette.requests import Request as HTTPRequest
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.http.ides import get_graphql_ide_html

from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.http.negotiation import GRAPHQL_JSON, answer_type, is_json
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
        headers = Headers(scope=scope)
        request_id = uuid4().hex
        try:
            response = await self._respond(HTTPRequest(scope, receive), headers, request_id)
        except Refused as refused:
            self.services.observer.request_refused(code=refused.code)
            response = _refusal(refused)
        response.headers["X-Request-Id"] = request_id
        response.headers["Cache-Control"] = "no-store"
        await response(scope, receive, send)

    async def _respond(self, http: HTTPRequest, headers: Headers, request_id: str) -> Response:
        accept = headers.get("accept", "")
        if http.method == "GET" and "text/html" in accept and "query" not in http.query_params:
            return HTMLResponse(_GRAPHIQL)
        media_type = answer_type(accept)
        if media_type is None:
            raise Refused(406, "NOT_ACCEPTABLE", f"the answer is {GRAPHQL_JSON} or JSON")
        request = await self._request(http, headers)
        try:
            viewer = await self.callers.viewer(headers.get("authorization", ""))
        except InvalidToken as invalid:
            raise Refused(401, "UNAUTHENTICATED", str(invalid)) from invalid
        context = self.callers.context(viewer, headers.get("accept-language", ""), request_id)
        # Read before the answer is: it shows at least this.
        position = max(int(self.services.views.position()), request.position_least)
        answer = await self.engine.run(request, context, only_query=http.method == "GET")
        # What was not run is an error of the request, which the older media type has no status for.
        status = 400 if answer.refused and media_type == GRAPHQL_JSON else 200
        response = Response(answer.body, status, media_type=media_type)
        if not answer.refused:
            response.headers["X-Position"] = str(position)
        return response

    async def _request(self, http: HTTPRequest, headers: Headers) -> Request:
        if http.method == "POST":
            if not is_json(headers.get("content-type", "")):
                raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", "the body has to be application/json")
            given = _json(await _body(http), "the body")
        elif http.method == "GET":
            given = dict(http.query_params)
            for name in ("variables", "extensions"):
                if name in given:
                    given[name] = _json(given[name].encode(), name)
        else:
            raise Refused(405, "METHOD_NOT_ALLOWED", "GET or POST")
        return as_request(given, _position(headers.get("x-min-position")))


async def _body(http: HTTPRequest) -> bytes:
    body = bytearray()
    async for chunk in http.stream():
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            raise Refused(413, "TOO_MUCH", f"the body has at most {BODY_BYTES_MAX} bytes")
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


def _refusal(refused: Refused) -> Response:
    error = {"message": refused.message, "extensions": {"code": refused.code}}
    response = Response(
        orjson.dumps({"errors": [error]}), refused.status, media_type="application/json"
    )
    if refused.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if refused.status == 405:
        response.headers["Allow"] = "GET, POST"
    return response


_GRAPHIQL = get_graphql_ide_html("graphiql")
