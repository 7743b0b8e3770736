"""One client's operations on a WebSocket connection."""

import asyncio
from collections.abc import AsyncIterator, Callable
from time import time
from typing import Any

import orjson
from graphql import GraphQLError, OperationType
from graphql.execution import ExecutionResult
from structlog.contextvars import bind_contextvars

from five_steps.graphql_api.http.operation import Refused, as_request
from five_steps.graphql_api.http.websocket_messages import Channel, Closed
from five_steps.graphql_api.kernel.answers import answer, shown_errors
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.documents import InvalidDocument
from five_steps.graphql_api.kernel.engine import Engine, Request

OPERATIONS_MAX = 20
"""Operations at a time on one connection."""


class Session:
    """Runs the operations of one connection until it ends or the token expires."""

    def __init__(
        self, channel: Channel, engine: Engine, new_context: Callable[[], RequestContext]
    ) -> None:
        self._channel = channel
        self._engine = engine
        self._new_context = new_context
        self._operations: dict[str, asyncio.Task[None]] = {}

    async def serve(self) -> None:
        """Serve until the connection ends.

        Raises:
            Closed: it has ended.
        """
        expires = self._new_context().viewer.expires
        try:
            async with (
                asyncio.timeout(None if expires > _FAR else max(expires - time(), 0)),
                asyncio.TaskGroup() as group,
            ):
                while True:
                    await self._handle(await self._channel.receive(), group)
        except TimeoutError:
            raise Closed(4403, "Forbidden: the token has expired") from None
        except BaseExceptionGroup as failed:
            raise _first_closed(failed) from None

    async def _handle(self, message: dict[str, Any], group: asyncio.TaskGroup) -> None:
        match message:
            case {"type": "ping"}:
                await self._channel.send({"type": "pong"})
            case {"type": "pong"}:
                pass
            case {"type": "complete", "id": str(id_)}:
                if task := self._operations.pop(id_, None):
                    task.cancel()
            case {"type": "subscribe", "id": str(id_), "payload": payload}:
                await self._begin(id_, payload, group)
            case {"type": "connection_init"}:
                raise Closed(4429, "Too many initialisation requests")
            case _:
                raise Closed(4400, "Invalid message")

    async def _begin(self, id_: str, payload: object, group: asyncio.TaskGroup) -> None:
        if id_ in self._operations:
            raise Closed(4409, f"Subscriber for {id_[:40]} already exists")
        if len(self._operations) >= OPERATIONS_MAX:
            message = f"at most {OPERATIONS_MAX} operations at a time"
            await self._refuse(id_, [_error(message, "TOO_MUCH")])
            return
        try:
            request = as_request(payload)
        except Refused as refused:
            await self._refuse(id_, [_error(refused.message, refused.code)])
            return
        self._operations[id_] = group.create_task(self._run(id_, request), name=f"operation {id_}")

    async def _run(self, id_: str, request: Request) -> None:
        context = self._new_context()
        # Of this task alone.
        bind_contextvars(request_id=context.request_id)
        try:
            prepared = self._engine.prepare(request, context)
            if prepared.kind is OperationType.SUBSCRIPTION:
                await self._stream(id_, request, context)
            else:
                answered = await self._engine.run(request, context)
                await self._next(id_, orjson.loads(answered.body))
            await self._channel.send({"id": id_, "type": "complete"})
        except InvalidDocument as invalid:
            await self._refuse(id_, shown_errors(invalid.errors, context))
        except Closed:
            raise
        except Exception as error:
            # A stream that fails ends alone; what went wrong inside is logged, not shown.
            failed = (
                error if isinstance(error, GraphQLError) else GraphQLError("", original_error=error)
            )
            await self._refuse(id_, shown_errors([failed], context))
        finally:
            self._operations.pop(id_, None)

    async def _stream(self, id_: str, request: Request, context: RequestContext) -> None:
        results = await self._engine.subscribe(request, context)
        if isinstance(results, ExecutionResult):
            raise InvalidDocument(list(results.errors or ()))
        try:
            async for result in results:
                await self._next(id_, answer(result.data, result.errors, context))
        finally:
            await _close(results)

    async def _next(self, id_: str, payload: dict[str, Any]) -> None:
        await self._channel.send({"id": id_, "type": "next", "payload": payload})

    async def _refuse(self, id_: str, errors: list[dict[str, Any]]) -> None:
        await self._channel.send({"id": id_, "type": "error", "payload": errors})


_FAR = 1e11
"""Seconds since 1970 that no timer takes: no token, no end."""


def _error(message: str, code: str) -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code}}


def _first_closed(failed: BaseExceptionGroup[BaseException]) -> BaseException:
    closed = failed.subgroup(Closed)
    while closed is not None:
        error = closed.exceptions[0]
        if not isinstance(error, BaseExceptionGroup):
            return error
        closed = error
    return failed


async def _close(results: AsyncIterator[ExecutionResult]) -> None:
    close = getattr(results, "aclose", None)
    if close is not None:
        await close()
