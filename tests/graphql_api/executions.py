"""Both executions of a query, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.engine import Engine, Request
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.viewer import ANONYMOUS, Viewer
from five_steps.graphql_api.schema import schema

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

COMPILING = Engine(schema)
RESOLVING = Engine(schema, compiling=False)


async def compiled(
    api: Api, query: str, variables: dict[str, Any] | None = None, by: Actor | None = None
) -> Any:
    """The compiled answer; it must not have been left to the resolvers."""
    api.observer.kinds.clear()
    answered = await run(COMPILING, api, query, variables, by)
    assert api.observer.kinds == ["compiled"], (api.observer.reasons, answered)
    return answered


async def resolved(
    api: Api, query: str, variables: dict[str, Any] | None = None, by: Actor | None = None
) -> Any:
    """The answer of the resolvers."""
    return await run(RESOLVING, api, query, variables, by)


async def same(
    api: Api, query: str, variables: dict[str, Any] | None = None, by: Actor | None = None
) -> Any:
    """The answer that both give."""
    ours = await compiled(api, query, variables, by)
    theirs = await resolved(api, query, variables, by)
    assert ours == theirs, f"{ours}\n{theirs}"
    # Fields come in the order they were asked for.
    assert orjson.dumps(ours) == orjson.dumps(theirs) or _floats(ours) == _floats(theirs)
    assert "errors" not in ours
    return ours["data"]


async def run(
    engine: Engine, api: Api, query: str, variables: dict[str, Any] | None, by: Actor | None
) -> Any:
    """The answer of an engine."""
    viewer = ANONYMOUS if by is None else Viewer(by.role, by.subject, by.unit_id)
    live = Live(api.services.store, api.services.views)
    context = RequestContext(api.services, live, viewer)
    answer = await engine.run(Request(query, variables or {}, None), context)
    return orjson.loads(answer.body)


def _floats(value: Any) -> str:
    # JSON has one kind of number: 4 and 4.0 are the same.
    if isinstance(value, dict):
        return "{" + ",".join(f"{k}:{_floats(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_floats, value)) + "]"
    return repr(float(value)) if isinstance(value, int | float) else repr(value)
