"""Signed heads of the log for whoever wants to keep them, and proofs of single events.

Heads, keys and consistency proofs say how many events there are, and nothing about anybody. They
are for everybody: a head is worth the more the more people keep it.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

import asyncpg
import orjson
import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from five_steps.commands.kernel.actor import Role
from five_steps.domain.incentives.points_account import points_account_id
from five_steps.domain.incentives.service_book import service_book_id
from five_steps.event_store.proving import (
    NotProvable,
    SignedHead,
    prove_consistency,
    prove_inclusion,
    published,
)
from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.tokens import InvalidToken
from five_steps.graphql_api.kernel.viewer import ANONYMOUS, READS_ALL, Viewer

HEADS_MAX = 1_000
"""Heads of one answer."""

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_POSITION_MAX = (1 << 63) - 1

_log = structlog.get_logger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]


class _Refused(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def audit_routes(services: Services, callers: Callers) -> list[Route]:
    """The endpoints under `/audit`."""
    heads, pool = services.heads, services.store.pool

    async def signed(request: Request) -> Response:
        """Heads in the order they were signed, one a line: as `verify --heads` takes them."""
        found = await heads.after(_number(request.query_params.get("after", "0")), HEADS_MAX)
        lines = "".join(head.line for head in found)
        return Response(lines, media_type="application/jsonl", headers=_HEADERS)

    async def latest(_: Request) -> Response:
        head = _found(await heads.latest())
        return Response(head.line, media_type="application/json", headers=_HEADERS)

    async def key(_: Request) -> Response:
        """All public keys, and which of them signs now."""
        keys = {key.id: key for key in (*await published(pool), heads.key.public)}
        return _json({"signs": heads.key.public.id, "keys": [k.as_json() for k in keys.values()]})

    async def consistency(request: Request) -> Response:
        """Proof that the log of one head goes on from that of another; each by its `events`."""
        first = _found(await heads.of_size(_number(request.query_params.get("from", ""))))
        to = request.query_params.get("to")
        second = _found(await heads.latest() if to is None else await heads.of_size(_number(to)))
        return _json((await prove_consistency(pool, first, second)).as_json())

    async def proof(request: Request) -> Response:
        """Proof that the event at a position is in the log."""
        viewer = await _viewer(callers, request)
        position = _number(request.path_params["position"])
        head = _found(await heads.covering(position))
        proof = await prove_inclusion(pool, position, head)
        if not _is_shown(viewer, proof.event.originator_id):
            raise _Refused(404, "there is no such event of yours")
        return _json(proof.as_json())

    return [
        Route("/audit/heads", _answering(signed)),
        Route("/audit/heads/latest", _answering(latest)),
        Route("/audit/key", _answering(key)),
        Route("/audit/consistency", _answering(consistency)),
        Route("/audit/proof/{position}", _answering(proof)),
    ]


def _answering(respond: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            return await respond(request)
        except _Refused as refused:
            return _refusal(refused.status, str(refused))
        except NotProvable as reason:
            return _refusal(404, str(reason))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _log.warning("audit_store_unreachable", error=repr(error))
            return _refusal(503, "the log cannot be read just now", {"Retry-After": "5"})

    return answer


async def _viewer(callers: Callers, request: Request) -> Viewer:
    try:
        viewer = await callers.viewer(request.headers.get("authorization", ""))
    except InvalidToken as invalid:
        raise _Refused(401, str(invalid)) from invalid
    if viewer is ANONYMOUS:
        raise _Refused(401, "proofs are for auditors, and for volunteers of their own record")
    if viewer.role not in {*READS_ALL, Role.VOLUNTEER}:
        raise _Refused(403, "proofs are for auditors, and for volunteers of their own record")
    return viewer


def _is_shown(viewer: Viewer, stream: UUID) -> bool:
    """Whether the stream is one of the viewer's own record, or they read everything."""
    if viewer.role in READS_ALL:
        return True
    own = viewer.person_id
    return own is not None and stream in {own, service_book_id(own), points_account_id(own)}


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 19 or int(text) > _POSITION_MAX:
        raise _Refused(400, f"{text[:40]!r} is no whole number from 0 to {_POSITION_MAX}")
    return int(text)


def _found(head: SignedHead | None) -> SignedHead:
    if head is None:
        raise _Refused(404, "there is no such head; the log may not go that far")
    return head


def _json(content: object) -> Response:
    return Response(orjson.dumps(content), media_type="application/json", headers=_HEADERS)


def _refusal(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    challenge = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return PlainTextResponse(message, status, {**_HEADERS, **challenge, **(headers or {})})
