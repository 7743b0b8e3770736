"""The words the stories are told in: what is done, what is refused, what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from five_steps.operations.deadlines import DeadlineKeeper
from tests.graphql_api.mutating import mutation, result

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from five_steps.commands import Actor
    from tests.graphql_api.api import Api


async def done(
    api: Api, name: str, by: Actor, given: Mapping[str, Any], *shown: str
) -> dict[str, Any]:
    """A mutation that must succeed: the changed object, with its `id` and the fields named.

    The fund has no id: there is one.
    """
    asked = shown if mutation(name).object_field == "fund" else ("id", *shown)
    answer = await result(api, name, given, by, shown=dict.fromkeys(asked or ("position",)))
    declared = mutation(name)
    assert answer["__typename"] == declared.success, answer
    changed: dict[str, Any] = answer[declared.object_field]
    return changed


async def refused(api: Api, name: str, by: Actor, given: Mapping[str, Any]) -> tuple[str, str]:
    """A mutation that must be refused: the code, and the field it is about."""
    before = await api.district.position()
    answer = await result(api, name, given, by)
    assert answer["__typename"] != mutation(name).success, answer
    assert await api.district.position() == before, "a refused command recorded something"
    return answer["code"], answer["field"]


async def seen(api: Api, query: str, by: Actor | None, **variables: Any) -> Any:
    """What somebody sees once the views show everything: the value of the query's one field."""
    await api.shown()
    (value,) = (await api.data(query, variables, by=by)).values()
    return value


async def time_passes(api: Api, until: datetime) -> None:
    """The clock goes on, and the service does what falls due."""
    await api.shown()
    district, services = api.district, api.services
    district.now = until
    keeper = DeadlineKeeper(services.store, services.views, services.commands, services.clock)
    await keeper.act(until)
