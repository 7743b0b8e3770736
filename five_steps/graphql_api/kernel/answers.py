"""Answers as JSON, and errors without a word of what is inside."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson
import structlog
from graphql import GraphQLError

from five_steps.access_trail import TrailUnavailable
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.event_store import (
    NotReadInTime,
    StoreClosing,
    StoreExhausted,
    StoreUnavailable,
    VersionConflict,
)
from five_steps.event_store.connections import is_exhausted, is_lost
from five_steps.graphql_api.kernel.as_of import AS_OF
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.messages import PAST_IN_PREPARATION, REFUSALS
from five_steps.graphql_api.kernel.scalars import write_moment
from five_steps.projections.past.pasts import PastInPreparation

RETRY_SECONDS = 1
"""A restart, or others who were faster."""
EXHAUSTED_RETRY_SECONDS = 30
"""Somebody has to make room first."""

_log = structlog.get_logger(__name__)


def data_bytes(text: str, context: RequestContext) -> bytes:
    """The answer of a compiled read."""
    extensions = _extensions(context)
    if extensions:
        return f'{{"data":{text},"extensions":{orjson.dumps(extensions).decode()}}}'.encode()
    return f'{{"data":{text}}}'.encode()


def answer_bytes(
    data: dict[str, Any] | None, errors: Sequence[GraphQLError] | None, context: RequestContext
) -> bytes:
    """The answer of an execution."""
    return orjson.dumps(answer(data, errors, context))


def answer(
    data: dict[str, Any] | None, errors: Sequence[GraphQLError] | None, context: RequestContext
) -> dict[str, Any]:
    """The answer of an execution, not yet as text."""
    shown: dict[str, Any] = {"data": data}
    if errors:
        shown["errors"] = shown_errors(errors, context)
    if extensions := _extensions(context):
        shown["extensions"] = extensions
    return shown


def _extensions(context: RequestContext) -> dict[str, Any]:
    """Of each root field that was read as it was, the event up to which the log counted."""
    moments = {
        key: {"position": moment.position, "recordedAt": write_moment(moment.recorded_at)}
        for key, moment in context.pasts.shown.items()
    }
    return {AS_OF: moments} if moments else {}


def refusal_bytes(errors: Sequence[GraphQLError], context: RequestContext) -> bytes:
    """The answer of a request that was not run."""
    return orjson.dumps({"errors": shown_errors(errors, context)})


def shown_errors(errors: Sequence[GraphQLError], context: RequestContext) -> list[dict[str, Any]]:
    """Errors as the caller gets to see them."""
    return [_shown(error, context) for error in errors]


def _shown(error: GraphQLError, context: RequestContext) -> dict[str, Any]:
    message, extensions = _explained(error, context)
    context.services.observer.request_refused(code=extensions["code"])
    shown = dict(error.formatted)
    shown["message"] = message
    shown["extensions"] = extensions
    return shown


def _explained(error: GraphQLError, context: RequestContext) -> tuple[str, dict[str, Any]]:
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        # Ours, or the library's about the request itself.
        return error.message, {"code": "BAD_REQUEST", **(error.extensions or {})}
    if isinstance(cause, Refusal):
        extensions = {"code": cause.code.value, "field": cause.field, **cause.details}
        return REFUSALS[cause.code][context.language], extensions
    if isinstance(cause, PastInPreparation):
        return PAST_IN_PREPARATION[context.language], {
            "code": "PAST_IN_PREPARATION",
            "position": cause.position,
            "percent": cause.percent,
            "retryAfterSeconds": RETRY_SECONDS,
        }
    if isinstance(cause, asyncpg.DataError):
        # Such as NUL, which PostgreSQL has no place for.
        return REFUSALS[RefusalCode.INVALID][context.language], {"code": RefusalCode.INVALID.value}
    if isinstance(cause, asyncpg.QueryCanceledError):
        return "The query took too long; ask for less.", {"code": "TIMEOUT"}
    retry_after = _retry_after_seconds(cause)
    if retry_after is not None:
        _log.warning("request_unavailable", request_id=context.request_id, error=repr(cause))
        unknown = "The service could not finish this; send the same command id again."
        return unknown, {
            "code": "UNAVAILABLE",
            "requestId": context.request_id,
            "retryAfterSeconds": retry_after,
        }
    _log.error("request_failed", request_id=context.request_id, exc_info=cause)
    return "Something went wrong inside.", {"code": "INTERNAL", "requestId": context.request_id}


def _retry_after_seconds(cause: Exception) -> int | None:
    """When to try again what could not be finished; None for what will not go away by itself."""
    if isinstance(cause, StoreExhausted) or is_exhausted(cause):
        return EXHAUSTED_RETRY_SECONDS
    passing = StoreUnavailable | StoreClosing | VersionConflict | NotReadInTime | TrailUnavailable
    if isinstance(cause, passing) or is_lost(cause):
        return RETRY_SECONDS
    return None
