"""Both executions of a query, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import orjson

from five_steps.access_trail import TrailLimits
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.engine import Engine, Request
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.viewer import ANONYMOUS, Viewer
from five_steps.graphql_api.schema import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.access_trail import AccessTrail, Entry
    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

COMPILING = Engine(schema)
RESOLVING = Engine(schema, compiling=False)


class Remembered:
    """An access trail that is not written."""

    def __init__(self, limits: TrailLimits | None = None) -> None:
        self.limits = limits or TrailLimits()
        self.entries: list[Entry] = []

    async def record(self, entries: Sequence[Entry]) -> None:
        self.entries += entries


async def compiled(
    api: Api, query: str, variables: dict[str, Any] | None = None, by: Actor | None = None
) -> Any:
    """The compiled answer; it must not have been left to the resolvers."""
    return (await _compiled(api, query, variables, by))[0]


async def _compiled(
    api: Api, query: str, variables: dict[str, Any] | None, by: Actor | None
) -> tuple[Any, list[Entry]]:
    api.observer.kinds.clear()
    answered, trail = await traced(COMPILING, api, query, variables, by)
    assert api.observer.kinds == ["compiled"], (api.observer.reasons, answered)
    return answered, trail


async def resolved(
    api: Api, query: str, variables: dict[str, Any] | None = None, by: Actor | None = None
) -> Any:
    """The answer of the resolvers."""
    return await run(RESOLVING, api, query, variables, by)


async def same(
    api: Api, query: str, variables: dict[str, Any] | None = None, by: Actor | None = None
) -> Any:
    """The answer that both give, with the same trace of whose personal data it shows."""
    ours, our_trail = await _compiled(api, query, variables, by)
    theirs, their_trail = await traced(RESOLVING, api, query, variables, by)
    assert ours == theirs, f"{ours}\n{theirs}"
    assert our_trail == their_trail, f"{our_trail}\n{their_trail}"
    # Fields come in the order they were asked for.
    assert orjson.dumps(ours) == orjson.dumps(theirs) or _floats(ours) == _floats(theirs)
    assert "errors" not in ours
    return ours["data"]


async def run(
    engine: Engine, api: Api, query: str, variables: dict[str, Any] | None, by: Actor | None
) -> Any:
    """The answer of an engine."""
    return (await traced(engine, api, query, variables, by))[0]


async def traced(
    engine: Engine, api: Api, query: str, variables: dict[str, Any] | None, by: Actor | None
) -> tuple[Any, list[Entry]]:
    """The answer of an engine, and what it leaves in the access trail."""
    trail = Remembered()
    services = replace(api.services, trail=cast("AccessTrail", trail))
    viewer = ANONYMOUS if by is None else Viewer(by.role, by.subject, by.unit_id)
    live = Live(api.services.store, api.services.views)
    context = RequestContext(services, live, viewer)
    answer = await engine.run(Request(query, variables or {}, None), context)
    return orjson.loads(answer.body), trail.entries


def _floats(value: Any) -> str:
    # JSON has one kind of number: 4 and 4.0 are the same.
    if isinstance(value, dict):
        return "{" + ",".join(f"{k}:{_floats(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_floats, value)) + "]"
    return repr(float(value)) if isinstance(value, int | float) else repr(value)
